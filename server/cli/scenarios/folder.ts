import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadScenarios, type Scenario } from '../../lab/scenario/load.ts';
import type { SourceMistake } from '../../lab/scenario/yaml-source.ts';
import { InputError } from '../verb.ts';

/** Where the cases of this repository are. */
export const scenariosRoot = fileURLToPath(new URL('../../../scenarios', import.meta.url));

/** `--folder DIR`: cases somewhere else. */
export const folderOption = { folder: { type: 'string', default: scenariosRoot } } as const;

export interface Loaded {
  readonly scenarios: readonly Scenario[];
  /** Of folders that could not be read, by name of the folder. */
  readonly broken: readonly { readonly name: string; readonly mistakes: readonly SourceMistake[] }[];
}

/** The cases with these ids, all of them when there are none. Throws InputError for an id that nobody has. */
export function casesIn(root: string, ids: readonly string[]): Loaded {
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new InputError(`${root}: no such folder`);
  const results = loadScenarios(root);
  const scenarios = results.flatMap((each) => (each.ok ? [each.scenario] : []));
  const broken = results.flatMap((each) =>
    each.ok ? [] : [{ name: each.folder.split('/').at(-1) ?? '', mistakes: each.mistakes }],
  );
  const known = [...scenarios.map(({ file }) => file.id), ...broken.map(({ name }) => name)];
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new InputError(`there is no scenario ${unknown}; there are ${known.sort().join(', ')}`);
  }
  const wanted = (id: string): boolean => ids.length === 0 || ids.includes(id);
  return {
    scenarios: scenarios.filter(({ file }) => wanted(file.id)),
    broken: broken.filter(({ name }) => wanted(name)),
  };
}

/** `file:line: what is wrong`, as editors jump to it. */
export const mistakeLine = ({ file, line, message }: SourceMistake): string => `${file}:${line}: ${message}\n`;

/** Where a case was read from. */
export const folderOf = (scenario: Scenario): string => dirname(scenario.place.replace(/:\d+$/, ''));
