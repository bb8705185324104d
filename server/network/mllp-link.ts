import { MINUTE, type Micros } from '../core/clock.ts';
import type { Kernel, Task } from '../core/kernel.ts';
import { Hl7Message } from '../protocols/hl7/message.ts';
import { type MllpFaultCode, mllpParts, MllpReader } from '../protocols/mllp/codec.ts';
import { type Hl7Event, hl7Keys, hl7Title } from './hl7-event.ts';
import { hl7AsAnswered, hl7AsSent } from './hl7-flaw.ts';
import type { Journal } from './journal.ts';
import type { Endpoint, Network, Reactor } from './network.ts';

/** HL7 over MLLP between two hosts: one connection per message, recorded in the journal from the bytes themselves. */
export interface Hl7Room {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly journal: Journal;
}

export interface Hl7Target {
  readonly host: string;
  readonly port: number;
}

/** What the sender knows afterwards. `eventId` is the journal event of the attempt (0 never occurs). */
export type Hl7Outcome =
  | {
      readonly kind: 'answered';
      readonly bytes: Uint8Array;
      /** MSA-1, MSA-2, MSA-3 of the answer; empty where it has none. */
      readonly ack: { readonly code: string; readonly controlId: string; readonly text: string };
      readonly eventId: number;
    }
  | {
      /** `timed-out`: nobody accepted the connection; `no-answer`: it was accepted and nothing came back in time. */
      readonly kind: 'refused' | 'timed-out' | 'unknown-host' | 'no-answer' | 'reset' | 'bad-frame';
      readonly detail: string;
      readonly eventId: number;
    };

export interface Hl7Meta {
  /** Journal event of the request. */
  readonly eventId: number;
  readonly remoteHost: string;
  readonly at: Micros;
}

export type Hl7Answer = (payload: Uint8Array, meta: Hl7Meta) => Uint8Array | undefined;

/** How long a receiver takes for one message: 2 ms and 1 µs per byte. */
const processing = { fixed: 2_000, perByte: 1 } as const;

/** Time-outs are capped so that no conversation holds a lab open for long. */
const longestTimeout = 5 * MINUTE;

/** How long the host of a sender that has closed remembers it (FIN-WAIT-2): a later answer is not sent any more. */
const longestHalfOpen = MINUTE;

/** Sends one message and waits for its answer. `timeout` (µs) counts from the moment the message is on the wire. */
export function* sendHl7(
  room: Hl7Room,
  from: string,
  target: Hl7Target,
  payload: Uint8Array,
  options: { readonly timeout: Micros },
): Task<Hl7Outcome> {
  const { kernel, network, journal } = room;
  const failed = (kind: Exclude<Hl7Outcome['kind'], 'answered'>, detail: string, connectionId: number): Hl7Outcome => {
    const outcome = `${kind.replaceAll('-', ' ')}: ${detail}`;
    const message = Hl7Message.read(payload);
    const eventId = journal.record({
      kind: 'transport',
      host: from,
      to: target.host,
      connectionId,
      protocol: 'HL7',
      title: hl7Title(message),
      outcome,
      keys: hl7Keys(message),
    });
    return { kind, detail, eventId };
  };

  const connected = yield* network.connect(from, target.host, target.port);
  const where = `${target.host}:${target.port}`;
  if (connected.kind !== 'open') {
    const detail = {
      refused: `${where} refused the connection`,
      'timed-out': `${where} does not respond`,
      'unknown-host': `no host ${target.host}`,
    };
    return failed(connected.kind, detail[connected.kind], 0);
  }
  const connection = connected.connection;
  const written = connection.flaws ? hl7AsSent(connection.flaws, payload) : payload;
  const eventId = journal.record({
    kind: 'hl7',
    host: from,
    to: connection.remoteHost,
    connectionId: connection.connectionId,
    direction: 'request',
    bytes: written,
  });
  connection.send(mllpParts(written));
  const deadline = kernel.now + Math.min(options.timeout, longestTimeout);
  const reader = new MllpReader();
  for (;;) {
    const received = yield* connection.receive(deadline);
    if (received.kind === 'timed-out') {
      connection.close();
      return failed(
        'no-answer',
        `no answer from ${where} within ${options.timeout / 1_000_000} s`,
        connection.connectionId,
      );
    }
    if (received.kind === 'closed') {
      return failed('reset', `${where} closed the connection without an answer`, connection.connectionId);
    }
    reader.feedParts(received.parts);
    const read = reader.next();
    if (!read) continue;
    connection.close();
    if (read.kind === 'fault') {
      return failed('bad-frame', `${where} sent bytes that are no MLLP frame (${read.code})`, connection.connectionId);
    }
    // What the sender does next follows from the answer, not from its own request.
    const answer = answerTo(journal, eventId);
    kernel.cause = answer?.id ?? eventId;
    const bytes = answer && sameBytes(answer.bytes, read.payload) ? answer.bytes : read.payload;
    return { kind: 'answered', bytes, ack: readMsa(bytes), eventId };
  }
}

/** Listens on a port. `answer` is called once per frame after the processing time; undefined keeps silent. */
export function serveHl7(room: Hl7Room, host: string, port: number, answer: Hl7Answer): void {
  room.network.listen(host, port, (endpoint) => hl7Reactor(room, host, endpoint, answer), 'HL7');
}

function hl7Reactor(room: Hl7Room, host: string, endpoint: Endpoint, answer: Hl7Answer): Reactor {
  const { kernel, journal } = room;
  const reader = new MllpReader();
  let open = true;
  let busyUntil = 0;
  /** When an answer that takes long is due. */
  let answerDue: Micros | undefined;
  const hasMore = (): boolean => answerDue !== undefined && answerDue - kernel.now <= longestHalfOpen;

  const handle = (payload: Uint8Array, eventId: number): void => {
    if (!open) return;
    kernel.cause = eventId;
    const right = answer(payload, { eventId, remoteHost: endpoint.remoteHost, at: kernel.now });
    const said = right && endpoint.flaws ? hl7AsAnswered(endpoint.flaws, right) : right;
    if (!said) return;
    if (said instanceof Uint8Array) say(said, eventId);
    else if (said.after === 0) say(said.bytes, eventId);
    else {
      answerDue = kernel.now + said.after;
      kernel.callAt(answerDue, () => {
        if (answerDue !== undefined) say(said.bytes, eventId);
        answerDue = undefined;
      });
    }
  };

  const say = (bytes: Uint8Array, eventId: number): void => {
    const { cause } = kernel;
    kernel.cause = eventId;
    journal.record({
      kind: 'hl7',
      host,
      to: endpoint.remoteHost,
      connectionId: endpoint.connectionId,
      direction: 'answer',
      bytes,
      inReplyTo: eventId,
    });
    endpoint.send(mllpParts(bytes));
    kernel.cause = cause;
  };

  const badFrame = (code: MllpFaultCode): void => {
    journal.record({
      kind: 'transport',
      host,
      to: endpoint.remoteHost,
      connectionId: endpoint.connectionId,
      protocol: 'HL7',
      title: 'MLLP',
      outcome: `bad frame: ${code}`,
      keys: {},
    });
  };

  return {
    data: (parts) => {
      reader.feedParts(parts);
      for (let read = reader.next(); read; read = reader.next()) {
        if (read.kind === 'fault') {
          badFrame(read.code);
          continue;
        }
        const { eventId, bytes: payload } = requestEvent(room, host, endpoint, read.payload);
        busyUntil = Math.max(busyUntil, kernel.now) + processing.fixed + processing.perByte * payload.length;
        kernel.callAt(busyUntil, () => handle(payload, eventId));
      }
    },
    hasMore,
    closed: (how) => {
      open = false;
      if (how === 'reset' || !hasMore()) answerDue = undefined;
      const rest = reader.inFrame ? reader.finish() : undefined;
      if (rest?.kind === 'fault') badFrame(rest.code);
    },
  };
}

/**
 * The bytes travel with their cause, so what runs now follows from the sender's request event. Bytes of somebody who
 * recorded nothing (a raw connection) are recorded here, on arrival. `bytes` is the journal's own array: what the
 * receiver keeps is no second copy, and what the sender has read is read.
 */
function requestEvent(
  room: Hl7Room,
  host: string,
  endpoint: Endpoint,
  payload: Uint8Array,
): { readonly eventId: number; readonly bytes: Uint8Array } {
  const { kernel, journal } = room;
  const event = journal.get(kernel.cause);
  if (event?.kind === 'hl7' && event.direction === 'request' && event.connectionId === endpoint.connectionId) {
    return { eventId: event.id, bytes: sameBytes(event.bytes, payload) ? event.bytes : payload };
  }
  const eventId = journal.record({
    kind: 'hl7',
    host: endpoint.remoteHost,
    to: host,
    connectionId: endpoint.connectionId,
    direction: 'request',
    bytes: payload,
  });
  return { eventId, bytes: payload };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function answerTo(journal: Journal, eventId: number): Hl7Event | undefined {
  for (let id = journal.state.events.length; id > eventId; id--) {
    const event = journal.get(id);
    if (event?.kind === 'hl7' && event.inReplyTo === eventId) return event;
  }
  return undefined;
}

function readMsa(bytes: Uint8Array): { code: string; controlId: string; text: string } {
  const message = Hl7Message.read(bytes);
  return { code: message.value('MSA-1'), controlId: message.value('MSA-2'), text: message.value('MSA-3') };
}
