import type { Parsed, SettingsProblem } from '../host/properties.ts';

/** One row of a table file by column name, with its 1-based line. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const mostRows = 5_000;

/**
 * Reads a comma-separated table whose first line names its columns. Plain cells only: a quote is a problem, not a
 * syntax. `#` lines and empty lines are skipped. The first column is the key and must be unique.
 */
export function readCsvRows(text: string, columns: readonly string[]): Parsed<readonly CsvRow[]> {
  const problems: SettingsProblem[] = [];
  const rows: CsvRow[] = [];
  const keys = new Map<string, number>();
  let header: readonly string[] | undefined;
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1;
    if (raw.trim() === '' || raw.startsWith('#') || problems.length >= 20) return;
    const cells = raw.split(',').map((cell) => cell.trim());
    if (!header) {
      header = cells;
      if (cells.join() !== columns.join()) problems.push({ line, found: raw, expected: columns.join(',') });
      return;
    }
    const key = cells[0] ?? '';
    const earlier = keys.get(key);
    if (raw.includes('"')) problems.push({ line, found: raw, expected: 'cells without quotes' });
    else if (cells.length !== columns.length) {
      problems.push({ line, found: `${cells.length} cells`, expected: `${columns.length}: ${columns.join(',')}` });
    } else if (key === '') problems.push({ line, found: 'an empty cell', expected: columns[0] ?? 'a key' });
    else if (earlier !== undefined) {
      problems.push({ line, found: key, expected: `one row for ${key} only, line ${earlier} has it` });
    } else if (rows.length >= mostRows) problems.push({ line, found: key, expected: `at most ${mostRows} rows` });
    else {
      keys.set(key, line);
      rows.push({ line, cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])) });
    }
  });
  if (!header) problems.push({ line: 1, found: 'an empty file', expected: columns.join(',') });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: rows };
}
