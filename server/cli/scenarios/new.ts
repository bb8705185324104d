import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stream } from '../../core/random.ts';
import { readArguments } from '../arguments.ts';
import { makeOutputFolder, writeOutput } from '../files.ts';
import { InputError, UsageError, type Verb } from '../verb.ts';
import { casesIn, folderOption } from './folder.ts';
import { templateFiles } from './template.ts';

const idForm = /^[A-Z]{2}[0-9]{2}[a-z]?(-[A-Z]{2}[0-9]{2}[a-z]?)?$/;
/** Two of them name a case in the browser and say nothing of its fault. */
const adjectives = ['amber', 'brisk', 'calm', 'distant', 'early', 'faded', 'gentle', 'hollow', 'narrow', 'pale'];
const nouns = ['anchor', 'bridge', 'canyon', 'ferry', 'garden', 'island', 'meadow', 'orchard', 'river', 'tower'];

/** Writes the folder of a new case, with every section explained, that loads as it is and asks for what is missing. */
export const newCase: Verb = {
  usage: 'new ID   (ID: two letters and two digits, as in HL13)',
  run: (args) => {
    const { positionals, values } = readArguments(args, folderOption);
    const [id, ...rest] = positionals;
    if (id === undefined || rest.length > 0) throw new UsageError();
    if (!idForm.test(id)) {
      throw new InputError(`"${id}" is no id of a case: two capital letters, two digits and perhaps a small letter, as in HL13, or two of them, as in HL05-HL07`); // prettier-ignore
    }
    const folder = join(values.folder, id);
    if (existsSync(folder)) throw new InputError(`${folder} is there already; choose another id, or work on in it`);
    const { scenarios } = casesIn(values.folder, []);
    const taken = scenarios.map(({ file }) => file.slug);
    const slug = freeSlug(id, taken);
    for (const [name, text] of templateFiles()) {
      const path = join(folder, name);
      makeOutputFolder(dirname(path));
      writeOutput(path, [Buffer.from(text.replaceAll('XX00', id).replaceAll('two-words', slug))]);
    }
    return `${folder}\nWrite where TODO stands, then: npm run --silent scenarios -- check ${id}\n`;
  },
};

function freeSlug(id: string, taken: readonly string[]): string {
  const random = stream(id, 'slug');
  const all = adjectives.flatMap((adjective) => nouns.map((noun) => `${adjective}-${noun}`));
  const free = all.filter((slug) => !taken.includes(slug));
  return free.length > 0 ? random.pick(free) : `${random.pick(all)}-${random.pick(nouns)}`;
}
