import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadDrills } from '../../server/practice/load-drills.ts';
import { proveDrill } from '../../server/practice/prove-drill.ts';

const root = fileURLToPath(new URL('../../drills', import.meta.url));
const results = loadDrills(root);
const drills = results.flatMap((each) => (each.ok ? [each.drill] : []));
/** More tell little more: each draw takes every list's entries in turn. */
const DRAWS = Math.min(5, Number(process.env['SCENARIO_SEEDS'] ?? 5));

it('every drill folder can be read', () => {
  expect(results.flatMap((each) => (each.ok ? [] : each.mistakes))).toEqual([]);
});

it.each(drills.map((drill) => [drill.file.id, drill] as const))(
  '%s: the reference gives what its author wrote down, the start and every wrong rule set are refused',
  (_, drill) => {
    expect(proveDrill(drill, DRAWS)).toEqual([]);
  },
);
