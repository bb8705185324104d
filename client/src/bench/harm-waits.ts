import type { VerdictView } from '../../../server/contract/verdict.ts';

/** No point for “no harm” although none was found: nothing has been mended yet. It is said, or the bar would look wrong. */
export function harmWaits({ outcome, parts, checks }: Pick<VerdictView, 'outcome' | 'parts' | 'checks'>): boolean {
  const isEmpty = parts.some(({ part, score }) => part === 'harm' && score === 0);
  return outcome === 'not-solved' && isEmpty && checks.some(({ part, passed }) => part === 'harm' && passed);
}
