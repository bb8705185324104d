import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { runTasks } from '../../server/cli/scenarios/check-pool.ts';
import type { CheckRun } from '../../server/cli/scenarios/check-task.ts';
import { casesIn, folderOf, scenariosRoot } from '../../server/cli/scenarios/folder.ts';
import { randomTasks } from '../../server/cli/scenarios/random-tasks.ts';

/** 400 where CI asks for five seeds or more; two seeds, as in a plain run, 160. */
const learners = Math.min(400, 80 * Number(process.env['SCENARIO_SEEDS'] ?? 2));
const ACTIONS = 25;
const KINDS = 25;
const LAB_LIMIT = 300_000;

it(`${learners} learners who do ${ACTIONS} things at random and say anything solve no case`, async () => {
  const { scenarios } = casesIn(scenariosRoot, []);
  const incidents = new Set(scenarios.filter(({ file }) => file.kind === 'incident').map(({ file }) => file.id));
  const runs: CheckRun[] = [];
  const tasks = randomTasks(scenarios.map(folderOf), learners, ACTIONS);
  await runTasks(tasks, availableParallelism(), LAB_LIMIT, (_, list) => void runs.push(...list));

  // No case with a cause; and where nothing is wrong, nobody who says something else.
  expect(runs.filter(({ passed }) => !passed).map(({ scenario, name, reason }) => `${scenario} ${name}: ${reason}`)).toEqual([]); // prettier-ignore
  const ofIncidents = runs.filter(({ scenario }) => incidents.has(scenario));
  expect(ofIncidents.filter(({ outcome }) => outcome === 'solved').length).toBeLessThanOrEqual(
    Math.ceil(ofIncidents.length / 100),
  );

  // They did do something, and of everything.
  expect(runs.length).toBeGreaterThanOrEqual(learners);
  const kinds = new Map<string, number>();
  for (const { accepted } of runs)
    for (const [kind, times] of Object.entries(accepted ?? {})) kinds.set(kind, (kinds.get(kind) ?? 0) + times);
  expect([...kinds.keys()].sort().length).toBeGreaterThanOrEqual(KINDS);
  const all = [...kinds.values()].reduce((sum, times) => sum + times, 0);
  expect(all).toBeGreaterThan(0.75 * runs.length * ACTIONS);
}, 900_000);
