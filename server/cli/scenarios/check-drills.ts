import { fileURLToPath } from 'node:url';
import { loadDrills } from '../../practice/load-drills.ts';
import { proveDrill } from '../../practice/prove-drill.ts';
import { readArguments, whole } from '../arguments.ts';
import { CommandError, type Verb } from '../verb.ts';
import { mistakeLine } from './folder.ts';

const MOST_DRAWS = 1000;

/** Proves drills: the reference gives what was written down by hand, the start and every wrong rule set are refused. */
export const checkDrills: Verb = {
  usage: 'check-drills [ID…] [--seeds N] [--folder FOLDER]',
  run: (args, print) => {
    const { positionals, values } = readArguments(args, {
      folder: { type: 'string', default: fileURLToPath(new URL('../../../drills', import.meta.url)) },
      seeds: { type: 'string', default: '5' },
    });
    const draws = whole('--seeds', values.seeds, 1, MOST_DRAWS);
    const results = loadDrills(values.folder).filter(
      (each) =>
        positionals.length === 0 ||
        positionals.some((id) => folderOf(each).endsWith(`/${id}`) || folderOf(each) === id),
    );
    if (results.length === 0) throw new CommandError(`no such drill in ${values.folder}`);
    let failed = 0;
    for (const each of results) {
      const faults = each.ok ? proveDrill(each.drill, draws) : each.mistakes.map(mistakeLine);
      if (faults.length > 0) failed += 1;
      if (each.ok) print(`${each.drill.file.id.padEnd(26)} ${faults.length === 0 ? 'sound' : 'not sound'}\n`);
      for (const fault of faults) print(each.ok ? `  ${fault}\n` : fault);
    }
    print(`${results.length - failed} passed, ${failed} failed\n`);
    if (failed > 0) throw new CommandError(`${failed} failed`);
    return undefined;
  },
};

function folderOf(each: ReturnType<typeof loadDrills>[number]): string {
  return each.ok ? each.drill.file.id : each.folder;
}
