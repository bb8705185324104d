import type { DicomNode } from '../../../server/contract/message.ts';
import type { TreeNode } from '../ui/tree-rows.ts';
import { nest } from './nest.ts';

/** A data set's flat rows as a tree of sequences and items. Ids are paths. */
export function dicomTree(nodes: readonly DicomNode[], prefix = ''): TreeNode<DicomNode>[] {
  return nest(nodes, (node) => prefix + node.path);
}
