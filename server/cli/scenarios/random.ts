import { availableParallelism } from 'node:os';
import { readArguments, whole } from '../arguments.ts';
import { CommandError, type Verb } from '../verb.ts';
import { runTasks } from './check-pool.ts';
import { casesIn, folderOf, folderOption, mistakeLine } from './folder.ts';
import { randomTasks } from './random-tasks.ts';

const MOST_RUNS = 10_000;
/** ms that the learners of one lab may take. */
const TASK_LIMIT = 300_000;

/** Learners who do things at random, with all that the page offers: none of them may solve a case. */
export const random: Verb = {
  usage: 'random [ID…] [--runs N] [--actions N] [--jobs N]',
  run: async (args, print) => {
    const { positionals, values } = readArguments(args, {
      ...folderOption,
      runs: { type: 'string', default: '400' },
      actions: { type: 'string', default: '25' },
      jobs: { type: 'string', default: String(availableParallelism()) },
    });
    const count = whole('--runs', values.runs, 1, MOST_RUNS);
    const actions = whole('--actions', values.actions, 1, 500);
    const { scenarios, broken } = casesIn(values.folder, positionals);
    for (const { mistakes } of broken) for (const mistake of mistakes) print(mistakeLine(mistake));
    const tasks = randomTasks(scenarios.map(folderOf), count, actions);
    let solved = 0;
    let done = 0;
    const accepted = new Map<string, number>();
    await runTasks(tasks, whole('--jobs', values.jobs, 1, 256), TASK_LIMIT, (_, runs) => {
      for (const run of runs) {
        done += 1;
        for (const [kind, times] of Object.entries(run.accepted ?? {}))
          accepted.set(kind, (accepted.get(kind) ?? 0) + times);
        if (run.outcome !== 'solved' && run.passed) continue;
        solved += 1;
        print(`${run.scenario} seed ${run.seed}, learner ${run.name}: ${run.reason || run.outcome}\n`);
        for (const step of run.steps ?? []) print(`  ${step}\n`);
      }
    });
    const kinds = [...accepted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, times]) => `${kind} ${times}`);
    print(`accepted: ${kinds.join(', ')}\n${done} learners, ${solved} solved\n`);
    if (solved > 0) throw new CommandError(`${solved} solved`);
    return undefined;
  },
};
