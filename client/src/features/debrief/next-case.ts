import type { CaseSummary } from '../../../../server/contract/case.ts';

/** The case to take next: the first unsolved one after this in the catalogue, else the first unsolved one before it. */
export function nextCase(cases: readonly CaseSummary[], slug: string): CaseSummary | undefined {
  const at = cases.findIndex((one) => one.slug === slug);
  const inTurn = [...cases.slice(at + 1), ...cases.slice(0, Math.max(0, at))];
  return inTurn.find(({ kind, state }) => kind === 'case' && state !== 'solved');
}
