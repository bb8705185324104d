import type { Conclusion } from '../../contract/verdict.ts';
import type { Journal } from '../../network/journal.ts';
import type { ScenarioFile } from '../scenario/schema.ts';

export interface ConclusionScore {
  readonly points: number;
  readonly rows: readonly { label: string; yours: string; model: string; points: number; of: number }[];
}

/** Objects that the fault harmed, as keys: an event that carries one of them may serve as evidence. */
export interface Damaged {
  readonly accessions: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string>;
  readonly studyUids: ReadonlySet<string>;
  readonly patientIds: ReadonlySet<string>;
}

/** Place 4, kind 3, evidence 3 (DESIGN §3.3). Free text is kept and never scored. */
export function scoreConclusion(
  model: ScenarioFile['conclusion'],
  conclusion: Conclusion,
  journal: Journal,
  damaged: Damaged,
): ConclusionScore {
  const bySystem = model.places.filter((place) => place.system === conclusion.system);
  const byPlace = bySystem.filter((place) => place.place === conclusion.place);
  const byField = byPlace.filter((place) => place.fields.includes(conclusion.field));
  const right = conclusion.disposition === model.disposition;
  const place = !right ? 0 : byField.length > 0 ? 4 : byPlace.length > 0 ? 3 : bySystem.length > 0 ? 1 : 0;
  const kind = right && (model.kinds as readonly string[]).includes(conclusion.kind) ? 3 : 0;
  const evidence = right && conclusion.evidence.some((id) => supports(model, journal, damaged, id)) ? 3 : 0;
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
        model: `an event at ${model.evidenceHosts.join(' or ')} about one of the exams concerned`,
        points: evidence,
        of: 3,
      },
    ],
  };
}

function supports(model: ScenarioFile['conclusion'], journal: Journal, damaged: Damaged, id: number): boolean {
  const event = journal.get(id);
  if (!event) return false;
  const hosts = 'to' in event ? [event.host, event.to] : [event.host];
  if (!hosts.some((host) => model.evidenceHosts.includes(host))) return false;
  const { accession, filler, studyUid, patientId } = event.keys;
  return (
    event.kind === 'file' ||
    (accession !== undefined && damaged.accessions.has(accession)) ||
    (filler !== undefined && damaged.fillers.has(filler)) ||
    (studyUid !== undefined && damaged.studyUids.has(studyUid)) ||
    (patientId !== undefined && damaged.patientIds.has(patientId))
  );
}
