export interface TreeNode<Row> {
  id: string;
  row: Row;
  children?: readonly TreeNode<Row>[] | undefined;
  /** Drawn as a heading of what lies below it. */
  group?: boolean;
}

export interface TreeLine<Row> {
  node: TreeNode<Row>;
  /** 1-based, as `aria-level`. */
  level: number;
  position: number;
  siblings: number;
  parent: string | undefined;
  /** undefined for a leaf. */
  open: boolean | undefined;
}

/** The visible lines of a tree, top down. */
export function treeLines<Row>(
  nodes: readonly TreeNode<Row>[],
  isOpen: (node: TreeNode<Row>) => boolean,
): TreeLine<Row>[] {
  const lines: TreeLine<Row>[] = [];
  const walk = (siblings: readonly TreeNode<Row>[], level: number, parent: string | undefined): void => {
    for (const [index, node] of siblings.entries()) {
      const children = node.children?.length ? node.children : undefined;
      const open = children && isOpen(node);
      lines.push({ node, level, position: index + 1, siblings: siblings.length, parent, open });
      if (children && open) walk(children, level + 1, node.id);
    }
  };
  walk(nodes, 1, undefined);
  return lines;
}

/** The ids of the nodes above `id`, outermost first; undefined when it is not in the tree. */
export function ancestorsOf<Row>(nodes: readonly TreeNode<Row>[], id: string): string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return [];
    const below = node.children && ancestorsOf(node.children, id);
    if (below) return [node.id, ...below];
  }
  return undefined;
}
