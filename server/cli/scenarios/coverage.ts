import { fileURLToPath } from 'node:url';
import { competencies, type Competency, tracks } from '../../lab/scenario/competencies.ts';
import { loadDrills } from '../../practice/load-drills.ts';
import { readArguments } from '../arguments.ts';
import { UsageError, type Verb } from '../verb.ts';
import { casesIn, folderOption } from './folder.ts';

/** What the certificates ask for and by which cases and drills it is covered, and what is not covered yet. */
export const coverage: Verb = {
  usage: 'coverage [--missing]',
  run: (args) => {
    const { positionals, values } = readArguments(args, { ...folderOption, missing: { type: 'boolean' } });
    if (positionals.length > 0) throw new UsageError();
    const by = coveredBy(values.folder);
    const parts = tracks.map((track) => {
      const mine = [...competencies().values()].filter((each) => each.track === track);
      const covered = mine.filter(({ id }) => by.has(id));
      const rows = mine.filter(({ id }) => values.missing !== true || !by.has(id));
      return `${track}: ${covered.length} of ${mine.length} covered\n${rows.map((each) => rowOf(each, by.get(each.id))).join('')}`;
    });
    return parts.join('\n');
  },
};

/** Cases and drills by the number of what they cover. */
function coveredBy(folder: string): ReadonlyMap<string, readonly string[]> {
  const drills = loadDrills(fileURLToPath(new URL('../../../drills', import.meta.url)));
  const all = [
    ...casesIn(folder, []).scenarios.map(({ file }) => file),
    ...drills.flatMap((each) => (each.ok ? [each.drill.file] : [])),
  ];
  const by = new Map<string, string[]>();
  for (const { id, covers = [] } of all) {
    for (const number of covers) by.set(number, [...(by.get(number) ?? []), id]);
  }
  return by;
}

function rowOf({ id, text, planned }: Competency, by: readonly string[] | undefined): string {
  const what = by ? by.join(', ') : `not yet (planned: ${planned})`;
  return `  ${id.padEnd(4)} ${text}\n       ${what}\n`;
}
