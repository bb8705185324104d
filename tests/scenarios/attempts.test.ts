import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { casesIn, scenariosRoot } from '../../server/cli/scenarios/folder.ts';
import { attemptsOf, tryOut } from '../support/attempts.ts';

/** What learners try that is no reference fix and no trap: `attempts/<case>/{wrong,right}/*.yaml`. */
const folder = fileURLToPath(new URL('attempts', import.meta.url));
const { scenarios } = casesIn(scenariosRoot, []);
const tried = new Set(readdirSync(folder));
/** One verdict for each attempt; its neighbours are tried with other seeds. */
const seedOf = (index: number): string => String(1 + (index % 3));

it('every case is tried: six wrong ways and two right ones at least, besides its fixes and traps', () => {
  const few = scenarios.filter(({ file: { id } }) => {
    return !tried.has(id) || attemptsOf(id, 'wrong').length < 6 || attemptsOf(id, 'right').length < 2;
  });
  expect(few.map(({ file }) => file.id)).toEqual([]);
  expect([...tried].flatMap((id) => attemptsOf(id, 'wrong')).length).toBeGreaterThanOrEqual(60);
});

for (const scenario of scenarios) {
  const { id } = scenario.file;
  describe(id, () => {
    for (const [index, attempt] of attemptsOf(id, 'wrong').entries()) {
      it(`${attempt.name}: "${attempt.title}" is refused (seed ${seedOf(index)})`, () => {
        const { outcome, failed, trouble } = tryOut(scenario, seedOf(index), attempt);
        expect(trouble).toEqual([]);
        expect(failed).toEqual(expect.arrayContaining([...(attempt.refusedBy ?? [])]));
        if (failed.some((check) => check !== 'conclusion')) expect(outcome).not.toBe('solved');
        else expect(failed).toEqual(['conclusion']);
        if (attempt.outcome !== undefined) expect(outcome).toBe(attempt.outcome);
      });
    }
    for (const [index, attempt] of attemptsOf(id, 'right').entries()) {
      it(`${attempt.name}: "${attempt.title}" is accepted (seed ${seedOf(index)})`, () => {
        const { outcome, trouble, why } = tryOut(scenario, seedOf(index), attempt);
        expect({ outcome, trouble, why }).toEqual({ outcome: 'solved', trouble: [], why: '' });
      });
    }
  });
}
