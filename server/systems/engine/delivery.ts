import { type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import type { Plain, Task } from '../../core/kernel.ts';
import { type Hl7Outcome, type Hl7Target, sendHl7 } from '../../network/mllp-link.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { engineLimits, retryDelays } from './limits.ts';
import type { EngineState, QueueEntry } from './state.ts';

const longestDelay = retryDelays.at(-1) ?? 5 * MINUTE;

export interface DeliveryEvents {
  readonly log: (level: 'INFO' | 'WARN' | 'ERROR', template: string, ...args: readonly (string | number)[]) => void;
  /** Where the destination is now; a redeployed channel may have moved it. */
  readonly target: (entry: QueueEntry) => Hl7Target;
  readonly sent: (entry: QueueEntry, answer: Uint8Array) => void;
  readonly refused: (entry: QueueEntry, why: string, answer: Uint8Array) => void;
}

/**
 * The engine's way out: one lane for each destination and patient, so that a patient's messages arrive in order while
 * others go on. Without an answer the head of a lane is tried again after 3 s, 30 s and then every 5 minutes. From then
 * on the oldest head of a destination tries for all its lanes, and the first answer lets them go: a destination that is
 * down would be called for each patient who waits, without an end.
 */
export class Delivery {
  readonly #room: MachineRoom;
  readonly #host: string;
  readonly #state: EngineState;
  readonly #events: DeliveryEvents;
  readonly #handler: string;
  /** Lanes with a conversation open; empty whenever the lab is quiet, so it need not be copied. */
  readonly #busy = new Set<string>();

  constructor(room: MachineRoom, host: string, state: EngineState, events: DeliveryEvents) {
    this.#room = room;
    this.#host = host;
    this.#state = state;
    this.#events = events;
    this.#handler = `${host}/retry`;
    room.kernel.on(this.#handler, (args) => {
      this.#retry(textOf(args));
    });
  }

  /** Puts a message behind those of its lane. False: the queue is full. */
  add(entry: QueueEntry): boolean {
    if (this.#state.queue.size >= engineLimits.queue) return false;
    this.#state.queue.put(String(entry.entry), entry);
    this.#pump(entry.lane);
    return true;
  }

  /** True while a conversation is open with the destination. */
  isSending(channel: string, destination: string): boolean {
    return (
      this.#state.queue.find(
        (each) => each.channel === channel && each.destination === destination && this.#busy.has(each.lane),
      ) !== undefined
    );
  }

  /** Tries the head of an entry's lane at once. */
  retryNow(entry: QueueEntry): void {
    const head = this.#head(entry.lane);
    if (!head) return;
    this.#state.queue.update(String(head.entry), { notBefore: this.#room.kernel.now });
    this.#pump(entry.lane);
  }

  #head(lane: string): QueueEntry | undefined {
    return this.#state.queue.find((each) => each.lane === lane);
  }

  #retry(lane: string): void {
    const head = this.#head(lane);
    if (!head || head.notBefore > this.#room.kernel.now) return;
    if (head.attempts < retryDelays.length || this.#waiting(head)[0] === head) this.#pump(lane);
    else this.#tryLater(head, longestDelay);
  }

  /** Heads that are tried every 5 minutes at the destination of this entry, oldest first. */
  #waiting({ channel, destination }: QueueEntry): readonly QueueEntry[] {
    return this.#state.queue.filter(
      (each) => each.channel === channel && each.destination === destination && each.attempts >= retryDelays.length,
    );
  }

  #tryLater(entry: QueueEntry, delay: Micros): void {
    const at = this.#room.kernel.now + delay;
    this.#state.queue.update(String(entry.entry), { notBefore: at });
    this.#room.kernel.schedule(at, this.#handler, entry.lane);
  }

  #pump(lane: string): void {
    const head = this.#head(lane);
    if (!head || head.notBefore > this.#room.kernel.now || this.#busy.has(lane)) return;
    this.#busy.add(lane);
    this.#room.kernel.spawn(`${this.#host} sends to ${head.host}:${head.port}`, this.#drain(lane));
  }

  *#drain(lane: string): Task<void> {
    for (let head = this.#head(lane); head; head = this.#head(lane)) {
      this.#room.kernel.cause = head.cause;
      const target = this.#events.target(head);
      const outcome = yield* sendHl7(this.#room, this.#host, target, head.bytes, {
        timeout: engineLimits.answerTimeout,
      });
      if (!this.#settle(head, target, outcome)) break;
    }
    this.#busy.delete(lane);
  }

  /** True when the next one of the lane may follow. */
  #settle(entry: QueueEntry, { host, port }: Hl7Target, outcome: Hl7Outcome): boolean {
    const { controlId, destination } = entry;
    const key = String(entry.entry);
    if (outcome.kind !== 'answered') {
      const delay = retryDelays[Math.min(entry.attempts, retryDelays.length - 1)] ?? longestDelay;
      this.#state.queue.update(key, { attempts: entry.attempts + 1, detail: outcome.detail });
      const text = '{0} to {1} ({2}:{3}): {4}; next try in {5} s';
      this.#events.log('WARN', text, controlId, destination, host, port, outcome.detail, delay / SECOND);
      this.#tryLater(entry, delay);
      return false;
    }
    const { code, controlId: answered, text } = outcome.ack;
    this.#state.queue.delete(key);
    for (const other of this.#waiting(entry)) this.retryNow(other);
    // An answer to another message says nothing about this one (MSA-2, HL7 2.5.1 §2.9.2).
    if (answered !== controlId) {
      this.#events.refused(entry, `answer ${code} is for message "${answered}", not for ${controlId}`, outcome.bytes);
    } else if (code === 'AA' || code === 'CA') this.#events.sent(entry, outcome.bytes);
    else this.#events.refused(entry, `${code === '' ? 'no acknowledgement code' : code} ${text}`.trim(), outcome.bytes);
    return true;
  }
}

function textOf(args: Plain): string {
  return typeof args === 'string' ? args : '';
}
