import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { casesIn, scenariosRoot } from '../../server/cli/scenarios/folder.ts';
import { attemptsOf, tryOut } from '../support/attempts.ts';

/** What learners try that is no reference fix and no trap: `attempts/<case>/{wrong,right}/*.yaml`. */
const folder = fileURLToPath(new URL('attempts', import.meta.url));
const { scenarios } = casesIn(scenariosRoot, []);
const tried = new Set(readdirSync(folder));
const seeds = ['1', '2'];

it('at least sixty wrong fixes are tried, besides the traps', () => {
  const wrong = [...tried].flatMap((id) => attemptsOf(id, 'wrong'));
  expect(wrong.length).toBeGreaterThanOrEqual(60);
});

for (const scenario of scenarios.filter(({ file }) => tried.has(file.id))) {
  const { id } = scenario.file;
  describe(id, () => {
    for (const attempt of attemptsOf(id, 'wrong')) {
      it.each(seeds)(`${attempt.name}: "${attempt.title}" is refused (seed %s)`, (seed) => {
        const { outcome, failed, trouble } = tryOut(scenario, seed, attempt);
        expect(trouble).toEqual([]);
        expect(outcome).not.toBe('solved');
        expect(failed).toEqual(expect.arrayContaining([...(attempt.refusedBy ?? [])]));
      });
    }
    for (const attempt of attemptsOf(id, 'right')) {
      it.each(seeds)(`${attempt.name}: "${attempt.title}" is accepted (seed %s)`, (seed) => {
        const { outcome, trouble, why } = tryOut(scenario, seed, attempt);
        expect({ outcome, trouble, why }).toEqual({ outcome: 'solved', trouble: [], why: '' });
      });
    }
  });
}
