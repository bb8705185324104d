import { plansOf, prove, type RunResult } from '../../lab/scenario/prove.ts';
import { BrokenScenario } from '../../lab/faults/broken-scenario.ts';
import type { Scenario } from '../../lab/scenario/load.ts';
import { readArguments, whole } from '../arguments.ts';
import { CommandError, type Verb } from '../verb.ts';
import { casesIn, folderOption, mistakeLine } from './folder.ts';

const MOST_SEEDS = 1000;

/** Proves cases: not solved untouched, solved by each fix, not solved by any trap, for the stated reason. */
export const check: Verb = {
  usage: 'check [ID…] [--seeds N]',
  run: (args, print) => {
    const { positionals, values } = readArguments(args, {
      ...folderOption,
      seeds: { type: 'string', default: '1' },
    });
    const seeds = whole('--seeds', values.seeds, 1, MOST_SEEDS);
    const { scenarios, broken } = casesIn(values.folder, positionals);
    for (const { mistakes } of broken) for (const mistake of mistakes) print(mistakeLine(mistake));
    let failed = broken.length;
    let passed = 0;
    const row = (...cells: readonly string[]): void => print(rowText(cells));
    row('scenario', 'run', 'name', 'seeds', 'outcome', 'score', 'CPU ms');
    for (const scenario of scenarios) {
      for (const plan of plansOf(scenario)) {
        const results: RunResult[] = [];
        let cpu = 0;
        for (let seed = 1; seed <= seeds; seed++) {
          const before = process.cpuUsage();
          results.push(attempt(() => prove(scenario, String(seed), plan), scenario, String(seed), plan.kind));
          const used = process.cpuUsage(before);
          cpu += (used.user + used.system) / 1000;
        }
        const bad = results.filter((result) => !result.passed);
        passed += results.length - bad.length;
        failed += bad.length;
        const outcomes = [...new Set(results.map((result) => result.outcome))].join(', ');
        const scores = results.map((result) => result.score);
        const range =
          Math.min(...scores) === Math.max(...scores)
            ? String(scores[0])
            : `${Math.min(...scores)}–${Math.max(...scores)}`;
        row(
          scenario.file.id,
          plan.kind,
          results[0]?.name ?? '',
          `${results.length - bad.length}/${results.length}`,
          outcomes,
          range,
          (cpu / seeds).toFixed(0),
        );
        for (const result of bad.slice(0, 5)) print(`  seed ${result.seed}: ${result.reason}\n`);
      }
    }
    print(`${passed} passed, ${failed} failed\n`);
    if (failed > 0) throw new CommandError(`${failed} failed`);
    return undefined;
  },
};

/** A run that breaks is a failed run, with its reason. */
function attempt(run: () => RunResult, scenario: Scenario, seed: string, kind: RunResult['kind']): RunResult {
  try {
    return run();
  } catch (error) {
    // What the author must mend is said in one line; anything else is a fault of this program.
    const isTold = error instanceof BrokenScenario;
    const reason = isTold ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { scenario: scenario.file.id, seed, kind, name: '', passed: false, reason, outcome: 'broken', score: 0 };
  }
}

function rowText(cells: readonly string[]): string {
  const widths = [9, 10, 18, 8, 12, 8, 7];
  return `${cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 8))
    .join(' ')
    .trimEnd()}\n`;
}
