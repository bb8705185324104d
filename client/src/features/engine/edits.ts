import type { EngineView, RuleRow } from '../../../../server/contract/engine.ts';

export type Pointer = (string | number)[];

/** One key of a file as `set-key` and a trial take it; null removes it. */
export interface KeyChange {
  pointer: Pointer;
  value: string | null;
}

/** One cell changed by the learner and not yet saved. */
export interface CellEdit {
  /** Of the cell: file, row and column. */
  id: string;
  host: string;
  path: string;
  /** Row and column in words: `OBR-18, from 2.3.1`. */
  what: string;
  /** Target or row key that must still stand there when the edit is saved on a newer revision. */
  row: string;
  kind: 'cell' | 'key' | 'add' | 'remove';
  before: string;
  after: string;
  changes: KeyChange[];
  /** Revision of the file that was shown. */
  basedOn: number;
}

export type RuleColumn = 'name' | 'from231' | 'from251' | 'when';

export const fileId = (host: string, path: string): string => `${host}:${path}`;
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const cellId = (host: string, path: string, row: string, column: string): string =>
  `${fileId(host, path)}#${row}#${column}`;

/** The condition as the file has it: the view adds the rule's versions to it. */
export function conditionOf({ when }: RuleRow): string {
  return when.replace(/(?:^| and )version [\d., ]+$/, '');
}

/** Whether a cell of a rule can be written by one key. A rule without a source reads none. */
export function isEditable(rule: RuleRow, column: RuleColumn): boolean {
  if (column === 'from231' || column === 'from251') return rule[column] !== '';
  return true;
}

/** One key for both versions has one edit, whichever of its two cells it was typed into. */
export function owningColumn(rule: RuleRow, column: RuleColumn): RuleColumn {
  return column === 'from251' && rule.sameSource && rule.from231 !== '' ? 'from231' : column;
}

export function ruleText(rule: RuleRow, column: RuleColumn): string {
  return column === 'when' ? conditionOf(rule) : rule[column];
}

/**
 * The keys that give a rule's cell this text; undefined when no single keys do: a list of paths keeps its length or
 * becomes one path, everything else is for the text of the file.
 */
export function ruleChanges(rule: RuleRow, column: RuleColumn, text: string): KeyChange[] | undefined {
  const value = text.trim();
  if (column === 'name') return [{ pointer: [...rule.pointer, 'note'], value: value === '' ? null : value }];
  if (column === 'when') return [{ pointer: [...rule.pointer, 'when'], value: value === '' ? null : value }];
  const base: Pointer = [...rule.pointer, 'from'];
  if (!rule.sameSource) base.push(column === 'from231' ? '2.3.1' : '2.5.1');
  const before = paths(rule[column]);
  const after = paths(value);
  if (after.length === 0) return undefined;
  if (after.length === 1) return [{ pointer: base, value: after[0] ?? '' }];
  if (after.length !== before.length) return undefined;
  return after.flatMap((path, index) => (path === before[index] ? [] : [{ pointer: [...base, index], value: path }]));
}

/** The first of the paths typed into a source cell that is none: `OBR18`, `OBR-`. Whether the field exists the server says. */
export function badPath(column: RuleColumn, text: string): string | undefined {
  if (column !== 'from231' && column !== 'from251') return undefined;
  return paths(text).find((path) => !PATH.test(path));
}

/** `PID-3[2].4.1`, `OBX[3]-5`, `AL1[*]-3.2`. */
const PATH = /^[A-Z][A-Z0-9]{2}(?:\[(?:\d+|\*)\])?-\d+(?:\[\d+\])?(?:\.\d+){0,2}$/i;

function paths(text: string): string[] {
  return text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
}

/** In the order in which they can be written: a renamed row is no longer found by its key, a removed one not at all. */
export function inOrder(edits: Iterable<CellEdit>): CellEdit[] {
  const weight = { add: 0, cell: 1, key: 2, remove: 3 };
  return [...edits].sort((a, b) => weight[a.kind] - weight[b.kind]);
}

export function tryEdits(edits: readonly CellEdit[]): (KeyChange & { host: string; path: string })[] {
  return edits.flatMap(({ host, path, changes }) => changes.map((change) => ({ host, path, ...change })));
}

export interface FileState {
  host: string;
  path: string;
  revision: number;
  deployed: number;
  problems: EngineView['ruleSets'][number]['problems'];
}

/** Every file behind the view, once. */
export function filesOf(view: EngineView): FileState[] {
  const files = new Map<string, FileState>();
  for (const one of [...view.ruleSets, ...view.lookups]) {
    const { host, path, revision, deployed, problems } = one;
    files.set(fileId(host, path), { host, path, revision, deployed, problems });
  }
  return [...files.values()];
}

/** Whether what was edited still stands where it stood, in the files as they are now. */
export function stillFits(edit: CellEdit, view: EngineView): boolean {
  if (edit.kind === 'add') return true;
  const lookup = view.lookups.find(({ host, path }) => host === edit.host && path === edit.path);
  if (lookup) return lookup.rows.some(([key]) => key === edit.row);
  const [first] = edit.changes;
  return view.ruleSets.some(
    ({ host, path, rules }) =>
      host === edit.host &&
      path === edit.path &&
      rules.some(
        ({ pointer, target }) => target === edit.row && pointer.every((step, index) => step === first?.pointer[index]),
      ),
  );
}
