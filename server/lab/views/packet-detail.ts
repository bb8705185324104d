import type { PacketDetail, PacketNode } from '../../contract/packets.ts';
import type { Conversation } from '../../network/capture.ts';
import { dissect, type Dissected } from '../../network/sniffer/dissect.ts';
import { faultWords } from '../../network/sniffer/frame-units.ts';
import type { Packet } from '../../network/sniffer/packet.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { uidName } from '../../protocols/dicom/sop-class.ts';
import type { DataSetFragment } from '../../protocols/dimse/explain-pdu.ts';
import { PduExplainer } from '../../protocols/dimse/explain-pdu.ts';
import type { Field } from '../../protocols/dimse/field-tree.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { mllpStretches } from '../../protocols/mllp/stretches.ts';
import { dicomNodes } from './dicom-nodes.ts';
import { hl7ByteNodes } from './hl7-nodes.ts';
import { capturedOf, type Tap } from './packets.ts';

/** Bytes that the page's hex view gets. */
const BYTES_SHOWN = 65_536;
/** Lines of the layered view. */
const NODE_LIMIT = 4000;

/** One packet by its layers, down to the last field; undefined: there is no such packet. */
export function packetDetail(tap: Tap, id: number, n: number): PacketDetail | undefined {
  const conversation = capturedOf(tap).find((one) => one.id === id);
  if (!conversation) return undefined;
  const dissected = dissect(conversation);
  const packet = dissected.packets[n - 1];
  if (!packet || (tap.at !== undefined && packet.at > tap.at)) return undefined;
  const { hosts } = tap.now.room.network.state;
  const place = (host: string, port: number): PacketDetail['from'] => ({
    host,
    port,
    address: hosts.get(host)?.address ?? '',
  });
  const client = place(conversation.client, conversation.clientPort);
  const server = place(conversation.server, conversation.serverPort);
  const [from, to] = packet.from === 'client' ? [client, server] : [server, client];
  const layers = layersOf(dissected, packet);
  const stream = dissected.streams[packet.from];
  const origin = Math.min(layers.from, packet.start);
  return {
    conversation: id,
    n,
    at: packet.at,
    from,
    to,
    protocol: packet.protocol,
    info: packet.info,
    level: packet.level,
    isKept: conversation.kept !== undefined,
    nodes: [...tcpNodes(conversation, packet, from, to), ...layers.nodes].slice(0, NODE_LIMIT),
    bytes: Buffer.from(stream.slice(origin, Math.min(packet.end, origin + BYTES_SHOWN))).toString('base64'),
    origin,
    totalBytes: packet.end - origin,
  };
}

interface Layers {
  readonly nodes: readonly PacketNode[];
  /** First byte that the nodes speak of. */
  readonly from: number;
}

function layersOf(dissected: Dissected, packet: Packet): Layers {
  switch (packet.kind) {
    case 'pdu':
      return pduLayers(dissected, packet);
    case 'frame':
      return { nodes: frameLayers(dissected, packet), from: packet.start };
    case 'bytes': {
      if (packet.protocol === 'DICOM') return pduLayers(dissected, packet);
      if (packet.protocol === 'HL7') return { nodes: frameLayers(dissected, packet), from: packet.start };
      const { start, end } = packet;
      return { nodes: [{ depth: 0, name: 'Data', value: `${end - start} bytes`, start, end }], from: start };
    }
    case 'syn':
    case 'syn-ack':
    case 'fin':
    case 'reset':
    case 'not-kept':
      return { nodes: [], from: packet.start };
    default:
      return packet.kind satisfies never;
  }
}

const flags: Readonly<Record<Packet['kind'], string>> = {
  syn: 'SYN',
  'syn-ack': 'SYN, ACK',
  fin: 'FIN, ACK',
  reset: 'RST, ACK',
  'not-kept': '',
  frame: 'PSH, ACK',
  pdu: 'PSH, ACK',
  bytes: 'PSH, ACK',
};

function tcpNodes(
  { id, outcome }: Conversation,
  { kind, start, end }: Packet,
  from: PacketDetail['from'],
  to: PacketDetail['to'],
): PacketNode[] {
  const node = (depth: number, name: string, value: string): PacketNode => ({ depth, name, value });
  const nodes = [
    node(0, 'Internet Protocol Version 4', `${from.address} → ${to.address}`),
    node(1, 'Source Address', `${from.address} (${from.host})`),
    node(1, 'Destination Address', `${to.address} (${to.host})`),
    node(0, 'Transmission Control Protocol', `${from.port} → ${to.port}`),
    node(1, 'Source Port', String(from.port)),
    node(1, 'Destination Port', String(to.port)),
    node(1, 'Conversation', String(id)),
  ];
  if (kind === 'not-kept') return nodes;
  nodes.push(node(1, 'Flags', flags[kind]));
  if (end === start) nodes.push(node(1, 'Conversation completeness', completeness[outcome]));
  else nodes.push(node(1, 'Sequence Number (relative)', String(start + 1)), node(1, 'Payload', `${end - start} bytes`));
  return nodes;
}

const completeness: Readonly<Record<Conversation['outcome'], string>> = {
  accepted: 'the connection was opened',
  refused: 'refused: the host answers, nothing listens on this port',
  'timed-out': 'no answer: the host is down or does not let this through',
};

/** Explains the association from its beginning: only then contexts and torn messages have a meaning. */
function pduLayers({ packets, streams }: Dissected, wanted: Packet): Layers {
  const explainer = new PduExplainer();
  const proposed = new Map<string, string>();
  const open = new Map<string, { place: Place; from: number }>();
  for (const packet of packets) {
    if (packet.protocol !== 'DICOM') continue;
    const bytes = streams[packet.from].slice(packet.start, packet.end);
    const explained = explainer.explain(bytes, packet.from === 'client' ? 'requestor' : 'acceptor');
    const nodes: PacketNode[] = [];
    let from = packet.start;
    for (const pdu of explained) {
      if (packet === wanted) addField(nodes, pdu.field, 0, packet.start, proposed);
      if (pdu.kind === 'associate-request') rememberContexts(pdu.field, proposed);
      for (const fragment of pdu.dataSets) {
        const key = `${packet.from} ${fragment.contextId}`;
        const begun = open.get(key) ?? { place: [], from: packet.start };
        begun.place.push({ start: packet.start + fragment.offset, length: fragment.length });
        open.set(key, begun);
        if (!fragment.isLast) continue;
        open.delete(key);
        if (packet !== wanted) continue;
        from = Math.min(from, begun.from);
        nodes.push(...dataSetNodes(streams[packet.from], begun.place, fragment));
      }
      if (nodes.length > NODE_LIMIT) break;
    }
    if (packet === wanted) return { nodes, from };
  }
  return { nodes: [], from: wanted.start };
}

type Place = { readonly start: number; readonly length: number }[];

function addField(
  nodes: PacketNode[],
  field: Field,
  depth: number,
  origin: number,
  proposed: ReadonlyMap<string, string>,
): void {
  if (nodes.length > NODE_LIMIT) return;
  const { name, value, meaning, clause, problem, offset, length } = field;
  // An answer names its contexts by number only: what was proposed under the number says what was taken or refused.
  const isContext = name === 'Presentation Context Item' && !value.includes(' ');
  const syntax = isContext ? proposed.get(value) : undefined;
  nodes.push({
    depth,
    name,
    value: syntax === undefined ? value : `${value} ${uidName(syntax) ?? syntax}`,
    ...(meaning === undefined || meaning === value ? {} : { meaning }),
    ...(clause === undefined ? {} : { clause }),
    ...(problem === undefined ? {} : { problem: problem.code }),
    start: origin + offset,
    end: origin + offset + length,
  });
  for (const child of field.children) addField(nodes, child, depth + 1, origin, proposed);
}

function rememberContexts(field: Field, proposed: Map<string, string>): void {
  for (const item of field.children) {
    if (item.name !== 'Presentation Context Item') continue;
    const id = item.children.find(({ name }) => name === 'Presentation-context-ID')?.value ?? '';
    const syntax = item.children.find(({ name }) => name === 'Abstract Syntax Sub-Item')?.value;
    if (syntax !== undefined) proposed.set(id, syntax);
  }
}

function dataSetNodes(
  stream: Dissected['streams']['client'],
  place: Place,
  { transferSyntax }: DataSetFragment,
): PacketNode[] {
  const parts = place.map(({ start, length }) => stream.slice(start, start + length));
  const dataSet = DataSet.read(parts, transferSyntax);
  const total = place.reduce((sum, { length }) => sum + length, 0);
  const first = place[0];
  const last = place.at(-1);
  const head: PacketNode = {
    depth: 0,
    name: 'DICOM Data Set',
    value: `${total} bytes${place.length > 1 ? ` of ${place.length} fragments` : ''}`,
    meaning: uidName(transferSyntax) ?? transferSyntax,
    ...(first && last ? { start: first.start, end: last.start + last.length } : {}),
    ...(dataSet.diagnostics[0] ? { problem: dataSet.diagnostics[0].code } : {}),
  };
  // Of a deflated data set the places are counted in bytes that did not go over the wire.
  const rows = dicomNodes(dataSet, dataSet.inflated ? undefined : 0).map((node): PacketNode => {
    const { start, end } = node;
    return {
      depth: node.depth + 1,
      name: node.kind === 'item' ? node.name : `${node.tag} ${node.vr} ${node.name}`,
      value: node.value,
      ...(start === undefined || end === undefined
        ? {}
        : { start: onWire(place, start), end: onWire(place, end - 1) + 1 }),
    };
  });
  return [head, ...rows];
}

/** Where a byte of the data set stands among those of the conversation. */
function onWire(place: Place, offset: number): number {
  let left = offset;
  for (const { start, length } of place) {
    if (left < length) return start + left;
    left -= length;
  }
  const last = place.at(-1);
  return last ? last.start + last.length : 0;
}

function frameLayers({ streams }: Dissected, packet: Packet): PacketNode[] {
  const stream = streams[packet.from];
  const stretch = mllpStretches(stream.slice(0, stream.length)).find(({ start }) => start === packet.start);
  const { start, end } = packet;
  const problem = stretch?.faults[0];
  const nodes: PacketNode[] = [
    {
      depth: 0,
      name: 'Minimal Lower Layer Protocol',
      value: stretch?.payload ? 'frame' : 'no frame',
      start,
      end,
      ...(problem ? { problem, meaning: faultWords[problem] } : {}),
    },
  ];
  const payload = stretch?.payload;
  if (!payload) {
    nodes.push({ depth: 1, name: 'Bytes', value: `${end - start} bytes`, start, end });
    return nodes;
  }
  nodes.push({ depth: 1, name: 'Start Block', value: '<VT>', start, end: payload.start });
  if (payload.end < end) {
    const value = end - payload.end > 1 ? '<FS><CR>' : '<FS>';
    nodes.push({ depth: 1, name: 'End Block', value, start: payload.end, end });
  }
  const message = Hl7Message.read(stream.slice(payload.start, payload.end));
  nodes.push({
    depth: 0,
    name: 'HL7 Message',
    value: `${message.segments.length} segments`,
    meaning: message.charset.name,
    start: payload.start,
    end: payload.end,
  });
  for (const node of hl7ByteNodes(message)) {
    nodes.push({
      depth: node.depth + 1,
      name: node.name === '' ? node.path : `${node.path} ${node.name}`,
      value: node.value,
      start: payload.start + node.start,
      end: payload.start + node.end,
    });
  }
  return nodes;
}
