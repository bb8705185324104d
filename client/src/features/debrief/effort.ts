import type { Effort, OwnStep } from '../../../../server/contract/record.ts';

/** How much of each was done, refused steps apart; a verdict is a test, and what was undone was done all the same. */
export function effortOf(steps: readonly Pick<OwnStep, 'kind' | 'refused'>[]): Effort {
  const count = (...kinds: OwnStep['kind'][]): number =>
    steps.filter(({ kind, refused }) => kinds.includes(kind) && refused === '').length;
  return { tests: count('test', 'verdict'), changes: count('change'), looks: count('look') };
}
