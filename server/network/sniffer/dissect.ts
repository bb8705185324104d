import { kindOfPduType } from '../../protocols/dimse/pdu.ts';
import { chunksOf, type Conversation } from '../capture.ts';
import { tcpFlags, type TcpSegment, tcpSegments } from '../tcp-segments.ts';
import { ByteStream } from './byte-stream.ts';
import { frameUnits } from './frame-units.ts';
import type { Packet, Unit } from './packet.ts';
import { pduUnits } from './pdu-units.ts';

export type Protocol = Packet['protocol'];

/** Packets of one conversation that are told; the file has them all. */
const MOST_PACKETS = 2000;

export interface Dissected {
  readonly protocol: Protocol;
  readonly streams: Readonly<Record<'client' | 'server', ByteStream>>;
  readonly packets: readonly Packet[];
}

/**
 * A conversation as a person reads it: how it was opened, what was said in the units of the protocol, how it
 * ended. Bare acknowledgements and the seams of segments are left to the file.
 */
export function dissect(conversation: Conversation): Dissected {
  const kept = chunksOf(conversation);
  const chunks = kept ?? [];
  const streams = { client: new ByteStream(chunks, 'client'), server: new ByteStream(chunks, 'server') };
  const protocol = protocolOf(streams);
  const units =
    kept === undefined ? [notKept(conversation)] : tcpUnits(conversation, tcpSegments(conversation, chunks));
  if (kept !== undefined && conversation.outcome === 'accepted') {
    units.push(...contentOf(protocol, streams, conversation).slice(0, MOST_PACKETS));
    // A goodbye goes out behind what was said in the same instant; content keeps the order of its bytes.
    units.sort((a, b) => a.at - b.at || rank(a) - rank(b));
  }
  return {
    protocol,
    streams,
    packets: units.map(({ at, from, protocol, kind, start, end, info, level }, index) => ({
      n: index + 1,
      at,
      from,
      protocol,
      kind,
      start,
      end,
      info,
      level,
    })),
  };
}

/** Told by the bytes and not by the port: what somebody sends to the wrong port is seen for what it is. */
function protocolOf({ client, server }: Dissected['streams']): Protocol {
  for (const stream of [client, server]) {
    const head = stream.slice(0, 64);
    if (head[0] === 0x0b || Buffer.from(head).includes('MSH|')) return 'HL7';
    if (head.length >= 6 && kindOfPduType(head[0] ?? 0) !== undefined && head[1] === 0) return 'DICOM';
  }
  return 'TCP';
}

function rank({ kind }: Unit): number {
  return kind === 'fin' || kind === 'reset' ? 1 : 0;
}

function contentOf(protocol: Protocol, streams: Dissected['streams'], conversation: Conversation): Unit[] {
  switch (protocol) {
    case 'HL7':
      return frameUnits(streams, conversation);
    case 'DICOM':
      return pduUnits(streams, conversation.isOpen === true);
    case 'TCP':
      return (['client', 'server'] as const).flatMap((from): Unit[] => {
        const { length } = streams[from];
        if (length === 0) return [];
        const info = `${length} bytes of no known protocol`;
        return [{ ...streams[from].sent(length), ...tcp, from, kind: 'bytes', end: length, info, level: 'warn' }];
      });
    default:
      return protocol satisfies never;
  }
}

const tcp = { order: 0, protocol: 'TCP', start: 0, end: 0, level: 'ok' } as const;

/** What TCP itself has to say: how the conversation was opened and ended, what was sent again. */
function tcpUnits({ clientPort, serverPort, outcome }: Conversation, segments: readonly TcpSegment[]): Unit[] {
  const sent = { client: 0, server: 0 };
  let isAsked = false;
  return segments.flatMap(({ at, from, flags, start, end }): Unit[] => {
    const ports = from === 'client' ? `${clientPort} → ${serverPort}` : `${serverPort} → ${clientPort}`;
    const unit = { ...tcp, at, from };
    if (flags & tcpFlags.syn) {
      if (from === 'server') return [{ ...unit, kind: 'syn-ack', info: `${ports} [SYN, ACK]` }];
      const again = isAsked ? '[TCP Retransmission] ' : '';
      isAsked = true;
      if (outcome !== 'timed-out') return [{ ...unit, kind: 'syn', info: `${again}${ports} [SYN]` }];
      return [{ ...unit, kind: 'syn', info: `${again}${ports} [SYN] [no answer]`, level: 'bad' }];
    }
    if (flags & tcpFlags.reset) {
      const why =
        outcome === 'refused' ? `connection refused: nothing listens on port ${serverPort}` : 'connection reset';
      return [{ ...unit, kind: 'reset', info: `${ports} [RST, ACK] ${why}`, level: 'bad' }];
    }
    if (flags & tcpFlags.fin) return [{ ...unit, kind: 'fin', info: `${ports} [FIN, ACK]` }];
    const isAgain = end > start && start < sent[from];
    sent[from] = Math.max(sent[from], end);
    if (!isAgain) return [];
    const info = `[TCP Retransmission] ${ports} ${end - start} bytes sent again`;
    return [{ ...unit, kind: 'retransmission', start, end, info, level: 'bad' }];
  });
}

function notKept({ opened, bytes }: Conversation): Unit {
  const info = `Not kept: the ${bytes} bytes of this old conversation made room for newer ones`;
  return { ...tcp, at: opened, from: 'client', kind: 'not-kept', info };
}
