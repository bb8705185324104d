import type { Micros } from '../core/clock.ts';
import { SECOND } from '../core/clock.ts';
import type { CapturedChunk, Conversation } from './capture.ts';

/** A conversation cut into the TCP segments that carried it, as a tap between the hosts sees them (RFC 9293). */

/** Largest payload of a segment: what Ethernet carries without the headers of IPv4 and TCP. */
export const MSS = 1460;

export const tcpFlags = { fin: 0x01, syn: 0x02, reset: 0x04, push: 0x08, ack: 0x10 } as const;

export interface TcpSegment {
  readonly at: Micros;
  readonly from: 'client' | 'server';
  /** `tcpFlags` added up. */
  readonly flags: number;
  readonly seq: number;
  /** 0 without the flag. */
  readonly ack: number;
  /** Payload: bytes [start, end) of its direction. */
  readonly start: number;
  readonly end: number;
}

/** When a SYN that nobody answers is sent, from the first on: the wait doubles (RFC 6298 §5.5). */
const synTries: readonly Micros[] = [0, 1, 3, 7, 15].map((seconds) => seconds * SECOND);

type Step =
  | { readonly at: Micros; readonly kind: 'done' }
  | {
      readonly at: Micros;
      readonly kind: 'send' | 'arrive' | 'again';
      readonly chunk: CapturedChunk;
      readonly bytes: number;
    };

export function tcpSegments(conversation: Conversation, chunks: readonly CapturedChunk[]): TcpSegment[] {
  const { id, opened, closed, outcome, end, isOpen, leftOpen } = conversation;
  const { fin, syn, reset, push, ack } = tcpFlags;
  const out: TcpSegment[] = [];
  const ends = {
    client: { seq: initialSequence(id, 1), acked: 0, sent: 0 },
    server: { seq: initialSequence(id, 2), acked: 0, sent: 0 },
  };
  const send = (at: Micros, from: 'client' | 'server', flags: number, length = 0): void => {
    const me = ends[from];
    const start = length === 0 ? 0 : me.sent;
    out.push({ at, from, flags, seq: me.seq, ack: flags & ack ? me.acked : 0, start, end: start + length });
    me.sent += length;
    me.seq = (me.seq + length + (flags & (syn | fin) ? 1 : 0)) >>> 0;
  };

  if (outcome === 'timed-out') {
    const first = ends.client.seq;
    for (const after of synTries) {
      if (opened + after > closed) break;
      ends.client.seq = first;
      send(opened + after, 'client', syn);
    }
    return out;
  }
  send(opened, 'client', syn);
  ends.server.acked = ends.client.seq;
  const half = Math.max(2, Math.floor(((chunks[0]?.at ?? closed) - opened) / 3));
  if (outcome === 'refused') {
    send(opened + half, 'server', reset | ack);
    return out;
  }
  send(opened + half, 'server', syn | ack);
  ends.client.acked = ends.server.seq;
  send(opened + half + 1, 'client', ack);

  // Sends and the arrivals that they cause, in order; an arrival is acknowledged unless data already did.
  const losses = new Map(conversation.losses?.map((loss) => [chunks[loss.chunk], loss]));
  const firstSent = new Map<CapturedChunk, { readonly seq: number; readonly start: number }>();
  const done: readonly Step[] = leftOpen === undefined ? [] : [{ at: leftOpen, kind: 'done' }];
  const steps = chunks
    .flatMap((chunk): Step[] => {
      const loss = losses.get(chunk);
      return [
        { at: chunk.at, kind: 'send', chunk, bytes: 0 },
        { at: chunk.arrives, kind: 'arrive', chunk, bytes: lengthOf(chunk) - (loss?.kept ?? 0) },
        ...(loss ? [{ at: loss.arrived, kind: 'arrive' as const, chunk, bytes: loss.kept }] : []),
        ...(loss?.again ?? []).map((at) => ({ at, kind: 'again' as const, chunk, bytes: loss?.kept ?? 0 })),
      ];
    })
    .concat(done)
    .sort((a, b) => a.at - b.at || Number(b.kind === 'arrive') - Number(a.kind === 'arrive'));
  const arrived = { client: ends.client.acked, server: ends.server.acked };
  const told = { client: ends.client.acked, server: ends.server.acked };
  let last = opened + half + 2;
  for (const [index, step] of steps.entries()) {
    const at = Math.max(step.at, last);
    last = at;
    if (step.kind === 'done') {
      ends.client.acked = arrived.client;
      send(at, 'client', fin | ack);
      arrived.server = ends.client.seq;
      ends.server.acked = arrived.server;
      send(at + 1, 'server', ack);
      last = at + 1;
      continue;
    }
    const { chunk } = step;
    const size = lengthOf(chunk);
    if (step.kind === 'again') {
      // As it was sent first, as far as it was lost; the tap has seen both.
      const { seq, start } = firstSent.get(chunk) ?? { seq: 0, start: 0 };
      for (let from = step.bytes; from < size; from += MSS) {
        const to = Math.min(from + MSS, size);
        const flags = to < size ? ack : push | ack;
        const acked = ends[chunk.from].acked;
        out.push({
          at,
          from: chunk.from,
          flags,
          seq: (seq + from) >>> 0,
          ack: acked,
          start: start + from,
          end: start + to,
        });
      }
      continue;
    }
    if (step.kind === 'send') {
      if (losses.has(chunk)) firstSent.set(chunk, { seq: ends[chunk.from].seq, start: ends[chunk.from].sent });
      ends[chunk.from].acked = arrived[chunk.from];
      told[chunk.from] = arrived[chunk.from];
      for (let left = size; left > 0; left -= MSS) {
        send(at, chunk.from, left > MSS ? ack : push | ack, Math.min(left, MSS));
      }
      continue;
    }
    const receiver = chunk.from === 'client' ? 'server' : 'client';
    arrived[receiver] = (arrived[receiver] + step.bytes) >>> 0;
    // Nobody reads any more: the reset that ends the conversation answers it.
    if (receiver === 'client' && leftOpen !== undefined && step.at > leftOpen) continue;
    // Answered in the same instant? Then the data carries the acknowledgement.
    const next = steps[index + 1];
    if (next?.kind === 'send' && next.at === step.at && next.chunk.from === receiver) continue;
    ends[receiver].acked = arrived[receiver];
    if (told[receiver] !== arrived[receiver]) send(at, receiver, ack);
    told[receiver] = arrived[receiver];
  }

  if (!end || (isOpen && leftOpen !== undefined)) return out;
  const at = Math.max(last + 1, closed - 3);
  const other = end.by === 'client' ? 'server' : 'client';
  ends.client.acked = arrived.client;
  ends.server.acked = arrived.server;
  if (end.how === 'reset') {
    send(at, end.by, leftOpen === undefined ? reset | ack : reset);
    return out;
  }
  if (leftOpen !== undefined) {
    ends.server.acked = ends.client.seq;
    send(at, 'server', fin | ack);
    ends.client.acked = ends.server.seq;
    send(at + 1, 'client', ack);
    return out;
  }
  send(at, end.by, fin | ack);
  if (isOpen) return out;
  ends[other].acked = ends[end.by].seq;
  send(at + 1, other, fin | ack);
  ends[end.by].acked = ends[other].seq;
  send(at + 2, end.by, ack);
  return out;
}

function lengthOf({ parts }: CapturedChunk): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** Far apart for each conversation and side, and the same in every run. */
function initialSequence(id: number, side: number): number {
  return (Math.imul(id, 2_654_435_761) + side * 1_000_003) >>> 0;
}
