import type { Snippet } from 'svelte';

/** One column of a table or tree. Give `cell` for markup or `text` for words. */
export interface Column<Row> {
  key: string;
  title: string;
  /** A CSS grid track: `74px`, `minmax(120px, 1fr)`. */
  width: string;
  cell?: Snippet<[Row]>;
  text?: (row: Row) => string;
  /** Identifiers, paths, times: whatever a person would copy. */
  mono?: boolean;
  align?: 'end';
  /** Second voice: present, but not what one reads first. */
  dim?: boolean;
  /** Left out while the table is narrower than this, px. */
  hideBelow?: number;
}

/** Width of a column of values in type of one width: as wide as the longest of them, `least` characters at least. */
export function monoWidth(values: readonly string[], least: number): string {
  const longest = values.reduce((most, { length }) => Math.max(most, length), least);
  return `${Math.ceil(longest * 7.3) + 17}px`;
}

/** What a line of these columns takes at least, px. */
export function leastWidth(columns: readonly Column<never>[]): number {
  return columns.reduce((sum, { width }) => sum + Number(/\d+(?=px)/.exec(width)?.[0] ?? 0), 0);
}

/** The columns that fit a table of this width, with their 1-based position among all. */
export function columnsFor<Row>(
  columns: readonly Column<Row>[],
  width: number,
): { column: Column<Row>; position: number }[] {
  return columns
    .map((column, index) => ({ column, position: index + 1 }))
    .filter(({ column }) => width === 0 || width >= (column.hideBelow ?? 0));
}
