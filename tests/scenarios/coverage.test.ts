import { mkdtempSync, rmSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scenariosRoot } from '../../server/cli/scenarios/folder.ts';
import { coverage } from '../../server/cli/scenarios/coverage.ts';
import { competencies, tracks } from '../../server/lab/scenario/competencies.ts';
import { loadScenario, loadScenarios } from '../../server/lab/scenario/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('coverage of the certificates', () => {
  it.each(loadScenarios(scenariosRoot).flatMap((each) => (each.ok ? [each.scenario.file] : [])))(
    '$id says what it covers',
    ({ covers }) => {
      expect(covers).toBeDefined();
    },
  );

  it('prints every competency once, under its track, with what covers it or what is planned', async () => {
    const text = (await coverage.run([], () => undefined)) as string;
    expect([...text.matchAll(/^ {2}(S\d+) /gm)].map(([, id]) => id).sort()).toEqual([...competencies().keys()].sort());
    expect([...text.matchAll(/^([A-Z0-9]+): \d+ of \d+ covered$/gm)].map(([, track]) => track)).toEqual([...tracks]);
    expect(text).toMatch(/S22 .*AE titles.*\n +.*\bWL01\b/);
    expect(text).toMatch(/S95 .*\n +not yet \(planned: PLAN1, OP07\)/);
    const missing = (await coverage.run(['--missing'], () => undefined)) as string;
    expect(missing).not.toMatch(/^ {2}S22 /m);
    expect(missing).toMatch(/^ {2}S95 /m);
  });

  it('refuses a number that the map does not have, and one named twice, with the line', () => {
    cpSync(join(scenariosRoot, 'WL01'), join(folder, 'WL01'), { recursive: true });
    const path = join(folder, 'WL01', 'scenario.yaml');
    const text = readFileSync(path, 'utf8');
    const line = text.split('\n').findIndex((each) => each.startsWith('covers:')) + 1;
    const mistakesOf = (covers: string): unknown => {
      writeFileSync(path, text.replace(/^covers:.*$/m, covers));
      const result = loadScenario(join(folder, 'WL01'));
      return result.ok ? [] : result.mistakes;
    };
    expect(mistakesOf('covers: [S5, S53]')).toEqual([
      {
        file: path,
        line,
        message: 'covers.1: S53 is no competency; scenarios/competencies.yaml lists them',
      },
    ]);
    expect(mistakesOf('covers: [S5, S5]')).toEqual([
      { file: path, line, message: 'covers.1: S5 stands here twice; remove one' },
    ]);
  });
});
