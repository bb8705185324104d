import type { Confidence, Conclusion, VerdictRequest } from '../../../../server/contract/verdict.ts';

/** A conclusion while it is written. What is undefined was not chosen; all but the addressee may stay so. */
export interface Draft {
  disposition: Conclusion['disposition'];
  escalateTo: string | undefined;
  system: string | undefined;
  place: string | undefined;
  field: string | undefined;
  kind: string | undefined;
  evidence: readonly number[];
  text: string;
  confidence: Confidence | undefined;
}

/** As the server takes it. */
export const MOST_EVIDENCE = 10;
export const LONGEST_TEXT = 4000;

export const emptyDraft: Draft = {
  disposition: 'fixed',
  escalateTo: undefined,
  system: undefined,
  place: undefined,
  field: undefined,
  kind: undefined,
  evidence: [],
  text: '',
  confidence: undefined,
};

/** Another system has other places: what depended on the old one is not chosen any more. */
export function withSystem(draft: Draft, system: string): Draft {
  return draft.system === system ? draft : { ...draft, system, place: undefined, field: undefined };
}

export function withPlace(draft: Draft, place: string): Draft {
  return draft.place === place ? draft : { ...draft, place, field: undefined };
}

export function withEvidence(draft: Draft, event: number, isPinned: boolean): Draft {
  const others = draft.evidence.filter((one) => one !== event);
  return { ...draft, evidence: isPinned ? [...others, event] : others };
}

/** The scored parts that would get no points because nothing is said. */
export function leftOut(draft: Draft): ('place' | 'kind' | 'evidence')[] {
  return [
    ...(draft.field === undefined ? (['place'] as const) : []),
    ...(draft.kind === undefined ? (['kind'] as const) : []),
    ...(draft.evidence.length === 0 ? (['evidence'] as const) : []),
  ];
}

export function asRequest(draft: Draft, confidence: Confidence): VerdictRequest {
  const { disposition, escalateTo } = draft;
  return {
    disposition,
    ...(disposition === 'escalate' && escalateTo !== undefined ? { escalateTo } : {}),
    system: draft.system ?? '',
    place: draft.place ?? '',
    field: draft.field ?? '',
    kind: draft.kind ?? '',
    evidence: [...draft.evidence],
    text: draft.text.trim(),
    confidence,
  };
}
