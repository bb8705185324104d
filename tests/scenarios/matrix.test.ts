import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadScenarios } from '../../server/lab/scenario/load.ts';
import { proveCase } from '../../server/lab/scenario/prove-case.ts';
import { proveAgain } from '../../server/lab/scenario/prove-fix.ts';
import { plansOf, prove } from '../../server/lab/scenario/prove.ts';

/** Two seeds in a plain test run; CI asks for more. */
const asked = Number(process.env['SCENARIO_SEEDS'] ?? 2);
/** All of them for the first case of each family; its siblings have its checks and are proved over five. */
const families = new Set<string>();
const seedsFor = (id: string): number => {
  const family = id.slice(0, 2);
  if (families.has(family)) return Math.min(5, asked);
  families.add(family);
  return asked;
};
const folder = fileURLToPath(new URL('../../scenarios', import.meta.url));

const loaded = loadScenarios(folder);

it('every scenario folder is valid', () => {
  expect(loaded.flatMap((each) => (each.ok ? [] : each.mistakes))).toEqual([]);
  expect(loaded.length).toBeGreaterThanOrEqual(3);
});

for (const each of loaded) {
  if (!each.ok) continue;
  const { scenario } = each;
  const seeds = seedsFor(scenario.file.id);
  describe(scenario.file.id, () => {
    it('shows its fault at two other systems and tells no answer', () => {
      expect(proveCase(scenario, '1').filter(({ passed }) => !passed)).toEqual([]);
    });
    it.each(scenario.fixes)('is solved by "$title" after a restart and in another order, too', (fix) => {
      expect(proveAgain(scenario, '1', fix).filter(({ passed }) => !passed)).toEqual([]);
    });
    for (const plan of plansOf(scenario)) {
      const title =
        plan.kind === 'untouched'
          ? 'is not solved when nobody does anything'
          : plan.kind === 'fix'
            ? `is solved by "${plan.fix.title}"`
            : `is not solved by "${plan.fix.title}", for the stated reason`;
      it.each(Array.from({ length: seeds }, (_, index) => String(index + 1)))(`${title} (seed %s)`, (seed) => {
        const result = prove(scenario, seed, plan);
        expect({ passed: result.passed, reason: result.reason }).toEqual({ passed: true, reason: '' });
      });
    }
  });
}
