import type { PacketDetail, PacketNode } from '../../contract/packets.ts';
import { chunksOf } from '../../network/capture.ts';
import { dissect, type Dissected } from '../../network/sniffer/dissect.ts';
import { faultWords } from '../../network/sniffer/frame-units.ts';
import type { Packet } from '../../network/sniffer/packet.ts';
import { contextItems } from '../../network/sniffer/pdu-units.ts';
import { tcpSegments } from '../../network/tcp-segments.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { uidName } from '../../protocols/dicom/sop-class.ts';
import type { DataSetFragment } from '../../protocols/dimse/explain-pdu.ts';
import { contextResultWords } from '../../protocols/dimse/negotiation.ts';
import { PduExplainer } from '../../protocols/dimse/explain-pdu.ts';
import type { Field } from '../../protocols/dimse/field-tree.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { mllpStretches } from '../../protocols/mllp/stretches.ts';
import type { Hospital } from '../hospital.ts';
import { dicomNodes } from './dicom-nodes.ts';
import { frameHeaders } from './frame-nodes.ts';
import { hl7ByteNodes } from './hl7-nodes.ts';
import { capturedOf } from './capture-file.ts';

/** Bytes that the page's hex view gets. */
const BYTES_SHOWN = 65_536;
/** Lines of the layered view. */
const NODE_LIMIT = 4000;

/** One packet by its layers, down to the last field; undefined: there is no such packet. */
export function packetDetail(hospital: Hospital, id: number, n: number): PacketDetail | undefined {
  const conversation = capturedOf(hospital).find((one) => one.id === id);
  if (!conversation) return undefined;
  const dissected = dissect(conversation);
  const packet = dissected.packets[n - 1];
  if (!packet) return undefined;
  const { hosts } = hospital.room.network.state;
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
  const segments = tcpSegments(conversation, chunksOf(conversation) ?? []);
  const begun = { ...packet, start: Math.min(layers.from, packet.start) };
  const headers = frameHeaders(conversation, segments, begun, ({ start, end }) => stream.slice(start, end), {
    from,
    to,
  });
  const header = headers?.bytes ?? new Uint8Array(0);
  const origin = begun.start - header.length;
  const headerNodes = (headers?.nodes ?? []).map(({ start, end, ...node }): PacketNode =>
    start === undefined || end === undefined ? node : { ...node, start: origin + start, end: origin + end },
  );
  const shown = stream.slice(begun.start, Math.min(packet.end, begun.start + BYTES_SHOWN));
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
    nodes: [...headerNodes, ...layers.nodes].slice(0, NODE_LIMIT),
    bytes: Buffer.concat([header, shown]).toString('base64'),
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
    case 'retransmission': {
      const { start, end } = packet;
      const value = `${end - start} bytes, sent once before`;
      return { nodes: [{ depth: 0, name: 'TCP Retransmission', value, level: 'bad', start, end }], from: start };
    }
    default:
      return packet.kind satisfies never;
  }
}

/** Explains the association from its beginning: only then contexts and torn messages have a meaning. */
function pduLayers({ packets, streams }: Dissected, wanted: Packet): Layers {
  const explainer = new PduExplainer();
  const talk: Negotiation = { proposed: new Map(), answer: answerTo(packets, streams, wanted) };
  const open = new Map<string, { place: Place; from: number }>();
  for (const packet of packets) {
    if (packet.protocol !== 'DICOM') continue;
    const bytes = streams[packet.from].slice(packet.start, packet.end);
    const explained = explainer.explain(bytes, packet.from === 'client' ? 'requestor' : 'acceptor');
    const nodes: PacketNode[] = [];
    let from = packet.start;
    for (const pdu of explained) {
      if (packet === wanted) addField(nodes, pdu.field, 0, packet, talk);
      if (pdu.kind === 'associate-request') rememberContexts(pdu.field, talk.proposed);
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

interface Negotiation {
  /** Abstract syntax by number, as the explainer writes it. */
  readonly proposed: Map<string, string>;
  /** What became of the A-ASSOCIATE-RQ that is looked at; undefined for any other PDU. */
  readonly answer: Answer | undefined;
}

/** The answer to each context by number, or in words why there is none. */
type Answer = ReadonlyMap<number, { readonly result: number; readonly syntax: string }> | string;

function answerTo(packets: Dissected['packets'], streams: Dissected['streams'], wanted: Packet): Answer | undefined {
  const typeOf = ({ from, start }: Packet): number => streams[from].slice(start, start + 1)[0] ?? 0;
  if (wanted.kind !== 'pdu' || typeOf(wanted) !== 1) return undefined;
  for (const packet of packets) {
    if (packet.n <= wanted.n) continue;
    if (packet.kind === 'reset') return 'no answer: the connection was reset';
    if (packet.kind !== 'pdu') continue;
    const type = typeOf(packet);
    if (type === 7) return 'no answer: aborted';
    if (packet.from === wanted.from) continue;
    if (type === 3) return 'no answer: the association was rejected';
    if (type !== 2) break;
    const bytes = streams[packet.from].slice(packet.start, packet.end);
    return new Map(contextItems(bytes).map(({ id, result, syntax }) => [id, { result, syntax }]));
  }
  return 'no answer';
}

/** What was said to a proposed context: `rejected: transfer syntaxes not supported (4)`. */
function answerNode(answer: Answer, id: string): Pick<PacketNode, 'meaning' | 'level'> {
  if (typeof answer === 'string') return { meaning: answer, level: 'bad' };
  const given = answer.get(Number(id));
  return given ? resultNode(given.result, given.syntax) : { meaning: 'no answer', level: 'bad' };
}

function resultNode(result: number, syntax: string): Pick<PacketNode, 'meaning' | 'level'> {
  if (result === 0) return { meaning: `accepted: ${uidName(syntax) ?? syntax}` };
  return { meaning: `rejected: ${contextResultWords(result)} (${result})`, level: 'bad' };
}

const childValue = (field: Field, name: string): string =>
  field.children.find((child) => child.name === name)?.value ?? '';

function addField(nodes: PacketNode[], field: Field, depth: number, packet: Packet, talk: Negotiation): void {
  if (nodes.length > NODE_LIMIT) return;
  const { name, clause, problem, offset, length } = field;
  const { value, meaning, level } = said(field, packet, talk);
  nodes.push({
    depth,
    name,
    value,
    ...(meaning === undefined || meaning === value ? {} : { meaning }),
    ...(clause === undefined ? {} : { clause }),
    ...(problem === undefined ? {} : { problem: problem.code }),
    ...(level === undefined || level === 'ok' ? {} : { level }),
    start: packet.start + offset,
    end: packet.start + offset + length,
  });
  for (const child of field.children) addField(nodes, child, depth + 1, packet, talk);
}

/** What a field says in the light of the conversation: the field alone knows its own bytes only. */
function said(
  field: Field,
  { level }: Packet,
  { proposed, answer }: Negotiation,
): Pick<PacketNode, 'value' | 'meaning' | 'level'> {
  const { name, value, meaning } = field;
  const plain = { value, ...(meaning === undefined ? {} : { meaning }) };
  if (name === 'Presentation Context Item') {
    const id = childValue(field, 'Presentation-context-ID');
    if (answer !== undefined) return { value, ...answerNode(answer, id) };
    const result = childValue(field, 'Result/Reason');
    // An answer names its contexts by number only: what was proposed under the number says what was taken or refused.
    const syntax = proposed.get(id) ?? '';
    const named = syntax === '' ? value : `${id} ${uidName(syntax) ?? syntax}`;
    if (result === '') return { ...plain, value: named };
    return { value: named, ...resultNode(Number(result), childValue(field, 'Transfer Syntax Sub-Item')) };
  }
  return level !== 'ok' && /^(Status|Reason\/Diag\.)$/.test(name) ? { ...plain, level } : plain;
}

function rememberContexts(field: Field, proposed: Map<string, string>): void {
  for (const item of field.children) {
    if (item.name !== 'Presentation Context Item') continue;
    const syntax = childValue(item, 'Abstract Syntax Sub-Item');
    if (syntax !== '') proposed.set(childValue(item, 'Presentation-context-ID'), syntax);
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
    const isRefusal = node.path === 'MSA-1' && node.value !== 'AA' && node.value !== 'CA';
    const isWrong = node.path === 'MSA-2' && packet.info.includes('[MSA-2 ');
    nodes.push({
      depth: node.depth + 1,
      name: node.name === '' ? node.path : `${node.path} ${node.name}`,
      value: node.value,
      ...(isRefusal || isWrong ? { level: 'bad' as const } : {}),
      start: payload.start + node.start,
      end: payload.start + node.end,
    });
  }
  return nodes;
}
