import type { TreeNode } from '../ui/tree-rows.ts';

interface Deep {
  readonly depth: number;
}

interface Branch<Row> extends TreeNode<Row> {
  children: Branch<Row>[];
}

/**
 * Rows with a depth, in document order, as a tree. A damaged message may name the same path twice: the later one gets
 * a number, as a tree's ids must be unique.
 */
export function nest<Row extends Deep>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  isGroup: (row: Row) => boolean = () => false,
): TreeNode<Row>[] {
  const roots: Branch<Row>[] = [];
  const above: Branch<Row>[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const path = idOf(row);
    const times = (seen.get(path) ?? 0) + 1;
    seen.set(path, times);
    const branch: Branch<Row> = { id: times === 1 ? path : `${path}#${times}`, row, children: [], group: isGroup(row) };
    while (above.length > 0 && (above.at(-1)?.row.depth ?? 0) >= row.depth) above.pop();
    (above.at(-1)?.children ?? roots).push(branch);
    above.push(branch);
  }
  return roots;
}
