import type { CheckResult, DebriefView } from '../../../../server/contract/verdict.ts';

export type Detail = DebriefView['details'][number];

export interface ObservedCheck {
  check: CheckResult;
  details: readonly Detail[];
}

/** Each check with what differed in it. Details name their check by its title. */
export function observedChecks(debrief: Pick<DebriefView, 'verdict' | 'details'>): readonly ObservedCheck[] {
  const byTitle = Map.groupBy(debrief.details, ({ check }) => check);
  return debrief.verdict.checks.map((check) => ({ check, details: byTitle.get(check.title) ?? [] }));
}
