import type { MappingIssue } from './issue.ts';
import { mappingLimits } from './limits.ts';
import { rememberByText } from './remember.ts';

/** A lookup of the engine (`/opt/engine/lookup/PROC2MOD.csv`): a header row, then rows whose first column is the key. */
export interface LookupTable {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly string[];
  /** By key, exactly as written; nothing is folded or trimmed inside a cell. */
  readonly rows: ReadonlyMap<string, LookupRow>;
  readonly issues: readonly MappingIssue[];
}

export interface LookupRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** `PROC2MOD` of `/opt/engine/lookup/PROC2MOD.csv`. */
function lookupName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.csv$/, '');
}

/** Reads a table; lines that begin with # and empty lines are comments. Duplicate keys are an issue, not a choice. */
export const readLookup: (file: string, text: string) => LookupTable = rememberByText((file, text): LookupTable => {
  const issues: MappingIssue[] = [];
  const complain = (line: number, found: string, expected: string): void => {
    if (issues.length < mappingLimits.issues) issues.push({ file, line, found, expected });
  };
  let columns: readonly string[] = [];
  const rows = new Map<string, LookupRow>();
  let line = 0;
  for (const content of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if (content.trim() === '' || content.startsWith('#')) continue;
    const cells = splitCsvLine(content);
    if (!cells) {
      complain(line, 'a quote that is not closed', 'values between commas, quoted as "a, b" where needed');
      continue;
    }
    if (columns.length === 0) {
      columns = cells.map((cell) => cell.trim());
      const twice = columns.find((column, index) => columns.indexOf(column) !== index);
      if (twice !== undefined) complain(line, `column ${twice} a second time`, 'each column once');
      if (columns.includes('')) complain(line, 'a column without a name', 'a name for each column');
      if (columns.length < 2 || columns.length > mappingLimits.lookupColumns) {
        complain(line, `${columns.length} column(s)`, `2 to ${mappingLimits.lookupColumns}: the key and its values`);
      }
      continue;
    }
    const key = cells[0] ?? '';
    if (cells.length !== columns.length)
      complain(line, `${cells.length} values`, `${columns.length}: ${columns.join(',')}`);
    const first = rows.get(key);
    if (first) complain(line, `key "${key}" a second time (first in line ${first.line})`, 'each key once');
    else if (rows.size >= mappingLimits.lookupRows) complain(line, 'more rows', `at most ${mappingLimits.lookupRows}`);
    else rows.set(key, { line, cells });
  }
  if (columns.length === 0) complain(1, 'no header row', 'a first line with the names of the columns');
  return { name: lookupName(file), file, columns, rows, issues };
});

/** The values of one line; undefined when a quote stays open. */
function splitCsvLine(line: string): string[] | undefined {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let cell = '';
      at += 1;
      for (;;) {
        const quote = line.indexOf('"', at);
        if (quote < 0) return undefined;
        cell += line.slice(at, quote);
        at = quote + 1;
        if (line[at] !== '"') break;
        cell += '"';
        at += 1;
      }
      cells.push(cell);
      const comma = line.indexOf(',', at);
      if (comma < 0) return cells;
      at = comma + 1;
    } else {
      const comma = line.indexOf(',', at);
      cells.push(line.slice(at, comma < 0 ? line.length : comma));
      if (comma < 0) return cells;
      at = comma + 1;
    }
  }
}
