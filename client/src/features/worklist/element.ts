import type { DicomNode } from '../../../../server/contract/message.ts';

/** Whether the server can change this element: it takes a tag, of the entry itself or of its scheduled step. */
export type Editable = 'yes' | 'sequence' | 'nested';

export function editableOf(node: DicomNode): Editable {
  if (node.kind !== 'element') return 'sequence';
  return node.depth === 0 || /^\(0040,0100\)\[1\]\.\([0-9A-F]{4},[0-9A-F]{4}\)$/i.test(node.path) ? 'yes' : 'nested';
}

/** First value with this keyword in document order, '' when there is none. */
export function valueOf(nodes: readonly DicomNode[], keyword: string): string {
  return nodes.find((node) => node.keyword === keyword)?.value ?? '';
}

/** `20260317` `0915…` as `20260317 09:15`. */
export function startOf(nodes: readonly DicomNode[]): string {
  const day = valueOf(nodes, 'ScheduledProcedureStepStartDate');
  const time = valueOf(nodes, 'ScheduledProcedureStepStartTime');
  return time.length < 4 ? day : `${day} ${time.slice(0, 2)}:${time.slice(2, 4)}`;
}
