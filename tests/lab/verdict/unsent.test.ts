import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Lab } from '../../../server/lab/lab.ts';
import { courseOf } from '../../../server/lab/scenario/course.ts';
import { loadScenario } from '../../../server/lab/scenario/load.ts';
import { runFix } from '../../../server/lab/scenario/run-fix.ts';
import { observeUnsent } from '../../../server/lab/verdict/unsent.ts';

const loaded = loadScenario(fileURLToPath(new URL('../../../scenarios/NW06', import.meta.url)));
if (!loaded.ok) throw new Error('NW06 does not load');
const { scenario } = loaded;

/** Exams that did not go at once: by object, whether all of it is in the archive. */
function unsent(lab: Lab): Map<string, boolean> {
  const { hospital } = lab;
  const all = new Map<string, boolean>();
  for (const { object, ok } of observeUnsent(hospital, hospital.director.state.faultSince ?? 0)) {
    all.set(object, (all.get(object) ?? true) && ok);
  }
  return all;
}

it.each(['1', '2'])(
  'what was sent after a repair is looked at, not left out as if nothing had been (seed %s)',
  (seed) => {
    const lab = new Lab(courseOf(scenario, seed), seed);
    const stuck = [...unsent(lab)].flatMap(([object, ok]) => (ok ? [] : [object]));
    expect(stuck.length).toBeGreaterThan(0);
    const fix = scenario.fixes.find(({ name }) => name.startsWith('restore'));
    if (!fix) throw new Error('no such fix');
    expect(runFix(lab, fix)).toEqual([]);
    const repaired = unsent(lab);
    expect(stuck.filter((object) => repaired.get(object) !== true)).toEqual([]);
    expect([...repaired.values()]).not.toContain(false);
  },
);
