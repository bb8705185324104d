import type { Micros } from '../core/clock.ts';
import { chunksOf, type Conversation } from './capture.ts';
import { ethernetFrame, identificationOf } from './ethernet-frame.ts';
import { ByteStream } from './sniffer/byte-stream.ts';
import { tcpSegments } from './tcp-segments.ts';

/** Writes captured conversations as a pcapng file (draft-ietf-opsawg-pcapng): Ethernet, IPv4, TCP, as a tap between the hosts sees them. */

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
  for (const conversation of conversations) packets.push(...packetsOf(conversation, addresses, until));
  packets.sort((a, b) => a.at - b.at);
  return file(packets);
}

function packetsOf(conversation: Conversation, addresses: ReadonlyMap<string, string>, until: Micros): Packet[] {
  const chunks = chunksOf(conversation);
  const client = addresses.get(conversation.client);
  const server = addresses.get(conversation.server);
  if (!chunks || client === undefined || server === undefined) return [];
  const ends = {
    client: { address: client, port: conversation.clientPort },
    server: { address: server, port: conversation.serverPort },
  };
  const streams = { client: new ByteStream(chunks, 'client'), server: new ByteStream(chunks, 'server') };
  return tcpSegments(conversation, chunks).flatMap((segment, index) => {
    const { at, from, start, end } = segment;
    if (at > until) return [];
    const to = from === 'client' ? 'server' : 'client';
    const payload = streams[from].slice(start, end);
    const identification = identificationOf(conversation.id, index);
    return [{ at, bytes: ethernetFrame(segment, ends[from], ends[to], payload, identification) }];
  });
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
