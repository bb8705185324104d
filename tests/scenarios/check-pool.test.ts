import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTasks } from '../../server/cli/scenarios/check-pool.ts';
import type { CheckRun } from '../../server/cli/scenarios/check-task.ts';
import { scenariosRoot } from '../../server/cli/scenarios/folder.ts';

const task = (folder: string) => ({ folder, seed: '1', thorough: false });

it('a case that breaks its thread fails alone: the others go on', async () => {
  const runs = new Map<string, readonly CheckRun[]>();
  const good = join(scenariosRoot, 'WL01');
  await runTasks([task('/nowhere/ZZ01'), task(good)], 1, 100_000, ({ folder }, list) => runs.set(folder, list));
  expect(runs.get('/nowhere/ZZ01')).toMatchObject([{ scenario: 'ZZ01', passed: false, outcome: 'broken' }]);
  const wl01 = runs.get(good) ?? [];
  expect(wl01.length).toBeGreaterThan(5);
  expect(wl01.filter(({ passed }) => !passed)).toEqual([]);
});

it('a case that takes too long is stopped, with what that means', async () => {
  const runs: CheckRun[] = [];
  await runTasks([task(join(scenariosRoot, 'HL01'))], 1, 10, (_, list) => void runs.push(...list));
  expect(runs).toMatchObject([{ scenario: 'HL01', passed: false }]);
  expect(runs[0]?.reason).toBe('took longer than 0.01 s and was stopped: something in the case loops');
});
