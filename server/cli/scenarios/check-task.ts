import { BrokenScenario } from '../../lab/faults/broken-scenario.ts';
import { loadScenario, type Scenario } from '../../lab/scenario/load.ts';
import { proveCase } from '../../lab/scenario/prove-case.ts';
import { proveAgain } from '../../lab/scenario/prove-fix.ts';
import { plansOf, prove, proveExam, type RunResult } from '../../lab/scenario/prove.ts';
import { type RandomRun, randomRun } from '../../lab/scenario/random/random-run.ts';

/** One case with one seed: its hospital is built once for all that is done in it. */
export interface CheckTask {
  readonly folder: string;
  readonly seed: string;
  /** Fixes again after a restart and in another order, spoilers and symptoms. */
  readonly thorough: boolean;
  /** Instead of all that: learners who do so many things at random, numbered from `first`. */
  readonly random?: { readonly first: number; readonly learners: number; readonly actions: number };
}

export interface CheckRun extends RunResult {
  /** Of a learner who does things at random: how many of each kind were accepted. */
  readonly accepted?: RandomRun['accepted'];
  readonly steps?: RandomRun['steps'];
  /** CPU of this run, ms. */
  readonly cpu: number;
}

const cases = new Map<string, Scenario>();

function caseIn(folder: string): Scenario {
  const known = cases.get(folder);
  if (known) return known;
  const loaded = loadScenario(folder);
  if (!loaded.ok) throw new Error(`${folder}: ${loaded.mistakes.map(({ message }) => message).join('; ')}`);
  cases.set(folder, loaded.scenario);
  return loaded.scenario;
}

export function runTask({ folder, seed, thorough, random }: CheckTask): CheckRun[] {
  const scenario = caseIn(folder);
  const runs: CheckRun[] = [];
  const measured = (kind: RunResult['kind'], name: string, work: () => readonly RunResult[]): void => {
    const before = process.threadCpuUsage();
    const results = attempt(work, { scenario: scenario.file.id, seed, kind, name });
    const { user, system } = process.threadCpuUsage(before);
    runs.push(...results.map((result) => ({ ...result, cpu: (user + system) / 1000 / results.length })));
  };
  if (random) {
    for (let n = random.first; n < random.first + random.learners; n++)
      measured('random', String(n), () => [randomRun(scenario, seed, n, random.actions)]);
    return runs;
  }
  if (thorough) measured('symptoms', '', () => proveCase(scenario, seed));
  measured('exam', '', () => [proveExam(scenario, seed)]);
  for (const plan of plansOf(scenario)) {
    const name = plan.kind === 'untouched' ? '' : plan.fix.name;
    measured(plan.kind, name, () => [prove(scenario, seed, plan)]);
    // What does not solve once need not be tried again.
    if (thorough && plan.kind === 'fix' && runs.at(-1)?.passed === true)
      measured('restart', name, () => proveAgain(scenario, seed, plan.fix));
  }
  return runs;
}

/** A run that breaks is a failed run, with its reason. */
function attempt(
  work: () => readonly RunResult[],
  what: Pick<RunResult, 'scenario' | 'seed' | 'kind' | 'name'>,
): readonly RunResult[] {
  try {
    return work();
  } catch (error) {
    // What the author must mend is said in one line; anything else is a fault of this program.
    const isTold = error instanceof BrokenScenario;
    const reason = isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ ...what, passed: false, reason, outcome: 'broken', score: 0 }];
  }
}
