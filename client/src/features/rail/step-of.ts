import type { LabView } from '../../../../server/contract/lab.ts';

/** 0-based place on the way: evidence, hypothesis, fix and repair, verdict. */
export function stepOf({ hypotheses, verdicts }: Pick<LabView, 'hypotheses' | 'verdicts'>): number {
  if (verdicts.length > 0) return 3;
  if (hypotheses.some(({ evidence }) => evidence.length > 0)) return 2;
  return hypotheses.length > 0 ? 1 : 0;
}
