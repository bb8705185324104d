import type { Micros } from '../core/clock.ts';
import { SECOND } from '../core/clock.ts';
import { type CapturedChunk, chunksOf, type Conversation } from './capture.ts';

/** Writes captured conversations as a pcapng file (draft-ietf-opsawg-pcapng): Ethernet, IPv4, TCP, as a tap between the hosts sees them. */

const MSS = 1460;
const WINDOW = 65_535;
const FIN = 0x01;
const SYN = 0x02;
const RST = 0x04;
const PSH = 0x08;
const ACK = 0x10;

interface Packet {
  readonly at: Micros;
  readonly bytes: Uint8Array;
}

/**
 * `addresses` gives each host's IPv4 address. Conversations whose bytes are not kept any more are left out, and what was
 * sent after `until`.
 */
export function writePcapng(
  conversations: readonly Conversation[],
  addresses: ReadonlyMap<string, string>,
  until: Micros = Number.POSITIVE_INFINITY,
): Uint8Array {
  const packets: Packet[] = [];
  for (const conversation of conversations) {
    const chunks = chunksOf(conversation);
    if (!chunks) continue;
    const client = addresses.get(conversation.client);
    const server = addresses.get(conversation.server);
    if (client === undefined || server === undefined) continue;
    packets.push(...conversationPackets(conversation, chunks, client, server));
  }
  packets.sort((a, b) => a.at - b.at);
  return file(packets.filter(({ at }) => at <= until));
}

/** When a SYN that nobody answers is sent, from the first on: the wait doubles (RFC 6298 §5.5). */
export const synTries: readonly Micros[] = [0, 1, 3, 7, 15].map((seconds) => seconds * SECOND);

/** How long after the SYN its answer is sent. */
export function answerTime({ opened, closed }: Conversation, chunks: readonly CapturedChunk[]): Micros {
  return Math.max(2, Math.floor(((chunks[0]?.at ?? closed) - opened) / 3));
}

function conversationPackets(
  conversation: Conversation,
  chunks: readonly CapturedChunk[],
  clientAddress: string,
  serverAddress: string,
): Packet[] {
  const out: Packet[] = [];
  const ends = {
    client: {
      address: clientAddress,
      port: conversation.clientPort,
      seq: initialSequence(conversation.id, 1),
      acked: 0,
    },
    server: {
      address: serverAddress,
      port: conversation.serverPort,
      seq: initialSequence(conversation.id, 2),
      acked: 0,
    },
  };
  let identification = (conversation.id * 7919) & 0xffff;
  const send = (
    at: Micros,
    from: 'client' | 'server',
    flags: number,
    payload: Uint8Array = new Uint8Array(0),
  ): void => {
    const me = ends[from];
    const peer = ends[from === 'client' ? 'server' : 'client'];
    const ack = flags & ACK ? me.acked : 0;
    identification = (identification + 1) & 0xffff;
    out.push({ at, bytes: ethernetFrame(me, peer, ack, flags, payload, identification) });
    me.seq = (me.seq + payload.length + (flags & (SYN | FIN) ? 1 : 0)) >>> 0;
  };
  const opened = conversation.opened;

  if (conversation.outcome === 'timed-out') {
    const first = ends.client.seq;
    for (const after of synTries) {
      ends.client.seq = first;
      send(opened + after, 'client', SYN);
    }
    return out;
  }
  send(opened, 'client', SYN);
  ends.server.acked = ends.client.seq;
  const half = answerTime(conversation, chunks);
  if (conversation.outcome === 'refused') {
    send(opened + half, 'server', RST | ACK);
    return out;
  }
  send(opened + half, 'server', SYN | ACK);
  ends.client.acked = ends.server.seq;
  send(opened + half + 1, 'client', ACK);

  // Sends and the arrivals that they cause, in order; an arrival is acknowledged unless data already did.
  const steps = chunks
    .flatMap((chunk) => [
      { at: chunk.at, kind: 'send' as const, chunk },
      { at: chunk.arrives, kind: 'arrive' as const, chunk },
    ])
    .sort((a, b) => a.at - b.at || (a.kind === b.kind ? 0 : a.kind === 'arrive' ? -1 : 1));
  const arrived = { client: ends.client.acked, server: ends.server.acked };
  const told = { client: ends.client.acked, server: ends.server.acked };
  let last = opened + half + 2;
  for (const [index, step] of steps.entries()) {
    const { chunk } = step;
    const at = Math.max(step.at, last);
    last = at;
    if (step.kind === 'send') {
      ends[chunk.from].acked = arrived[chunk.from];
      told[chunk.from] = arrived[chunk.from];
      const segments = segment(chunk.parts);
      segments.forEach((payload, i) => {
        send(at, chunk.from, i === segments.length - 1 ? PSH | ACK : ACK, payload);
      });
      continue;
    }
    const receiver = chunk.from === 'client' ? 'server' : 'client';
    const size = chunk.parts.reduce((sum, part) => sum + part.length, 0);
    arrived[receiver] = (arrived[receiver] + size) >>> 0;
    // Answered in the same instant? Then the data carries the acknowledgement.
    const next = steps[index + 1];
    if (next?.at === step.at && next.kind === 'send' && next.chunk.from === receiver) continue;
    ends[receiver].acked = arrived[receiver];
    if (told[receiver] !== arrived[receiver]) send(at, receiver, ACK);
    told[receiver] = arrived[receiver];
  }

  const end = conversation.end;
  if (!end) return out;
  const at = Math.max(last + 1, conversation.closed - 3);
  const other = end.by === 'client' ? 'server' : 'client';
  ends.client.acked = arrived.client;
  ends.server.acked = arrived.server;
  if (end.how === 'reset') {
    send(at, end.by, RST | ACK);
    return out;
  }
  send(at, end.by, FIN | ACK);
  ends[other].acked = ends[end.by].seq;
  send(at + 1, other, FIN | ACK);
  ends[end.by].acked = ends[other].seq;
  send(at + 2, end.by, ACK);
  return out;
}

/** Far apart for each conversation and side, and the same in every run. */
function initialSequence(id: number, side: number): number {
  return (Math.imul(id, 2_654_435_761) + side * 1_000_003) >>> 0;
}

function segment(parts: readonly Uint8Array[]): Uint8Array[] {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const out: Uint8Array[] = [];
  for (let start = 0; start < total; start += MSS) out.push(whole.subarray(start, Math.min(total, start + MSS)));
  return out;
}

interface EndState {
  readonly address: string;
  readonly port: number;
  readonly seq: number;
}

function ethernetFrame(
  from: EndState,
  to: EndState,
  ack: number,
  flags: number,
  payload: Uint8Array,
  id: number,
): Uint8Array {
  const options = flags & SYN ? 4 : 0;
  const tcpLength = 20 + options + payload.length;
  const frame = new Uint8Array(14 + 20 + tcpLength);
  const view = new DataView(frame.buffer);
  const source = octets(from.address);
  const target = octets(to.address);
  // Locally administered MAC addresses made of the IPv4 address.
  frame.set([2, 0, ...target], 0);
  frame.set([2, 0, ...source], 6);
  view.setUint16(12, 0x0800);
  view.setUint8(14, 0x45);
  view.setUint16(16, 20 + tcpLength);
  view.setUint16(18, id);
  view.setUint16(20, 0x4000);
  view.setUint8(22, 64);
  view.setUint8(23, 6);
  frame.set(source, 26);
  frame.set(target, 30);
  view.setUint16(24, checksum(frame.subarray(14, 34), 0));
  view.setUint16(34, from.port);
  view.setUint16(36, to.port);
  view.setUint32(38, from.seq);
  view.setUint32(42, ack);
  view.setUint8(46, ((20 + options) / 4) << 4);
  view.setUint8(47, flags);
  view.setUint16(48, WINDOW);
  if (options) view.setUint32(54, 0x02040000 | MSS);
  frame.set(payload, 34 + 20 + options);
  const pseudo = sum16(frame.subarray(26, 34)) + 6 + tcpLength;
  view.setUint16(50, checksum(frame.subarray(34), pseudo));
  return frame;
}

function octets(address: string): number[] {
  return address.split('.').map(Number);
}

function sum16(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
  return sum;
}

/** Internet checksum (RFC 1071). */
function checksum(bytes: Uint8Array, initial: number): number {
  let sum = initial + sum16(bytes);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function file(packets: readonly Packet[]): Uint8Array {
  const padded = (length: number): number => (length + 3) & ~3;
  const size = 28 + 20 + packets.reduce((sum, packet) => sum + 32 + padded(packet.bytes.length), 0);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  const u32 = (at: number, value: number): void => {
    view.setUint32(at, value, true);
  };
  // Section Header Block
  u32(0, 0x0a0d0d0a);
  u32(4, 28);
  u32(8, 0x1a2b3c4d);
  view.setUint16(12, 1, true);
  u32(16, 0xffffffff);
  u32(20, 0xffffffff);
  u32(24, 28);
  // Interface Description Block: LINKTYPE_ETHERNET, µs
  u32(28, 1);
  u32(32, 20);
  view.setUint16(36, 1, true);
  u32(40, 0);
  u32(44, 20);
  let at = 48;
  for (const packet of packets) {
    const length = 32 + padded(packet.bytes.length);
    u32(at, 6);
    u32(at + 4, length);
    u32(at + 8, 0);
    u32(at + 12, Math.floor(packet.at / 0x1_0000_0000));
    u32(at + 16, packet.at >>> 0);
    u32(at + 20, packet.bytes.length);
    u32(at + 24, packet.bytes.length);
    out.set(packet.bytes, at + 28);
    u32(at + length - 4, length);
    at += length;
  }
  return out;
}
