import { SECOND } from '../../core/clock.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { SettingsProblem } from '../host/properties.ts';
import { Hl7Port } from '../interface/hl7-port.ts';
import { Outbox } from '../interface/outbox.ts';
import { RIS_HOST, RIS_LOG, RisConfiguration } from './configuration.ts';
import { isOpen, OrderBook, type SlotRequest } from './order-book.ts';
import { OrderIntake } from './order-intake.ts';
import { ReadingList } from './reading-list.ts';
import { actorFor, type RisRight } from './rights.ts';
import { slotText } from './schedule.ts';
import type { RisOrder, RisState } from './state.ts';

export interface ResendReport {
  readonly sent: readonly string[];
  readonly skipped: readonly { readonly filler: string; readonly reason: string }[];
}

/** Status and schedule travel through different channels of the engine: the second waits for the first. */
const AFTER_STATUS = 3 * SECOND;
const SCHEDULE_AGAIN = `${RIS_HOST}/schedule-again`;

interface Refused {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
}

/**
 * Order filler and scheduler. Takes orders of the HIS, gives them their numbers, books them, tells worklist and PACS
 * (through the engine) and the HIS, and closes them when the PACS reports the exam.
 */
export class Ris {
  readonly state: RisState;
  readonly outbox: Outbox;
  readonly #room: MachineRoom;
  readonly #configuration: RisConfiguration;
  readonly #book: OrderBook;
  readonly #reading: ReadingList;
  readonly #intake: OrderIntake;
  readonly #port: Hl7Port;

  constructor(room: MachineRoom, state: RisState) {
    this.#room = room;
    this.state = state;
    this.#configuration = new RisConfiguration(room);
    this.outbox = new Outbox(room, state.outbox, {
      host: RIS_HOST,
      log: RIS_LOG,
      timeout: () => this.#configuration.interfaces.timeoutSeconds * SECOND,
    });
    this.#book = new OrderBook(room, state, this.#configuration, this.outbox);
    this.#reading = new ReadingList(room, this.#configuration, this.#book);
    this.#intake = new OrderIntake(room, this.#configuration, this.#book, this.#reading);
    room.kernel.on(SCHEDULE_AGAIN, (args) => {
      const order = state.orders.get((args as { readonly accession: string }).accession);
      if (order?.status === 'SCHEDULED') this.#book.sendSchedule('NW', order);
    });
    this.#port = new Hl7Port(room, {
      host: RIS_HOST,
      take: (message) => this.#intake.take(message),
      sign: () => {
        const { application, facility } = this.#configuration.interfaces;
        return { application, facility, controlId: this.#book.controlId() };
      },
      log: (level, template, ...args) => {
        this.#book.log(level, template, ...args);
      },
    });
    this.#listen();
  }

  #listen(): void {
    this.#port.listen(this.#configuration.interfaces.listenPort);
  }

  /** Problems that would refuse this text at deploy; undefined for a path that is none of this application's. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    return this.#configuration.files.check(path, text);
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    const deployed = this.#configuration.files.deploy(path, user);
    if (deployed.ok) {
      this.#audit(user, 'deploy', path, '', String(deployed.value));
      this.#listen();
    } else this.#book.log('ERROR', 'reload refused: {0}', deployed.message);
    return deployed;
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    this.#listen();
  }

  /** Keeps a slot for an order that has been announced and not arrived yet. */
  reserve(placer: string, slot: SlotRequest, user: string): UserResult {
    const refused = this.#refusal(user, 'SCHEDULE') ?? this.#slotRefusal(slot);
    if (refused) return refused;
    const { resource, start, version } = slot;
    this.state.reservations.put(placer, { placer, resource, start, version });
    this.#audit(user, 'reserve', placer, '', resource);
    return { ok: true, value: undefined };
  }

  /** Books an accepted order, or moves a booked one (NW or XO to worklist and PACS). */
  schedule(accession: string, slot: SlotRequest, user: string, basedOn?: number): UserResult<RisOrder> {
    const found = this.#openOrder(accession, user, 'SCHEDULE', basedOn);
    if (!found.ok) return found;
    const old = found.value;
    const refused = this.#slotRefusal(slot, old.procedure);
    if (refused) return refused;
    const { zoneOffset } = this.#room;
    const before = slotText(old.resource, old.start, zoneOffset);
    const after = slotText(slot.resource, slot.start, zoneOffset);
    this.#audit(user, old.status === 'SCHEDULED' ? 'reschedule' : 'schedule', accession, before, after);
    return { ok: true, value: this.#book.book({ ...old, enteredBy: clerkFor(user, 'SCHEDULE') }, slot) };
  }

  /** Cancels an open order at the department (CA to worklist and PACS, SC/CA to the HIS). */
  cancel(accession: string, reason: string, user: string, basedOn?: number): UserResult<RisOrder> {
    const found = this.#openOrder(accession, user, 'CANCEL', basedOn);
    if (!found.ok) return found;
    this.#audit(user, 'cancel', accession, found.value.status, reason);
    return { ok: true, value: this.#book.cancel({ ...found.value, enteredBy: clerkFor(user, 'CANCEL') }) };
  }

  /** Gives up an open order that cannot be done, for example because the patient left (DC, SC/CA to the HIS). */
  discontinue(accession: string, reason: string, user: string): UserResult<RisOrder> {
    const found = this.#openOrder(accession, user, 'CANCEL', undefined);
    if (!found.ok) return found;
    this.#audit(user, 'discontinue', accession, found.value.status, reason);
    return { ok: true, value: this.#book.cancel({ ...found.value, enteredBy: clerkFor(user, 'CANCEL') }, 'DC') };
  }

  /** Takes back the cancellation of a booked order (NW to worklist and PACS, SC/SC to the HIS). */
  reinstate(accession: string, reason: string, user: string): UserResult<RisOrder> {
    const refused = this.#refusal(user, 'CANCEL');
    if (refused) return refused;
    const order = this.state.orders.get(accession);
    if (order?.status !== 'CANCELED' || order.start === undefined) {
      return { ok: false, code: 'NOT_CANCELED', message: `RIS: order ${accession} is no cancelled booking.` };
    }
    this.#audit(user, 'reinstate', accession, order.status, reason);
    return { ok: true, value: this.#book.reinstate({ ...order, enteredBy: clerkFor(user, 'CANCEL') }) };
  }

  /**
   * Sends the schedule of orders again (SC, then NW, with new control IDs and time), by filler number. Orders that are closed or
   * not scheduled are skipped with the reason.
   */
  resend(fillers: readonly string[], user: string): UserResult<ResendReport> {
    const refused = this.#refusal(user, 'RESEND');
    if (refused) return refused;
    const sent: string[] = [];
    const skipped: { filler: string; reason: string }[] = [];
    for (const filler of new Set(fillers)) {
      const order = this.orderByFiller(filler);
      if (!order) skipped.push({ filler, reason: 'no such order' });
      else if (order.status !== 'SCHEDULED') skipped.push({ filler, reason: `order is ${order.status}` });
      else {
        this.#audit(user, 'resend', order.accession, '', filler);
        // The RIS still waits for this exam: where a scanner has reported it as done, the step is opened again first.
        this.#book.sendStatus(order, 'SC');
        this.#room.kernel.schedule(this.#room.kernel.now + AFTER_STATUS, SCHEDULE_AGAIN, {
          accession: order.accession,
        });
        sent.push(filler);
      }
    }
    return { ok: true, value: { sent, skipped } };
  }

  /** Puts a finished exam on the radiologists' list at once, whether or not it was read. */
  sendToRead(accession: string, user: string): UserResult<RisOrder> {
    const refused = this.#refusal(user, 'READ');
    if (refused) return refused;
    const order = this.state.orders.get(accession);
    if (!order) return { ok: false, code: 'UNKNOWN_ORDER', message: `RIS: no order ${accession}.` };
    if (order.status !== 'COMPLETED') {
      return { ok: false, code: 'NOT_COMPLETED', message: `RIS: order ${accession} is ${order.status}, there is nothing to read.` }; // prettier-ignore
    }
    this.#audit(user, 'send to read', accession, '', '');
    return { ok: true, value: this.#reading.send(order) };
  }

  /** Resources that do a procedure, as the catalogue in service has it. */
  roomsFor(procedure: string): readonly string[] {
    return this.#configuration.procedure(procedure)?.resources ?? [];
  }

  orderByFiller(filler: string): RisOrder | undefined {
    return this.#book.byFiller(filler);
  }

  orderByPlacer(placer: string): RisOrder | undefined {
    return this.#book.byPlacer(placer);
  }

  #slotRefusal(slot: SlotRequest, procedure?: string): Refused | undefined {
    if (!this.#configuration.resources.has(slot.resource)) {
      return { ok: false, code: 'UNKNOWN_RESOURCE', message: `RIS: no resource ${slot.resource}.` };
    }
    if (procedure !== undefined && !this.#configuration.procedure(procedure)?.resources.includes(slot.resource)) {
      return { ok: false, code: 'WRONG_RESOURCE', message: `RIS: ${procedure} is not done in ${slot.resource}.` };
    }
    return undefined;
  }

  #openOrder(accession: string, user: string, right: RisRight, basedOn: number | undefined): UserResult<RisOrder> {
    const refused = this.#refusal(user, right);
    if (refused) return refused;
    const order = this.state.orders.get(accession);
    if (!order) return { ok: false, code: 'UNKNOWN_ORDER', message: `RIS: no order ${accession}.` };
    if (basedOn !== undefined && basedOn !== order.revision) {
      const message = `RIS: order ${accession} has changed since revision ${basedOn}; it is at ${order.revision} now.`;
      return { ok: false, code: 'STALE', message };
    }
    if (isOpen(order)) return { ok: true, value: order };
    return { ok: false, code: 'ORDER_CLOSED', message: `RIS: order ${accession} is ${order.status}.` };
  }

  #refusal(user: string, right: RisRight): Refused | undefined {
    if (actorFor(user, right)) return undefined;
    this.#book.log('WARN', 'user {0} refused: no right {1}', user, right);
    return { ok: false, code: 'NO_RIGHT', message: `RIS: user ${user} has no right ${right}.` };
  }

  #audit(user: string, what: string, object: string, before: string, after: string): void {
    const name = (['RESEND', 'SCHEDULE'] as const).map((right) => actorFor(user, right)).find(Boolean)?.audit ?? user;
    this.state.audit.push({ at: this.#room.kernel.now, user: name, what, object, before, after });
    this.#book.log('INFO', 'user {0}: {1} {2}', name, what, object);
  }
}

/** Who types it in. */
function clerkFor(user: string, right: RisRight): string {
  return actorFor(user, right)?.clerk ?? user;
}
