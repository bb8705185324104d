import { MSS, type TcpSegment, tcpFlags } from './tcp-segments.ts';

/** Ethernet II, IPv4 without options (RFC 791) and TCP (RFC 9293) around a segment. */

const WINDOW = 65_535;
/** Where each header begins, and how long TCP's is without options. */
export const frameLayout = { ip: 14, tcp: 34, tcpHeader: 20 } as const;

export interface FrameEnd {
  /** IPv4, dotted. */
  readonly address: string;
  readonly port: number;
}

/** `identification` of IPv4, 16 bits. */
export function ethernetFrame(
  segment: Pick<TcpSegment, 'flags' | 'seq' | 'ack'>,
  from: FrameEnd,
  to: FrameEnd,
  payload: Uint8Array,
  identification: number,
): Uint8Array {
  const { ip, tcp } = frameLayout;
  // A SYN announces the longest segment it takes.
  const options = segment.flags & tcpFlags.syn ? 4 : 0;
  const header = frameLayout.tcpHeader + options;
  const tcpLength = header + payload.length;
  const frame = new Uint8Array(tcp + tcpLength);
  const view = new DataView(frame.buffer);
  const source = octets(from.address);
  const target = octets(to.address);
  // Locally administered MAC addresses made of the IPv4 address.
  frame.set([2, 0, ...target], 0);
  frame.set([2, 0, ...source], 6);
  view.setUint16(12, 0x0800);
  view.setUint8(ip, 0x45);
  view.setUint16(ip + 2, 20 + tcpLength);
  view.setUint16(ip + 4, identification);
  view.setUint16(ip + 6, 0x4000);
  view.setUint8(ip + 8, 64);
  view.setUint8(ip + 9, 6);
  frame.set(source, ip + 12);
  frame.set(target, ip + 16);
  view.setUint16(ip + 10, checksum(frame.subarray(ip, tcp), 0));
  view.setUint16(tcp, from.port);
  view.setUint16(tcp + 2, to.port);
  view.setUint32(tcp + 4, segment.seq);
  view.setUint32(tcp + 8, segment.ack);
  view.setUint8(tcp + 12, (header / 4) << 4);
  view.setUint8(tcp + 13, segment.flags);
  view.setUint16(tcp + 14, WINDOW);
  if (options) view.setUint32(tcp + 20, 0x02040000 | MSS);
  frame.set(payload, tcp + header);
  const pseudo = sum16(frame.subarray(ip + 12, tcp)) + 6 + tcpLength;
  view.setUint16(tcp + 16, checksum(frame.subarray(tcp), pseudo));
  return frame;
}

/** IPv4 identification of the segment at `index` of a conversation. */
export function identificationOf(conversation: number, index: number): number {
  return (conversation * 7919 + index + 1) & 0xffff;
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
