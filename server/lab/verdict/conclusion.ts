import type { Conclusion } from '../../contract/verdict.ts';
import type { ScenarioFile } from '../scenario/schema.ts';
import { evidenceInWords, isEvidence } from './evidence.ts';

export interface ConclusionScore {
  readonly points: number;
  readonly rows: readonly { label: string; yours: string; model: string; points: number; of: number }[];
}

/** Nothing said. */
export const noConclusion: Conclusion = {
  disposition: 'fixed',
  system: '',
  place: '',
  field: '',
  kind: '',
  evidence: [],
  text: '',
};

/** Place 4, kind 3, evidence 3 (DESIGN §3.3). `shows`: whether an event shows the fault. Free text is kept, never scored. */
export function scoreConclusion(
  model: ScenarioFile['conclusion'],
  conclusion: Conclusion,
  shows: (event: number) => boolean,
): ConclusionScore {
  const bySystem = model.places.filter((place) => place.system === conclusion.system);
  const byPlace = bySystem.filter((place) => place.place === conclusion.place);
  const byField = byPlace.filter((place) => place.fields.includes(conclusion.field));
  const right = conclusion.disposition === model.disposition;
  const place = !right ? 0 : byField.length > 0 ? 4 : byPlace.length > 0 ? 3 : bySystem.length > 0 ? 1 : 0;
  const kind = right && (model.kinds as readonly string[]).includes(conclusion.kind) ? 3 : 0;
  const evidence = right && isEvidence(conclusion.evidence, shows) ? 3 : 0;
  const first = model.places[0];
  return {
    points: place + kind + evidence,
    rows: [
      {
        label: 'place',
        yours: [conclusion.system, conclusion.place, conclusion.field].filter(Boolean).join(' → '),
        model: first ? [first.system, first.place, first.fields[0]].join(' → ') : '',
        points: place,
        of: 4,
      },
      { label: 'kind', yours: conclusion.kind, model: model.kinds[0] ?? '', points: kind, of: 3 },
      {
        label: 'evidence',
        yours: conclusion.evidence.map((id) => `#${id}`).join(', '),
        model: evidenceInWords(model.evidence),
        points: evidence,
        of: 3,
      },
    ],
  };
}
