import { type Micros, MINUTE } from '../../core/clock.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import type { Hl7Target } from '../../network/mllp-link.ts';
import type { Outbox } from '../interface/outbox.ts';
import { medicalRecordNumber } from '../interface/patient-record.ts';
import { RIS_HOST, RIS_LOG, type RisConfiguration } from './configuration.ts';
import { orderNumbers } from './numbers.ts';
import { orderMessage, type OrderMessageKind } from './order-message.ts';
import { firstFreeSlot, type Slot } from './schedule.ts';
import type { HdName, MessageVersion } from './settings.ts';
import type { OrderContent, RisOrder, RisState } from './state.ts';

/** When and where an exam takes place. `version` overrides the resource's message version for this order. */
export interface SlotRequest extends Slot {
  readonly version?: MessageVersion;
}

export const isOpen = (order: RisOrder): boolean => order.status === 'ORDERED' || order.status === 'SCHEDULED';

/** The orders with all that may happen to them, each change told to worklist, PACS and HIS. */
export class OrderBook {
  readonly state: RisState;
  readonly #room: MachineRoom;
  readonly #configuration: RisConfiguration;
  readonly #outbox: Outbox;

  constructor(room: MachineRoom, state: RisState, configuration: RisConfiguration, outbox: Outbox) {
    this.#room = room;
    this.state = state;
    this.#configuration = configuration;
    this.#outbox = outbox;
  }

  byFiller(filler: string): RisOrder | undefined {
    return this.state.orders.find((order) => order.filler === filler);
  }

  byPlacer(placer: string): RisOrder | undefined {
    const entry = this.state.accessionByPlacer.get(placer);
    return entry && this.state.orders.get(entry.accession);
  }

  /** Gives a new order its numbers and, where a slot was kept or is found, its place in the schedule. */
  accept(content: OrderContent, enteredBy: string): void {
    const numbers = orderNumbers(this.#room.seed, this.state.orderCount++);
    const now = this.#room.kernel.now;
    const order: RisOrder = {
      ...content,
      ...numbers,
      filler: content.filler === '' ? numbers.filler : content.filler,
      status: 'ORDERED',
      resource: '',
      start: undefined,
      version: '2.3.1',
      enteredBy,
      receivedAt: now,
      completedAt: undefined,
      revision: 0,
    };
    this.state.accessionByPlacer.put(order.placer, { accession: order.accession });
    const accepted = this.put(order);
    const slot = this.#slotFor(accepted);
    if (slot) this.book({ ...accepted, enteredBy: 'CLERK1' }, slot);
    else this.sendStatus(accepted, 'SC');
  }

  #slotFor(order: RisOrder): SlotRequest | undefined {
    const reserved = this.state.reservations.get(order.placer);
    if (reserved) {
      this.state.reservations.delete(order.placer);
      const { resource, start, version } = reserved;
      if (this.#configuration.procedure(order.procedure)?.resources.includes(resource)) {
        return { resource, start, ...(version === undefined ? {} : { version }) };
      }
      this.log('WARN', 'reservation of {0} dropped: {1} is not done in {2}', order.placer, order.procedure, resource);
    }
    return this.#configuration.interfaces.automatic ? this.freeSlot(order) : undefined;
  }

  freeSlot(order: RisOrder): Slot | undefined {
    const { catalogue, interfaces } = this.#configuration;
    const procedure = catalogue.get(order.procedure);
    if (!procedure) return undefined;
    const { now } = this.#room.kernel;
    const lead = order.priority === 'S' ? 0 : interfaces.leadMinutes * MINUTE;
    const earliest: Micros = Math.max(order.requestedStart ?? now, now + lead);
    return firstFreeSlot(this.state.orders, procedure, catalogue, earliest);
  }

  /** Gives the order its slot and tells everybody: NW the first time, XO afterwards. */
  book(order: RisOrder, slot: SlotRequest): RisOrder {
    const { resource, start } = slot;
    const first = order.status === 'ORDERED';
    const version = slot.version ?? this.#configuration.interfaces.versions.get(resource) ?? '2.3.1';
    const booked = this.put({ ...order, resource, start, version, status: 'SCHEDULED' });
    this.sendSchedule(first ? 'NW' : 'XO', booked);
    if (first) this.sendStatus(booked, 'SC');
    return booked;
  }

  /** `control`: CA for an order that is not wanted any more, DC for one that is given up (HL7 table 0119). */
  cancel(order: RisOrder, control: 'CA' | 'DC' = 'CA'): RisOrder {
    const canceled = this.put({ ...order, status: 'CANCELED' });
    if (order.status === 'SCHEDULED') this.sendSchedule(control, canceled);
    this.sendStatus(canceled, 'CA');
    return canceled;
  }

  /** A cancelled order is wanted after all: its step is announced anew, under its old numbers. */
  reinstate(order: RisOrder): RisOrder {
    const reinstated = this.put({ ...order, status: 'SCHEDULED' });
    this.sendSchedule('NW', reinstated);
    this.sendStatus(reinstated, 'SC');
    return reinstated;
  }

  sendSchedule(control: 'NW' | 'XO' | 'CA' | 'DC', order: RisOrder): void {
    const orderStatus = control === 'CA' || control === 'DC' ? control : 'SC';
    this.#send({ control, orderStatus, version: order.version }, order);
  }

  sendStatus(order: RisOrder, orderStatus: OrderMessageKind['orderStatus']): void {
    this.#send({ control: 'SC', orderStatus, version: '2.3.1' }, order);
  }

  /** A finished exam to the reporting system, with the study that was made for it. */
  sendToRead(order: RisOrder): void {
    const { readingHost: host, readingPort: port, readingReceiver: receiver } = this.#configuration.interfaces;
    const performed = { ...order, studyUid: order.performedStudy ?? order.studyUid };
    this.#send({ control: 'SC', orderStatus: 'CM', version: '2.5.1' }, performed, { host, port, receiver });
  }

  #send(kind: OrderMessageKind, order: RisOrder, elsewhere?: Hl7Target & { readonly receiver: HdName }): void {
    const { interfaces: settings, resources } = this.#configuration;
    const procedure = this.#configuration.procedure(order.procedure);
    if (!procedure) {
      this.log('ERROR', 'order {0}: {1} not sent, {2} is not in the catalogue', order.accession, kind.control, order.procedure); // prettier-ignore
      return;
    }
    const target = elsewhere ?? {
      host: settings.sendHost,
      port: kind.version === '2.3.1' ? settings.portOrm : settings.portOmi,
    };
    const usual = kind.control === 'SC' ? settings.statusReceiver : settings.scheduleReceiver;
    const old = kind.version === '2.3.1';
    const header = {
      sender: { application: settings.application, facility: settings.facility },
      receiver: elsewhere?.receiver ?? usual,
      controlId: this.controlId(),
      at: this.#room.kernel.now,
      zoneOffset: this.#room.zoneOffset,
      charset: old ? settings.charset231 : settings.charset251,
      declared: old ? settings.declare231 : settings.declare251,
    };
    const bytes = orderMessage(header, kind, order, procedure, resources.get(order.resource));
    const { control, orderStatus, version } = kind;
    this.log('INFO', 'send {0}/{1} {2} {3} {4}', control, orderStatus, version, header.controlId, order.accession);
    this.#outbox.send(target, header.controlId, bytes);
  }

  /** Stores the row with its next revision. */
  put(order: RisOrder): RisOrder {
    const row: RisOrder = { ...order, revision: order.revision + 1 };
    const before = this.state.orders.get(row.accession);
    this.state.orders.put(row.accession, row);
    if (before?.status !== row.status || before.resource !== row.resource || before.start !== row.start) {
      this.#room.journal.record({
        kind: 'row',
        host: RIS_HOST,
        table: 'orders',
        row: row.accession,
        title: `order ${row.accession} ${row.status}${row.resource === '' ? '' : ` ${row.resource}`}`,
        keys: {
          patientId: medicalRecordNumber(row.patient),
          issuer: 'NGH',
          placer: row.placer,
          filler: row.filler,
          accession: row.accession,
          studyUid: row.studyUid,
          spsId: row.spsId,
        },
      });
    }
    return row;
  }

  controlId(): string {
    return `RIS${String(this.state.nextControlId++).padStart(7, '0')}`;
  }

  log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(RIS_HOST, RIS_LOG, level, template, ...args);
  }
}
