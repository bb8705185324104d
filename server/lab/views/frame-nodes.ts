import type { PacketDetail, PacketNode } from '../../contract/packets.ts';
import type { Conversation } from '../../network/capture.ts';
import { ethernetFrame, frameLayout, identificationOf } from '../../network/ethernet-frame.ts';
import type { Packet } from '../../network/sniffer/packet.ts';
import { MSS, tcpFlags, type TcpSegment } from '../../network/tcp-segments.ts';

/** Ethernet, IPv4 and TCP of the frame that begins a packet, each field with its bytes. */
export interface FrameHeaders {
  readonly bytes: Uint8Array;
  /** Places count from the first byte of the frame. */
  readonly nodes: readonly PacketNode[];
}

type End = PacketDetail['from'];

/** Undefined: none of the segments carries the packet. */
export function frameHeaders(
  { id, outcome }: Conversation,
  segments: readonly TcpSegment[],
  packet: Packet,
  payload: (segment: TcpSegment) => Uint8Array,
  ends: { readonly from: End; readonly to: End },
): FrameHeaders | undefined {
  const index = segmentOf(segments, packet);
  const segment = segments[index];
  if (!segment) return undefined;
  const { from, to } = ends;
  const identification = identificationOf(id, index);
  const frame = ethernetFrame(segment, from, to, payload(segment), identification);
  const { ip, tcp } = frameLayout;
  const header = ((frame[tcp + 12] ?? 0) >> 4) * 4;
  const view = new DataView(frame.buffer);
  const node = (depth: number, name: string, value: string | number, at: number, length: number): PacketNode => ({
    depth,
    name,
    value: String(value),
    start: at,
    end: at + length,
  });
  const meant = (of: PacketNode, meaning: string): PacketNode => ({ ...of, meaning });
  const mac = (at: number): string =>
    Buffer.from(frame.subarray(at, at + 6))
      .toString('hex')
      .replaceAll(/..(?=.)/g, '$&:');
  const hex = (at: number): string => `0x${view.getUint16(at).toString(16).padStart(4, '0')}`;
  const isReset = (segment.flags & tcpFlags.reset) !== 0;
  const flags = node(1, 'Flags', flagNames(segment.flags), tcp + 13, 1);
  const length = segment.end - segment.start;
  const nodes: PacketNode[] = [
    node(0, 'Ethernet II', `${mac(6)} → ${mac(0)}`, 0, ip),
    node(1, 'Destination', mac(0), 0, 6),
    node(1, 'Source', mac(6), 6, 6),
    meant(node(1, 'Type', hex(12), 12, 2), 'IPv4'),
    node(0, 'Internet Protocol Version 4', `${from.address} → ${to.address}`, ip, tcp - ip),
    node(1, 'Version, Header Length', '4, 20 bytes', ip, 1),
    node(1, 'Differentiated Services Field', '0x00', ip + 1, 1),
    node(1, 'Total Length', view.getUint16(ip + 2), ip + 2, 2),
    node(1, 'Identification', hex(ip + 4), ip + 4, 2),
    meant(node(1, 'Flags, Fragment Offset', hex(ip + 6), ip + 6, 2), "Don't fragment"),
    node(1, 'Time to Live', frame[ip + 8] ?? 0, ip + 8, 1),
    meant(node(1, 'Protocol', frame[ip + 9] ?? 0, ip + 9, 1), 'TCP'),
    node(1, 'Header Checksum', hex(ip + 10), ip + 10, 2),
    meant(node(1, 'Source Address', from.address, ip + 12, 4), from.host),
    meant(node(1, 'Destination Address', to.address, ip + 16, 4), to.host),
    node(0, 'Transmission Control Protocol', `${from.port} → ${to.port}`, tcp, header),
    node(1, 'Source Port', from.port, tcp, 2),
    node(1, 'Destination Port', to.port, tcp + 2, 2),
    node(1, 'Sequence Number', segment.seq, tcp + 4, 4),
    node(1, 'Acknowledgment Number', segment.ack, tcp + 8, 4),
    node(1, 'Header Length', `${header} bytes`, tcp + 12, 1),
    isReset ? { ...flags, level: 'bad', meaning: resetMeaning[outcome] } : flags,
    node(1, 'Window', view.getUint16(tcp + 14), tcp + 14, 2),
    node(1, 'Checksum', hex(tcp + 16), tcp + 16, 2),
    node(1, 'Urgent Pointer', 0, tcp + 18, 2),
    ...(header > frameLayout.tcpHeader ? [node(1, 'Option: Maximum Segment Size', MSS, tcp + 20, 4)] : []),
    { depth: 1, name: '[Conversation]', value: String(id) },
    ...(length === 0 ? [] : [{ depth: 1, name: '[Segment Length]', value: `${length} bytes` }]),
    ...(outcome === 'timed-out' ? [noAnswer] : []),
  ];
  return { bytes: frame.subarray(0, tcp + header), nodes };
}

const noAnswer: PacketNode = {
  depth: 1,
  name: '[Conversation completeness]',
  value: 'no answer: the host is down or something on the way drops the SYN',
  level: 'bad',
};

const resetMeaning: Readonly<Record<Conversation['outcome'], string>> = {
  accepted: 'the connection is broken off',
  refused: 'refused: the host answers, nothing listens on this port',
  'timed-out': '',
};

/** The segment that a TCP event is, or that carries the first byte of what was said. */
function segmentOf(segments: readonly TcpSegment[], { at, from, kind, start }: Packet): number {
  const wanted = eventFlags[kind];
  return segments.findIndex((segment) => {
    if (segment.from !== from) return false;
    if (wanted !== undefined) return segment.at === at && (segment.flags & wanted) === wanted;
    if (kind === 'retransmission') return segment.at === at && segment.start === start;
    return segment.start <= start && start < segment.end;
  });
}

const eventFlags: Readonly<Partial<Record<Packet['kind'], number>>> = {
  syn: tcpFlags.syn,
  'syn-ack': tcpFlags.syn | tcpFlags.ack,
  fin: tcpFlags.fin,
  reset: tcpFlags.reset,
};

function flagNames(flags: number): string {
  const names = [
    [tcpFlags.syn, 'SYN'],
    [tcpFlags.fin, 'FIN'],
    [tcpFlags.reset, 'RST'],
    [tcpFlags.push, 'PSH'],
    [tcpFlags.ack, 'ACK'],
  ] as const;
  return names.flatMap(([flag, name]) => (flags & flag ? name : [])).join(', ');
}
