import { hl7Accession, hl7Keys, hl7Patient, hl7Title } from '../../network/hl7-event.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { EngineLog } from './engine-log.ts';
import { engineLimits } from './limits.ts';
import type { EngineState, ErrorEntry, QueueEntry, Route, RouteStatus, StoredMessage } from './state.ts';

/** One way of one message: its number, channel and destination. */
export type RoutePlace = Pick<QueueEntry, 'message' | 'channel' | 'destination'>;

/** Every message that came in, what became of it on each of its ways, and the error queue. */
export class MessageStore {
  readonly #room: MachineRoom;
  readonly #host: string;
  readonly #state: EngineState;
  readonly #log: EngineLog;

  constructor(room: MachineRoom, host: string, state: EngineState, log: EngineLog) {
    this.#room = room;
    this.#host = host;
    this.#state = state;
    this.#log = log;
  }

  /** Undefined: the store is full. */
  add(
    message: Hl7Message,
    about: Pick<StoredMessage, 'port' | 'from' | 'eventId' | 'refusal' | 'reprocessOf'>,
  ): StoredMessage | undefined {
    if (this.#state.messages.size >= engineLimits.messages) return undefined;
    const stored: StoredMessage = {
      number: this.#state.nextMessage++,
      at: this.#room.kernel.now,
      bytes: message.bytes,
      title: hl7Title(message),
      controlId: message.controlId,
      patientId: hl7Patient(message).patientId,
      accession: hl7Accession(message),
      routes: [],
      ...about,
    };
    this.#state.messages.put(String(stored.number), stored);
    this.#log.write(
      'INFO',
      'received {0} {1} from {2} on {3}',
      stored.controlId,
      stored.title,
      stored.from,
      stored.port,
    );
    return stored;
  }

  addRoute(place: RoutePlace, status: RouteStatus, detail: string): void {
    const { message, channel, destination } = place;
    const row = this.#state.messages.get(String(message));
    if (!row) return;
    const route: Route = { channel, destination, status, detail, at: this.#room.kernel.now, attempts: 0 };
    const others = row.routes.filter((each) => each.channel !== channel || each.destination !== destination);
    this.#state.messages.put(String(message), { ...row, routes: [...others, route] });
  }

  setRoute(place: RoutePlace, change: Partial<Route>): void {
    const row = this.#state.messages.get(String(place.message));
    if (!row) return;
    const routes = row.routes.map((route) =>
      route.channel === place.channel && route.destination === place.destination
        ? { ...route, at: this.#room.kernel.now, ...change }
        : route,
    );
    this.#state.messages.put(String(place.message), { ...row, routes });
  }

  /** To the error queue, with an alert. */
  fail(place: RoutePlace, kind: ErrorEntry['kind'], text: string): void {
    const { message, channel, destination } = place;
    const stored = this.#state.messages.get(String(message));
    const entry = this.#state.nextEntry++;
    this.setRoute(place, { status: kind, detail: text });
    this.#log.write('ERROR', '{0} {1} > {2}: {3} ({4})', stored?.controlId ?? '', channel, destination, kind, text);
    const { cause } = this.#room.kernel;
    const eventId = this.#room.journal.record({
      kind: 'row',
      host: this.#host,
      table: 'error_queue',
      row: String(entry),
      title: `${kind} ${channel} > ${destination}: ${text}`,
      keys: stored ? hl7Keys(Hl7Message.read(stored.bytes)) : {},
    });
    this.#room.kernel.cause = cause;
    const at = this.#room.kernel.now;
    this.#state.errors.put(String(entry), { entry, message, channel, destination, kind, at, text, eventId });
    this.#state.alerts.push({ at, message, text: `${channel} > ${destination}: ${text}` });
  }
}
