import { MINUTE, type Micros, SECOND } from '../../core/clock.ts';
import type { Plain, Task } from '../../core/kernel.ts';
import { Table } from '../../core/state.ts';
import { type Hl7Outcome, type Hl7Target, sendHl7 } from '../../network/mllp-link.ts';
import type { MachineRoom } from '../host/hospital.ts';

/**
 * The outgoing HL7 interface of an application: messages to one target leave one at a time and in order. Without an
 * answer the first one is tried again and the others wait behind it; one that is refused goes to the errors and the
 * next one follows.
 */
export interface OutboxState {
  readonly messages: Table<OutgoingMessage>;
  nextNumber: number;
}

export interface OutgoingMessage {
  readonly number: number;
  readonly host: string;
  readonly port: number;
  readonly controlId: string;
  readonly bytes: Uint8Array;
  /** Journal event that made the application send it. */
  readonly cause: number;
  readonly status: 'WAITING' | 'ERROR';
  readonly attempts: number;
  /** Not before this instant. */
  readonly notBefore: Micros;
  readonly detail: string;
}

const outboxLimits = {
  /** Messages that wait; further ones are refused and logged. */
  waiting: 5_000,
  /** Refused messages that are kept; the oldest goes first. */
  errors: 500,
} as const;

/** hospital.md 4.4: 3 s, then 30 s, then every 5 minutes. */
const retryDelays: readonly Micros[] = [3 * SECOND, 30 * SECOND, 5 * MINUTE];

export function emptyOutbox(): OutboxState {
  return { messages: new Table<OutgoingMessage>(), nextNumber: 1 };
}

export interface OutboxSettings {
  /** Host that sends. */
  readonly host: string;
  /** Log file. */
  readonly log: string;
  /** How long an answer is waited for, µs; read for each message, because it is a setting. */
  timeout(): Micros;
}

export class Outbox {
  readonly state: OutboxState;
  readonly #room: MachineRoom;
  readonly #settings: OutboxSettings;
  /** Targets that a conversation is open with; empty whenever the lab is quiet, so it need not be copied. */
  readonly #busy = new Set<string>();
  readonly #retryHandler: string;

  constructor(room: MachineRoom, state: OutboxState, settings: OutboxSettings) {
    this.#room = room;
    this.state = state;
    this.#settings = settings;
    this.#retryHandler = `${settings.host}/outbox-retry`;
    room.kernel.on(this.#retryHandler, (args) => {
      this.#pump(targetOf(args));
    });
  }

  /** Queues a message and sends it as soon as those before it have gone. */
  send(target: Hl7Target, controlId: string, bytes: Uint8Array): void {
    const { kernel } = this.#room;
    if (this.state.messages.size >= outboxLimits.waiting + outboxLimits.errors) {
      this.#log('ERROR', '{0} to {1}:{2} not sent: queue is full', controlId, target.host, target.port);
      return;
    }
    const number = this.state.nextNumber++;
    this.state.messages.put(String(number), {
      number,
      host: target.host,
      port: target.port,
      controlId,
      bytes,
      cause: kernel.cause,
      status: 'WAITING',
      attempts: 0,
      notBefore: kernel.now,
      detail: '',
    });
    this.#pump(target);
  }

  /** Messages that wait for a target or, without one, for any. */
  waiting(target?: Hl7Target): OutgoingMessage[] {
    return this.state.messages.filter(
      ({ status, host, port }) => status === 'WAITING' && (!target || (host === target.host && port === target.port)),
    );
  }

  errors(): OutgoingMessage[] {
    return this.state.messages.filter(({ status }) => status === 'ERROR');
  }

  #head(target: Hl7Target): OutgoingMessage | undefined {
    return this.state.messages.find(
      ({ status, host, port }) => status === 'WAITING' && host === target.host && port === target.port,
    );
  }

  #pump(target: Hl7Target): void {
    const head = this.#head(target);
    const key = `${target.host}:${target.port}`;
    if (!head || head.notBefore > this.#room.kernel.now || this.#busy.has(key)) return;
    this.#busy.add(key);
    this.#room.kernel.spawn(`${this.#settings.host} sends to ${key}`, this.#drain(target, key));
  }

  *#drain(target: Hl7Target, key: string): Task<void> {
    const { kernel } = this.#room;
    for (let head = this.#head(target); head; head = this.#head(target)) {
      kernel.cause = head.cause;
      const outcome = yield* sendHl7(this.#room, this.#settings.host, target, head.bytes, {
        timeout: this.#settings.timeout(),
      });
      if (!this.#settle(head, outcome)) break;
    }
    this.#busy.delete(key);
  }

  /** True when the next message may follow. */
  #settle(message: OutgoingMessage, outcome: Hl7Outcome): boolean {
    const { number, controlId, host, port } = message;
    if (outcome.kind !== 'answered') {
      const delay = retryDelays[Math.min(message.attempts, retryDelays.length - 1)] ?? MINUTE;
      const at = this.#room.kernel.now + delay;
      this.state.messages.update(String(number), {
        attempts: message.attempts + 1,
        notBefore: at,
        detail: outcome.detail,
      });
      this.#log(
        'WARN',
        '{0} to {1}:{2}: {3}; next try in {4} s',
        controlId,
        host,
        port,
        outcome.detail,
        delay / SECOND,
      );
      this.#room.kernel.schedule(at, this.#retryHandler, { host, port });
      return false;
    }
    const { code, controlId: answered, text } = outcome.ack;
    if (code === 'AA' && answered === controlId) {
      this.state.messages.delete(String(number));
      this.#log('DEBUG', '{0} to {1}:{2}: AA', controlId, host, port);
      return true;
    }
    const detail =
      code === 'AA'
        ? `answer is for message "${answered}"`
        : `${code === '' ? 'no acknowledgement code' : code} ${text}`.trim();
    this.state.messages.update(String(number), { status: 'ERROR', attempts: message.attempts + 1, detail });
    this.#log('ERROR', '{0} to {1}:{2} not accepted: {3}', controlId, host, port, detail);
    const errors = this.errors();
    const oldest = errors[0];
    if (oldest && errors.length > outboxLimits.errors) this.state.messages.delete(String(oldest.number));
    return true;
  }

  #log(level: 'DEBUG' | 'WARN' | 'ERROR', template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(this.#settings.host, this.#settings.log, level, template, ...args);
  }
}

function targetOf(args: Plain): Hl7Target {
  const target = args as { readonly host: string; readonly port: number };
  return { host: target.host, port: target.port };
}
