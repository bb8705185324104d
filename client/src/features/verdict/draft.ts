import type { Confidence, Conclusion, NamedFault, VerdictRequest } from '../../../../server/contract/verdict.ts';

/** A place where it goes wrong, and how. What is undefined was not chosen. */
export interface DraftFault {
  system: string | undefined;
  place: string | undefined;
  field: string | undefined;
  kind: string | undefined;
}

/** A conclusion while it is written. What is undefined was not chosen; all but the addressee may stay so. */
export interface Draft extends DraftFault {
  disposition: Conclusion['disposition'];
  escalateTo: string | undefined;
  /** Further places, where several things are wrong. */
  also: readonly DraftFault[];
  evidence: readonly number[];
  text: string;
  confidence: Confidence | undefined;
}

/** As the server takes it. */
export const MOST_EVIDENCE = 10;
export const MOST_PLACES = 4;
export const LONGEST_TEXT = 4000;

const emptyFault: DraftFault = { system: undefined, place: undefined, field: undefined, kind: undefined };

export const emptyDraft: Draft = {
  disposition: 'fixed',
  escalateTo: undefined,
  ...emptyFault,
  also: [],
  evidence: [],
  text: '',
  confidence: undefined,
};

/** Another system has other places: what depended on the old one is not chosen any more. */
export function withSystem<T extends DraftFault>(draft: T, system: string): T {
  return draft.system === system ? draft : { ...draft, system, place: undefined, field: undefined };
}

export function withPlace<T extends DraftFault>(draft: T, place: string): T {
  return draft.place === place ? draft : { ...draft, place, field: undefined };
}

export function withAnother(draft: Draft): Draft {
  return { ...draft, also: [...draft.also, emptyFault] };
}

export function withAlso(draft: Draft, index: number, fault: DraftFault): Draft {
  return { ...draft, also: draft.also.with(index, fault) };
}

export function withoutAlso(draft: Draft, index: number): Draft {
  return { ...draft, also: draft.also.toSpliced(index, 1) };
}

export function withEvidence(draft: Draft, event: number, isPinned: boolean): Draft {
  const others = draft.evidence.filter((one) => one !== event);
  return { ...draft, evidence: isPinned ? [...others, event] : others };
}

/** Whoever says that nothing is wrong names no place and no kind of error. */
export const namesPlaces = ({ disposition }: Draft): boolean => disposition !== 'nothing-wrong';

/** The scored parts that would get no points because nothing is said. */
export function leftOut(draft: Draft): ('place' | 'kind' | 'evidence')[] {
  const faults = namesPlaces(draft) ? [draft, ...draft.also] : [];
  return [
    ...(faults.some(({ field }) => field === undefined) ? (['place'] as const) : []),
    ...(faults.some(({ kind }) => kind === undefined) ? (['kind'] as const) : []),
    ...(draft.evidence.length === 0 ? (['evidence'] as const) : []),
  ];
}

const named = ({ system = '', place = '', field = '', kind = '' }: DraftFault): NamedFault => ({
  system,
  place,
  field,
  kind,
});

export function asRequest(draft: Draft, confidence: Confidence): VerdictRequest {
  const { disposition, escalateTo, evidence, text } = draft;
  const places = namesPlaces(draft) ? named(draft) : { ...named(emptyFault), kind: 'no-error' };
  const also = namesPlaces(draft) ? draft.also.map(named) : [];
  return {
    disposition,
    ...(disposition === 'escalate' && escalateTo !== undefined ? { escalateTo } : {}),
    ...places,
    ...(also.length > 0 ? { also } : {}),
    evidence: [...evidence],
    text: text.trim(),
    confidence,
  };
}
