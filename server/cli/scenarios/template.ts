import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('template', import.meta.url));

/** The files of a new case by their place in its folder, with `XX00` and `two-words` for its id and slug. */
export function templateFiles(): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|md)$/.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What the template's comments say of each section of scenario.yaml, by its key. */
export function sectionWords(): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  let said: string[] = [];
  for (const line of readFileSync(join(folder, 'scenario.yaml'), 'utf8').split('\n')) {
    const key = /^(# )?([a-zA-Z]+):/.exec(line);
    if (key?.[2] !== undefined && said.length > 0) words.set(key[2], said.join(' '));
    // A section's example, or a section that is left out at first, belongs to the same words.
    if (key ? key[1] === undefined : line === '') said = [];
    else if (!key && /^# \S/.test(line) && !line.startsWith('# yaml-')) said.push(line.slice(2));
  }
  return words;
}
