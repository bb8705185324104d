import type { Lookup } from '../../../../server/contract/engine.ts';
import { t } from '../../text/t.ts';
import type { EditRow } from './edit-grid.ts';
import { cellId, type CellEdit } from './edits.ts';

export const rowEditId = ({ host, path }: Pick<Lookup, 'host' | 'path'>, key: string): string =>
  cellId(host, path, key, '');
export const cellEditId = ({ host, path }: Pick<Lookup, 'host' | 'path'>, key: string, column: string): string =>
  cellId(host, path, key, column);

/** The table as it would be after the draft: changed cells, removed rows struck, new rows at the end. */
export function lookupRows(
  lookup: Lookup,
  edits: readonly CellEdit[],
  locked: string | undefined,
  filter: string,
): EditRow[] {
  const mine = new Map(
    edits.filter(({ host, path }) => host === lookup.host && path === lookup.path).map((edit) => [edit.id, edit]),
  );
  const isShown = (row: EditRow): boolean =>
    filter === '' || row.cells.some(({ text }) => text.toLowerCase().includes(filter.toLowerCase()));
  const saved = lookup.rows.map((cells): EditRow => {
    const key = cells[0] ?? '';
    const isRemoved = mine.has(rowEditId(lookup, key));
    return {
      id: key,
      ...(isRemoved ? { state: 'removed' as const } : {}),
      cells: lookup.columns.map((column, index) => {
        const edit = mine.get(cellEditId(lookup, key, column));
        const text = cells[index] ?? '';
        return {
          text: edit?.after ?? text,
          before: edit ? text : undefined,
          locked: isRemoved ? t.engine.isRemoved : locked,
          mono: true,
        };
      }),
    };
  });
  const added = [...mine.values()]
    .filter(({ kind }) => kind === 'add')
    .map(({ row: key }): EditRow => ({
      id: key,
      state: 'added',
      cells: lookup.columns.map((column, index) => ({
        text: index === 0 ? key : (mine.get(cellEditId(lookup, key, column))?.after ?? ''),
        locked: index === 0 ? t.engine.keyOfNew : locked,
        mono: true,
      })),
    }));
  return [...saved, ...added].filter(isShown);
}
