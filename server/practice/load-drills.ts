import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MappingDraft } from '../contract/practice.ts';
import { coverMistake } from '../lab/scenario/competencies.ts';
import { readYaml, type SourceMistake } from '../lab/scenario/yaml-source.ts';
import { attributeOf } from './attributes.ts';
import { DrillFile } from './drill-schema.ts';
import { practiceLimits } from './limits.ts';

/** A drill folder, read and checked for form. Whether it can be solved is `proveDrill`'s question. */
export interface Drill {
  readonly file: DrillFile;
  readonly ticket: string;
  readonly conventions: string;
  /** Three, from question to comparison. */
  readonly hints: readonly string[];
  readonly explanation: string;
  readonly start: MappingDraft;
  readonly reference: MappingDraft;
  /** Text of the files in `messages/`, by name, lines ended by \n. */
  readonly messages: ReadonlyMap<string, string>;
}

export type DrillResult =
  | { readonly ok: true; readonly drill: Drill }
  | { readonly ok: false; readonly folder: string; readonly mistakes: readonly SourceMistake[] };

const sections = ['Ticket', 'Conventions', 'Hints', 'Explanation'] as const;

/** Reads one drill folder. Every mistake is reported, with file, line and what was expected. */
export function loadDrill(folder: string): DrillResult {
  const mistakes: SourceMistake[] = [];
  const complain = (name: string, line: number, message: string): void => {
    mistakes.push({ file: join(folder, name), line, message });
  };
  const read = (name: string): string | undefined => {
    const path = join(folder, name);
    if (!existsSync(path)) complain(name, 1, 'this file is missing');
    else if (statSync(path).size > practiceLimits.drillFile)
      complain(name, 1, `larger than ${practiceLimits.drillFile} bytes`);
    else return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    return undefined;
  };
  const namesIn = (name: string, ending: string): string[] =>
    existsSync(join(folder, name))
      ? readdirSync(join(folder, name))
          .filter((each) => each.endsWith(ending))
          .sort()
      : [];

  const yamlText = read('drill.yaml');
  const parsed = yamlText === undefined ? undefined : readYaml(join(folder, 'drill.yaml'), yamlText, DrillFile);
  if (parsed && !parsed.ok) mistakes.push(...parsed.mistakes);

  const text = read('text/en/drill.md');
  const parts =
    text === undefined ? undefined : readSections(text, (line, message) => complain('text/en/drill.md', line, message));

  const tables = (place: string): MappingDraft['tables'] =>
    namesIn(place, '.csv').map((name) => ({ name: name.replace(/\.csv$/, ''), text: read(`${place}/${name}`) ?? '' }));
  const given = tables('tables');
  const changed = new Map(tables('reference').map((table) => [table.name, table]));
  const start = { rules: read('start.yaml') ?? '', tables: given };
  const reference = {
    rules: read('reference.yaml') ?? '',
    tables: given.map((each) => changed.get(each.name) ?? each),
  };
  for (const name of changed.keys()) {
    if (!given.some((table) => table.name === name))
      complain(`reference/${name}.csv`, 1, `expected tables/${name}.csv, too: the learner must have the table`);
  }
  const messages = new Map(namesIn('messages', '.hl7').map((name) => [name, read(`messages/${name}`) ?? '']));

  if (parsed?.ok && yamlText !== undefined) checkNames(parsed.value, yamlText, messages, folder, complain);
  if (mistakes.length > 0 || !parsed?.ok || !parts) return { ok: false, folder, mistakes };
  return { ok: true, drill: { file: parsed.value, ...parts, start, reference, messages } };
}

type Complain = (name: string, line: number, message: string) => void;

/** What the schema cannot see: names that must exist, expectations that must be complete. */
function checkNames(
  file: DrillFile,
  text: string,
  messages: ReadonlyMap<string, string>,
  folder: string,
  complainIn: Complain,
): void {
  const lines = text.split('\n');
  const lineOf = (word: string): number =>
    Math.max(
      0,
      lines.findIndex((line) => line.includes(word)),
    ) + 1;
  const complain = (word: string, message: string): void => complainIn('drill.yaml', lineOf(word), message);
  if (!folder.endsWith(`/${file.id}`)) complain('id:', `id: expected the name of the folder, found "${file.id}"`);
  const known = new Set(file.attributes);
  for (const keyword of file.attributes) {
    if (!attributeOf(keyword))
      complain(keyword, `attributes: ${keyword} is not in drills/standards.yaml; expected the keyword of one that is`);
  }
  for (const [index] of file.covers.entries()) {
    const mistake = coverMistake(file.covers, index);
    if (mistake !== undefined) complain('covers:', `covers: ${mistake}`);
  }
  const cases = [...file.visible, ...file.hidden];
  for (const list of [file.visible, file.hidden]) {
    const ids = list.map(({ id }) => id);
    for (const id of ids.filter((each, index) => ids.indexOf(each) !== index))
      complain(`id: ${id}`, `case ${id} a second time`);
  }
  const checkExpected = (where: string, expected: Readonly<Record<string, string>>): void => {
    for (const keyword of Object.keys(expected)) {
      if (!known.has(keyword)) complain(keyword, `${where}: ${keyword} is none of the drill's attributes`);
    }
  };
  checkExpected('expect', file.expect);
  for (const each of cases) {
    const base = each.base ?? file.base;
    if (!messages.has(base)) complain(base, `${each.id}: there is no messages/${base}`);
    checkExpected(each.id, each.expect ?? {});
    for (const item of each.items ?? []) checkExpected(each.id, item);
    if (each.held !== undefined) {
      if (each.expect ?? each.items) complain(`id: ${each.id}`, `${each.id}: held and expected at once`);
      continue;
    }
    for (const item of each.items ?? [{}]) {
      const missing = file.attributes.filter(
        (one) => !(one in item) && !(one in (each.expect ?? {})) && !(one in file.expect),
      );
      if (missing.length > 0)
        complain(`id: ${each.id}`, `${each.id}: nothing is expected of ${missing.join(', ')}; write the value, or ""`);
    }
  }
  const hidden = new Set(file.hidden.map(({ id }) => id));
  for (const wrong of file.wrong) {
    const unknown = wrong.fails.filter((id) => !hidden.has(id));
    if (unknown.length > 0)
      complain(
        `name: ${wrong.name}`,
        `wrong.${wrong.name}: ${unknown.join(', ')} is no hidden case; there are ${[...hidden].join(', ')}`,
      );
  }
}

interface Sections {
  readonly ticket: string;
  readonly conventions: string;
  readonly hints: readonly string[];
  readonly explanation: string;
}

/** `## Ticket`, `## Conventions`, `## Hints` with three `### …`, `## Explanation`. */
function readSections(text: string, complain: (line: number, message: string) => void): Sections {
  const found = new Map<string, string>();
  for (const part of text.split(/^## /m).slice(1)) {
    const [head = '', ...body] = part.split('\n');
    found.set(head.trim(), body.join('\n').trim());
  }
  for (const name of sections) {
    if ((found.get(name) ?? '') === '') complain(1, `expected a section "## ${name}"`);
  }
  const hints = (found.get('Hints') ?? '')
    .split(/^### .*$/m)
    .slice(1)
    .map((each) => each.trim());
  if (hints.length !== 3 || hints.some((each) => each === '')) {
    const line = text.split('\n').findIndex((each) => each.startsWith('## Hints')) + 1;
    complain(Math.max(1, line), `expected three "### …" under "## Hints", found ${hints.length}`);
  }
  const explanation = found.get('Explanation') ?? '';
  if (explanation !== '' && !/\b(?:PS3\.\d|HL7 2\.\d|IHE RAD)/.test(explanation))
    complain(1, 'expected a clause in "## Explanation" (PS3.x, HL7 2.x or IHE RAD)');
  return { ticket: found.get('Ticket') ?? '', conventions: found.get('Conventions') ?? '', hints, explanation };
}

/** All folders below `root`, by level and name. A broken one does not keep the others from being served. */
export function loadDrills(root: string): DrillResult[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => loadDrill(join(root, name)));
}
