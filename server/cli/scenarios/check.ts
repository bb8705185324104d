import { availableParallelism } from 'node:os';
import { review } from '../../lab/scenario/review/review.ts';
import { readArguments, whole } from '../arguments.ts';
import { CommandError, InputError, type Verb } from '../verb.ts';
import { runTasks } from './check-pool.ts';
import type { CheckRun } from './check-task.ts';
import { casesIn, folderOf, folderOption, mistakeLine } from './folder.ts';

const MOST_SEEDS = 1000;
/** ms that one case with one seed may take on a machine that does other things, too. */
const TASK_LIMIT = 120_000;

/**
 * Proves cases. Each seed: not solved untouched, solved by each fix, not solved by any trap, for the stated reason. The
 * first seed, with `--thorough` each: fixes again after a restart and in another order, no answer told early, the fault
 * shows at two other systems.
 */
export const check: Verb = {
  usage: 'check [ID…] [--seeds N] [--jobs N] [--thorough]',
  run: async (args, print) => {
    const { positionals, values } = readArguments(args, {
      ...folderOption,
      seeds: { type: 'string', default: '1' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      thorough: { type: 'boolean', default: false },
    });
    const seeds = whole('--seeds', values.seeds, 1, MOST_SEEDS);
    const jobs = whole('--jobs', values.jobs, 1, 256);
    const { scenarios, broken } = casesIn(values.folder, positionals);
    if (scenarios.length + broken.length === 0) throw new InputError(`${values.folder}: no scenario in it`);
    for (const { mistakes } of broken) for (const mistake of mistakes) print(mistakeLine(mistake));

    const found = scenarios.map((scenario) => ({ scenario, findings: review(folderOf(scenario), scenario) }));
    for (const { findings } of found) for (const finding of findings) print(mistakeLine(finding));
    // Where something is still to be written a run would only repeat it.
    const waiting = found.filter(({ scenario, findings }) => scenario.file.draft && findings.length > 1);
    const ready = found.filter((each) => !waiting.includes(each)).map(({ scenario }) => scenario);
    for (const { scenario } of waiting)
      print(`${scenario.file.id} is a draft: it is run when nothing above is missing\n`);

    const runs = new Map(ready.map(({ file }) => [file.id, { left: seeds, list: [] as CheckRun[] }]));
    let printed = 0;
    const printReady = (): void => {
      for (; printed < ready.length; printed++) {
        const next = runs.get(ready[printed]?.file.id ?? '');
        if (!next || next.left > 0) return;
        print(table(next.list));
      }
    };
    if (ready.length > 0) print(row(['scenario', 'run', 'name', 'seeds', 'outcome', 'score', 'CPU ms']));
    const tasks = ready.flatMap((scenario) =>
      Array.from({ length: seeds }, (_, index) => ({
        id: scenario.file.id,
        folder: folderOf(scenario),
        seed: String(index + 1),
        thorough: values.thorough || index === 0,
      })),
    );
    await runTasks(tasks, jobs, TASK_LIMIT, (task, results) => {
      const mine = runs.get(tasks.find(({ folder }) => folder === task.folder)?.id ?? '');
      if (!mine) return;
      mine.left -= 1;
      mine.list.push(...results);
      printReady();
    });

    const all = [...runs.values()].flatMap(({ list }) => list);
    const lacking = broken.length + found.reduce((sum, { findings }) => sum + findings.length, 0);
    const failed = all.filter((run) => !run.passed).length + lacking;
    print(`${all.length + lacking - failed} passed, ${failed} failed\n`);
    if (failed > 0) throw new CommandError(`${failed} failed`);
    return undefined;
  },
};

/** One line for each run of a case, its seeds summed up, with the reasons of the first that failed. */
function table(list: readonly CheckRun[]): string {
  const byRun = new Map<string, CheckRun[]>();
  for (const run of list) {
    const key = `${run.kind} ${run.name}`;
    byRun.set(key, [...(byRun.get(key) ?? []), run]);
  }
  return [...byRun.values()]
    .map((runs) => {
      const bad = runs.filter((run) => !run.passed).sort((a, b) => Number(a.seed) - Number(b.seed));
      const [first] = runs;
      const scores = runs.map(({ score }) => score);
      const [least, most] = [Math.min(...scores), Math.max(...scores)];
      const line = row([
        first?.scenario ?? '',
        first?.kind ?? '',
        first?.name ?? '',
        `${runs.length - bad.length}/${runs.length}`,
        [...new Set(runs.map(({ outcome }) => outcome))].join(', '),
        least === most ? String(least) : `${least}–${most}`,
        (runs.reduce((sum, { cpu }) => sum + cpu, 0) / runs.length).toFixed(0),
      ]);
      return (
        line +
        bad
          .slice(0, 5)
          .map(({ seed, reason }) => `  seed ${seed}: ${reason}\n`)
          .join('')
      );
    })
    .join('');
}

function row(cells: readonly string[]): string {
  const widths = [9, 10, 20, 8, 12, 8, 7];
  return `${cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 8))
    .join(' ')
    .trimEnd()}\n`;
}
