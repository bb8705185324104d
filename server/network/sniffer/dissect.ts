import { kindOfPduType } from '../../protocols/dimse/pdu.ts';
import { chunksOf, type CapturedChunk, type Conversation } from '../capture.ts';
import { answerTime, synTries } from '../pcapng.ts';
import { ByteStream } from './byte-stream.ts';
import { frameUnits } from './frame-units.ts';
import type { Packet, Unit } from './packet.ts';
import { pduUnits } from './pdu-units.ts';

export type Protocol = Packet['protocol'];

/** Packets of one conversation that are told; the file has them all. */
export const MOST_PACKETS = 2000;

export interface Dissected {
  readonly protocol: Protocol;
  readonly streams: Readonly<Record<'client' | 'server', ByteStream>>;
  readonly packets: readonly Packet[];
}

/**
 * A finished conversation as a person reads it: how it was opened, what was said in the units of the protocol, how it
 * ended. Bare acknowledgements and the seams of segments are left to the file.
 */
export function dissect(conversation: Conversation): Dissected {
  const kept = chunksOf(conversation);
  const chunks = kept ?? [];
  const streams = { client: new ByteStream(chunks, 'client'), server: new ByteStream(chunks, 'server') };
  const protocol = protocolOf(streams);
  const units = kept === undefined ? [notKept(conversation)] : [...opening(conversation, chunks)];
  if (kept !== undefined && conversation.outcome === 'accepted') {
    units.push(...contentOf(protocol, streams).slice(0, MOST_PACKETS));
    const end = ending(conversation, units.at(-1)?.at ?? conversation.opened);
    units.push(...end);
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

function contentOf(protocol: Protocol, streams: Dissected['streams']): Unit[] {
  switch (protocol) {
    case 'HL7':
      return frameUnits(streams);
    case 'DICOM':
      return pduUnits(streams);
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

function opening(conversation: Conversation, chunks: readonly CapturedChunk[]): Unit[] {
  const { opened, outcome } = conversation;
  const ports = `${conversation.clientPort} → ${conversation.serverPort}`;
  const back = `${conversation.serverPort} → ${conversation.clientPort}`;
  const syn: Unit = { ...tcp, at: opened, from: 'client', kind: 'syn', info: `${ports} [SYN]` };
  const answered = opened + answerTime(conversation, chunks);
  switch (outcome) {
    case 'accepted':
      return [syn, { ...tcp, at: answered, from: 'server', kind: 'syn-ack', info: `${back} [SYN, ACK]` }];
    case 'refused':
      return [
        syn,
        {
          ...tcp,
          at: answered,
          from: 'server',
          kind: 'reset',
          info: `${back} [RST, ACK] connection refused: nothing listens on port ${conversation.serverPort}`,
          level: 'bad',
        },
      ];
    case 'timed-out':
      return synTries.map((after) => ({
        ...syn,
        at: opened + after,
        info: after === 0 ? `${syn.info} [no answer]` : `[TCP Retransmission] ${syn.info} [no answer]`,
        level: 'bad',
      }));
    default:
      return outcome satisfies never;
  }
}

function ending({ end, closed, clientPort, serverPort }: Conversation, last: number): Unit[] {
  if (!end) return [];
  const ports = (from: 'client' | 'server'): string =>
    from === 'client' ? `${clientPort} → ${serverPort}` : `${serverPort} → ${clientPort}`;
  const at = Math.max(last + 1, closed - 3);
  const other = end.by === 'client' ? 'server' : 'client';
  if (end.how === 'reset') {
    const info = `${ports(end.by)} [RST, ACK] connection reset`;
    return [{ ...tcp, at, from: end.by, kind: 'reset', info, level: 'bad' }];
  }
  return [
    { ...tcp, at, from: end.by, kind: 'fin', info: `${ports(end.by)} [FIN, ACK]` },
    { ...tcp, at: at + 1, from: other, kind: 'fin', info: `${ports(other)} [FIN, ACK]` },
  ];
}

function notKept({ opened, bytes }: Conversation): Unit {
  const info = `Not kept: the ${bytes} bytes of this old conversation made room for newer ones`;
  return { ...tcp, at: opened, from: 'client', kind: 'not-kept', info };
}
