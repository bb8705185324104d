import type { Hypothesis } from '../../../../server/contract/lab.ts';

export interface Evidence {
  event: number;
  title: string;
  /** What it is evidence for or against. */
  of: readonly string[];
}

/** The events attached to hypotheses, each once, in the order of their numbers. */
export function evidenceOf(
  hypotheses: readonly Hypothesis[],
  titleOf: (event: number) => string | undefined,
): readonly Evidence[] {
  const byEvent = new Map<number, { notes: Set<string>; of: Set<string> }>();
  for (const { text, evidence } of hypotheses) {
    for (const { event, note } of evidence) {
      const one = byEvent.get(event) ?? { notes: new Set(), of: new Set() };
      if (note !== '') one.notes.add(note);
      one.of.add(text);
      byEvent.set(event, one);
    }
  }
  return [...byEvent]
    .sort(([a], [b]) => a - b)
    .map(([event, { notes, of }]) => {
      const title = titleOf(event);
      const words = new Set([...(title === undefined ? [] : [title]), ...notes]);
      return { event, title: [...words].join(' · '), of: [...of] };
    });
}
