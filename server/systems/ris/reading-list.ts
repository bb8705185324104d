import { DAY, MINUTE } from '../../core/clock.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { RIS_HOST, type RisConfiguration } from './configuration.ts';
import type { OrderBook } from './order-book.ts';
import type { RisOrder } from './state.ts';

const SESSION = `${RIS_HOST}/reading-session`;

/**
 * What the radiologists get to read: before each session the RIS sends as many finished exams as are read in one, urgent
 * ones first, then by age. Between sessions nothing is sent, so that an exam costs no message until somebody reads it.
 */
export class ReadingList {
  readonly #room: MachineRoom;
  readonly #configuration: RisConfiguration;
  readonly #book: OrderBook;

  constructor(room: MachineRoom, configuration: RisConfiguration, book: OrderBook) {
    this.#room = room;
    this.#configuration = configuration;
    this.#book = book;
    room.kernel.on(SESSION, () => {
      this.#begin();
    });
  }

  /** An exam is finished: it waits for the next session. */
  plan(): void {
    const { state } = this.#book;
    if (state.readingAt !== undefined) return;
    const times = this.#configuration.interfaces.readingTimes;
    const [first] = times;
    if (first === undefined) return;
    const { kernel, zoneOffset } = this.#room;
    const offset = zoneOffset * MINUTE;
    const midnight = Math.floor((kernel.now + offset) / DAY) * DAY - offset;
    const today = times.map((time) => midnight + time * MINUTE).find((at) => at > kernel.now);
    const next = today ?? midnight + DAY + first * MINUTE;
    state.readingAt = next;
    kernel.schedule(next, SESSION);
  }

  /** One exam now. */
  send(order: RisOrder): RisOrder {
    const sent = this.#book.put({ ...order, sentToRead: this.#room.kernel.now });
    this.#book.sendToRead(sent);
    return sent;
  }

  #begin(): void {
    const { state } = this.#book;
    state.readingAt = undefined;
    this.#room.kernel.cause = 0;
    const waiting = state.orders
      .filter(({ status, sentToRead }) => status === 'COMPLETED' && sentToRead === undefined)
      .sort((a, b) => urgency(a) - urgency(b) || (a.completedAt ?? 0) - (b.completedAt ?? 0));
    const places = this.#configuration.interfaces.readingPlaces;
    for (const order of waiting.slice(0, places)) this.send(order);
    if (waiting.length > places) this.plan();
  }
}

const urgency = ({ priority }: RisOrder): number => (priority === 'S' ? 0 : 1);
