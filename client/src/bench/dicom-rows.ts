import type { DicomNode } from '../../../server/contract/message.ts';
import type { TreeNode } from '../ui/tree-rows.ts';
import { nest } from './nest.ts';

/** A data set's flat rows as a tree of sequences and items. Ids are paths. */
export function dicomTree(nodes: readonly DicomNode[], prefix = ''): TreeNode<DicomNode>[] {
  return nest(nodes, (node) => prefix + node.path);
}

/** The bytes of an element, as far as they were sent to this page; undefined where it is not known. */
export function bytesOf(node: DicomNode | undefined, count: number): { start: number; end: number } | undefined {
  if (node?.start === undefined || node.end === undefined || node.start >= count) return undefined;
  return { start: node.start, end: Math.min(node.end, count) };
}

/** The innermost element or item at a byte: what a sequence contains wins over the sequence. */
export function dicomNodeAt(nodes: readonly DicomNode[], byte: number): DicomNode | undefined {
  // In the order of the bytes, so that the last one that holds the byte is the innermost.
  return nodes.findLast(({ start, end }) => start !== undefined && end !== undefined && start <= byte && byte < end);
}
