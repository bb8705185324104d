import type { PacketConversation, PacketNode, PacketRow } from '../../../../server/contract/packets.ts';
import { nest } from '../../bench/nest.ts';
import type { TreeNode } from '../../ui/tree-rows.ts';

/** One line of the list. */
export interface PacketLine extends PacketRow {
  /** `860.4`: the conversation and the packet's place in it. */
  id: string;
  conversation: number;
  from: string;
  fromPort: number;
  to: string;
  toPort: number;
  isKept: boolean;
  /** The conversation has not ended. */
  isOpen: boolean;
}

/** Packets of all conversations, interleaved as they went over the wire. A conversation that came twice counts once. */
export function packetLines(pages: readonly (readonly PacketConversation[])[]): PacketLine[] {
  const byId = new Map(pages.flat().map((conversation) => [conversation.id, conversation]));
  const lines = [...byId.values()].flatMap(({ id, client, clientPort, server, serverPort, isKept, isOpen, packets }) =>
    packets.map((packet): PacketLine => ({
      ...packet,
      id: `${id}.${packet.n}`,
      conversation: id,
      isKept,
      isOpen,
      ...(packet.isClient
        ? { from: client, fromPort: clientPort, to: server, toPort: serverPort }
        : { from: server, fromPort: serverPort, to: client, toPort: clientPort }),
    })),
  );
  return lines.sort((a, b) => a.at - b.at || a.conversation - b.conversation || a.n - b.n);
}

/**
 * Where reading begins when nothing was chosen: the first thing said in the newest conversation in which something was,
 * and no bare handshake; where nothing was said at all, what went wrong.
 */
export function firstSaid(lines: readonly PacketLine[]): PacketLine | undefined {
  const last = lines.findLast(({ length }) => length > 0);
  if (!last) return lines.findLast(({ level }) => level !== 'ok');
  return lines.find(({ conversation, length }) => conversation === last.conversation && length > 0);
}

/** A layer's line with a name of its own within the packet. */
export interface LayerLine extends PacketNode {
  id: string;
}

export function layerLines(nodes: readonly PacketNode[]): LayerLine[] {
  return nodes.map((node, index) => ({ ...node, id: String(index) }));
}

export function layerTree(lines: readonly LayerLine[]): TreeNode<LayerLine>[] {
  return nest(
    lines,
    ({ id }) => id,
    ({ depth }) => depth === 0,
  );
}

/** The line that says what is wrong: the innermost of the first that do. */
export function firstWrong(lines: readonly LayerLine[]): LayerLine | undefined {
  const isWrong = ({ level, problem }: LayerLine): boolean => level !== undefined || problem !== undefined;
  let found = lines.find(isWrong);
  for (const line of lines) {
    const isWithin = found?.start !== undefined && line.start !== undefined && line.depth > found.depth;
    if (
      isWithin &&
      isWrong(line) &&
      (line.start ?? 0) < (found?.end ?? 0) &&
      (line.start ?? 0) >= (found?.start ?? 0)
    ) {
      found = line;
    }
  }
  return found;
}

const headers = /^(Ethernet II|Internet Protocol|Transmission Control)/;

/**
 * Layers start open down to what a person looks for; the parts of a field only when asked for, and the headers only
 * where they are all there is.
 */
export function startsOpen({ row, children }: TreeNode<LayerLine>, isTcp: boolean): boolean {
  if (row.depth === 0) return headers.test(row.name) ? isTcp && row.name.startsWith('T') : true;
  // A wrong thing is not hidden.
  if (children?.some(({ row }) => row.problem !== undefined || row.level !== undefined)) return true;
  return (
    /^(Presentation Data Value Item|User Information Item)$/.test(row.name) ||
    row.name.includes(' SQ ') ||
    /^Item \d+$/.test(row.name) ||
    /^[A-Z][A-Z0-9]{2}(\[\d+])?( |$)/.test(row.name)
  );
}

/** The innermost line whose bytes hold this one. */
export function lineAt(lines: readonly LayerLine[], byte: number): LayerLine | undefined {
  let best: LayerLine | undefined;
  let bestLength = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const { start, end } = line;
    if (start === undefined || end === undefined || byte < start || byte >= end) continue;
    // Of two that cover the same bytes the deeper one comes later.
    if (end - start <= bestLength) {
      best = line;
      bestLength = end - start;
    }
  }
  return best;
}
