import { type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import { serveHl7 } from '../../network/mllp-link.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import { describeProblem, type Parsed } from '../host/properties.ts';
import { acknowledgement, type Verdict } from '../interface/acknowledge.ts';
import { Outbox } from '../interface/outbox.ts';
import { medicalRecordNumber, readAllergies, readPatient, readVisit } from '../interface/patient-record.ts';
import { RIS_CATALOGUE_PATH, RIS_INTERFACES_PATH, RIS_RESOURCES_PATH } from './baseline-files.ts';
import { orderNumbers } from './numbers.ts';
import { orderMessage, type OrderMessageKind } from './order-message.ts';
import { readOrder } from './read-order.ts';
import { actorFor, type RisRight } from './rights.ts';
import { firstFreeSlot, type Slot } from './schedule.ts';
import {
  type MessageVersion,
  type Procedure,
  readCatalogue,
  readResources,
  readRisInterfaces,
  type Resource,
  type RisInterfaces,
} from './settings.ts';
import type { OrderContent, RisOrder, RisState } from './state.ts';

const HOST = 'ris01';
const LOG = '/var/log/ris/ris.log';

/** When and where an exam takes place. `version` overrides the resource's message version for this order. */
export interface SlotRequest extends Slot {
  readonly version?: MessageVersion;
}

export interface ResendReport {
  readonly sent: readonly string[];
  readonly skipped: readonly { readonly filler: string; readonly reason: string }[];
}

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
  #listening = 0;

  constructor(room: MachineRoom, state: RisState) {
    this.#room = room;
    this.state = state;
    this.outbox = new Outbox(room, state.outbox, {
      host: HOST,
      log: LOG,
      timeout: () => (this.#interfaces()?.timeoutSeconds ?? 20) * SECOND,
    });
    this.#listen();
  }

  /** Takes the deployed settings into service; the problems of files that do not parse, which change nothing. */
  reload(): readonly string[] {
    const problems = [
      ...problemsOf(RIS_INTERFACES_PATH, readRisInterfaces(this.#text(RIS_INTERFACES_PATH))),
      ...problemsOf(RIS_RESOURCES_PATH, readResources(this.#text(RIS_RESOURCES_PATH))),
      ...problemsOf(RIS_CATALOGUE_PATH, readCatalogue(this.#text(RIS_CATALOGUE_PATH))),
    ];
    for (const problem of problems) this.#log('ERROR', '{0}', problem);
    if (problems.length === 0) this.#listen();
    return problems;
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
    this.#audit(user, old.status === 'SCHEDULED' ? 'reschedule' : 'schedule', accession, old.resource, slot.resource);
    return { ok: true, value: this.#book({ ...old, enteredBy: user }, slot) };
  }

  /** Cancels an open order at the department (CA to worklist and PACS, SC/CA to the HIS). */
  cancel(accession: string, reason: string, user: string, basedOn?: number): UserResult<RisOrder> {
    const found = this.#openOrder(accession, user, 'CANCEL', basedOn);
    if (!found.ok) return found;
    this.#audit(user, 'cancel', accession, found.value.status, reason);
    return { ok: true, value: this.#cancel({ ...found.value, enteredBy: user }) };
  }

  /**
   * Sends the schedule of orders again (NW with a new control ID and time), by filler number. Orders that are closed or
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
        this.#sendSchedule('NW', order);
        sent.push(filler);
      }
    }
    return { ok: true, value: { sent, skipped } };
  }

  orderByFiller(filler: string): RisOrder | undefined {
    return this.state.orders.find((order) => order.filler === filler);
  }

  orderByPlacer(placer: string): RisOrder | undefined {
    const entry = this.state.accessionByPlacer.get(placer);
    return entry && this.state.orders.get(entry.accession);
  }

  // Receiving ---------------------------------------------------------------------------------------------------------

  #listen(): void {
    const port = this.#interfaces()?.listenPort;
    if (port === undefined || port === this.#listening) return;
    if (this.#listening !== 0) this.#room.network.unlisten(HOST, this.#listening);
    this.#listening = port;
    serveHl7(this.#room, HOST, port, (payload) => this.#receive(payload));
  }

  #receive(payload: Uint8Array): Uint8Array | undefined {
    const message = Hl7Message.read(payload);
    if (message.status === 'reject') {
      this.#log('ERROR', 'received bytes that are no HL7 message, no answer');
      return undefined;
    }
    const verdict = this.#take(message);
    const { code, event } = message.messageType;
    const level = verdict.code === 'AA' ? 'INFO' : 'ERROR';
    this.#log(level, 'received {0}^{1} {2}: {3} {4}', code, event, message.controlId, verdict.code, verdict.text ?? '');
    const settings = this.#interfaces();
    return acknowledgement(message, verdict, {
      application: settings?.application ?? 'RIS',
      facility: settings?.facility ?? 'NGHRAD',
      controlId: this.#controlId(),
      at: this.#room.kernel.now,
      zoneOffset: this.#room.zoneOffset,
    });
  }

  #take(message: Hl7Message): Verdict {
    if (message.version !== '2.3.1' && message.version !== '2.5.1') {
      const text = `version "${message.version}" is not taken here`;
      return { code: 'AR', text, error: 'version-id', place: { segment: 'MSH', field: 12 } };
    }
    const { code, event } = message.messageType;
    if (code === 'ADT') return this.#takePatient(message, event);
    if (code === 'ORM' && event === 'O01') return this.#takeOrder(message);
    const text = `${code}^${event} is not taken here`;
    return { code: 'AR', text, error: 'message-type', place: { segment: 'MSH', field: 9 } };
  }

  /** Keeps the demographics of orders that are still open in step. Other ADT events concern nothing kept here. */
  #takePatient(message: Hl7Message, event: string): Verdict {
    if (event !== 'A04' && event !== 'A08') return { code: 'AA' };
    const patient = readPatient(message);
    const mrn = medicalRecordNumber(patient);
    if (mrn === '') return missing('PID', 3, 'no medical record number of NGH');
    for (const order of this.state.orders.filter((each) => isOpen(each) && medicalRecordNumber(each.patient) === mrn)) {
      const visit = readVisit(message);
      this.#put({ ...order, patient, visit, allergies: readAllergies(message) });
    }
    return { code: 'AA' };
  }

  #takeOrder(message: Hl7Message): Verdict {
    const control = message.value('ORC-1');
    switch (control) {
      case 'NW':
        return this.#takeNew(readOrder(message, this.#room.zoneOffset), message.value('ORC-10.1'));
      case 'XO':
        return this.#takeChange(readOrder(message, this.#room.zoneOffset));
      case 'CA':
        return this.#takeCancel(message.value('ORC-2.1'));
      case 'SC':
        return this.#takeStatus(message);
      default: {
        const text = control === '' ? 'no order control' : `order control ${control} is not taken here`;
        return { code: 'AE', text, error: 'table-value', place: { segment: 'ORC', field: 1 } };
      }
    }
  }

  #takeNew(content: OrderContent, enteredBy: string): Verdict {
    if (content.placer === '') return missing('ORC', 2, 'no placer order number');
    const mrn = medicalRecordNumber(content.patient);
    if (mrn === '') return missing('PID', 3, 'no medical record number of NGH');
    const known = this.orderByPlacer(content.placer);
    if (known) {
      if (medicalRecordNumber(known.patient) !== mrn) {
        const text = `placer order number ${content.placer} belongs to another patient`;
        return { code: 'AE', text, error: 'duplicate-key', place: { segment: 'ORC', field: 2 } };
      }
      return { code: 'AA', text: `order ${content.placer} is known as ${known.accession}` };
    }
    const unfit = this.#procedureProblem(content.procedure);
    if (unfit) return unfit;
    if (content.filler !== '' && this.orderByFiller(content.filler)) {
      const text = `filler order number ${content.filler} is in use`;
      return { code: 'AE', text, error: 'duplicate-key', place: { segment: 'ORC', field: 3 } };
    }
    this.#accept(content, enteredBy);
    return { code: 'AA' };
  }

  #accept(content: OrderContent, enteredBy: string): void {
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
    const accepted = this.#put(order);
    const slot = this.#slotFor(accepted);
    if (slot) this.#book({ ...accepted, enteredBy: 'CLERK1' }, slot);
    else this.#sendStatus(accepted, 'SC');
  }

  #takeChange(content: OrderContent): Verdict {
    const old = this.orderByPlacer(content.placer);
    if (!old) return unknownOrder(`no order ${content.placer}`);
    if (!isOpen(old)) return this.#closed(old, 'change');
    const unfit = this.#procedureProblem(content.procedure);
    if (unfit) return unfit;
    const { filler, version } = old;
    const changed: RisOrder = { ...old, ...content, filler };
    const elsewhere = !(this.#procedure(content.procedure)?.resources.includes(old.resource) ?? false);
    const moved = content.requestedStart !== undefined && content.requestedStart !== old.requestedStart;
    if (old.status === 'ORDERED') this.#put(changed);
    else if (elsewhere || moved) {
      const wanted = { resource: old.resource, start: content.requestedStart ?? this.#room.kernel.now };
      // The room stays unless the procedure has to go elsewhere, and the message version of the order with it.
      const slot = elsewhere ? this.#freeSlot(changed) : { ...wanted, version };
      if (slot) this.#book(changed, slot);
      else this.#put(changed);
    } else {
      this.#put(changed);
      this.#sendSchedule('XO', changed);
    }
    return { code: 'AA' };
  }

  #takeCancel(placer: string): Verdict {
    const order = this.orderByPlacer(placer);
    if (!order) return unknownOrder(`no order ${placer}`);
    if (order.status === 'CANCELED') return { code: 'AA' };
    if (!isOpen(order)) return this.#closed(order, 'cancel');
    this.#cancel(order);
    return { code: 'AA' };
  }

  /** Too late: the placer is told how the order stands (table 0119 has UC, which its interface does not take). */
  #closed(order: RisOrder, request: string): Verdict {
    this.#log('WARN', 'order {0} is {1}: unable to {2}', order.accession, order.status, request);
    this.#sendStatus(order, order.status === 'CANCELED' ? 'CA' : 'CM');
    return { code: 'AA', text: `order is ${order.status}` };
  }

  /** Report of the PACS: ORC-5 CM closes the order, by accession number; the patient must be the order's. */
  #takeStatus(message: Hl7Message): Verdict {
    const status = message.value('ORC-5');
    if (status !== 'CM') {
      const text = `order status ${status} is not taken here`;
      return { code: 'AE', text, error: 'table-value', place: { segment: 'ORC', field: 5 } };
    }
    const accession = message.value('OBR-18.1') || message.value('IPC-1.1');
    const order = this.state.orders.get(accession);
    if (!order) return unknownOrder(`no order with accession ${accession}`);
    const mrn = medicalRecordNumber(readPatient(message));
    if (mrn !== '' && mrn !== medicalRecordNumber(order.patient)) {
      const text = `accession ${accession} belongs to another patient`;
      return { code: 'AE', text, error: 'unknown-key', place: { segment: 'PID', field: 3 } };
    }
    if (order.status === 'COMPLETED') return { code: 'AA' };
    if (order.status === 'CANCELED') this.#log('WARN', 'order {0} was cancelled and has been performed', accession);
    const completed: RisOrder = { ...order, status: 'COMPLETED', completedAt: this.#room.kernel.now };
    this.#put(completed);
    this.#sendStatus(completed, 'CM');
    return { code: 'AA' };
  }

  #procedureProblem(code: string): Verdict | undefined {
    const procedure = this.#procedure(code);
    if (procedure && procedure.modality !== '') return undefined;
    const text = procedure
      ? `${code} (${procedure.description}) is no imaging procedure`
      : `procedure code "${code}" is not in the catalogue`;
    return { code: 'AE', text, error: 'table-value', place: { segment: 'OBR', field: 4 } };
  }

  // Scheduling --------------------------------------------------------------------------------------------------------

  #slotFor(order: RisOrder): SlotRequest | undefined {
    const reserved = this.state.reservations.get(order.placer);
    if (reserved) {
      this.state.reservations.delete(order.placer);
      const { resource, start, version } = reserved;
      if (this.#procedure(order.procedure)?.resources.includes(resource)) {
        return { resource, start, ...(version === undefined ? {} : { version }) };
      }
      this.#log('WARN', 'reservation of {0} dropped: {1} is not done in {2}', order.placer, order.procedure, resource);
    }
    return this.#interfaces()?.automatic === false ? undefined : this.#freeSlot(order);
  }

  #freeSlot(order: RisOrder): Slot | undefined {
    const catalogue = this.#catalogue();
    const procedure = catalogue?.get(order.procedure);
    if (!catalogue || !procedure) return undefined;
    const { now } = this.#room.kernel;
    const lead = order.priority === 'S' ? 0 : (this.#interfaces()?.leadMinutes ?? 0) * MINUTE;
    const earliest: Micros = Math.max(order.requestedStart ?? now, now + lead);
    return firstFreeSlot(this.state.orders, procedure, catalogue, earliest);
  }

  #slotRefusal(slot: SlotRequest, procedure?: string): Refused | undefined {
    if (!this.#resources()?.has(slot.resource)) {
      return { ok: false, code: 'UNKNOWN_RESOURCE', message: `RIS: no resource ${slot.resource}.` };
    }
    if (procedure !== undefined && !this.#procedure(procedure)?.resources.includes(slot.resource)) {
      return { ok: false, code: 'WRONG_RESOURCE', message: `RIS: ${procedure} is not done in ${slot.resource}.` };
    }
    return undefined;
  }

  /** Gives the order its slot and tells everybody: NW the first time, XO afterwards. */
  #book(order: RisOrder, slot: SlotRequest): RisOrder {
    const { resource, start } = slot;
    const first = order.status === 'ORDERED';
    const version = slot.version ?? this.#interfaces()?.versions.get(resource) ?? '2.3.1';
    const booked = this.#put({ ...order, resource, start, version, status: 'SCHEDULED' });
    this.#sendSchedule(first ? 'NW' : 'XO', booked);
    if (first) this.#sendStatus(booked, 'SC');
    return booked;
  }

  #cancel(order: RisOrder): RisOrder {
    const canceled = this.#put({ ...order, status: 'CANCELED' });
    if (order.status === 'SCHEDULED') this.#sendSchedule('CA', canceled);
    this.#sendStatus(canceled, 'CA');
    return canceled;
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

  // Sending -----------------------------------------------------------------------------------------------------------

  #sendSchedule(control: 'NW' | 'XO' | 'CA', order: RisOrder): void {
    this.#send({ control, orderStatus: control === 'CA' ? 'CA' : 'SC', version: order.version }, order);
  }

  #sendStatus(order: RisOrder, orderStatus: OrderMessageKind['orderStatus']): void {
    this.#send({ control: 'SC', orderStatus, version: '2.3.1' }, order);
  }

  #send(kind: OrderMessageKind, order: RisOrder): void {
    const settings = this.#interfaces();
    const procedure = this.#procedure(order.procedure);
    if (!settings || !procedure) {
      this.#log('ERROR', 'order {0}: {1} not sent, settings do not parse', order.accession, kind.control);
      return;
    }
    const target = { host: settings.sendHost, port: kind.version === '2.3.1' ? settings.portOrm : settings.portOmi };
    const header = {
      sender: { application: settings.application, facility: settings.facility },
      receiver: kind.control === 'SC' ? settings.statusReceiver : settings.scheduleReceiver,
      controlId: this.#controlId(),
      at: this.#room.kernel.now,
      zoneOffset: this.#room.zoneOffset,
    };
    const bytes = orderMessage(header, kind, order, procedure, this.#resources()?.get(order.resource));
    const { control, orderStatus, version } = kind;
    this.#log('INFO', 'send {0}/{1} {2} {3} {4}', control, orderStatus, version, header.controlId, order.accession);
    this.outbox.send(target, header.controlId, bytes);
  }

  // State, settings, log ----------------------------------------------------------------------------------------------

  #put(order: RisOrder): RisOrder {
    const row: RisOrder = { ...order, revision: order.revision + 1 };
    const before = this.state.orders.get(row.accession);
    this.state.orders.put(row.accession, row);
    if (before?.status !== row.status || before.resource !== row.resource || before.start !== row.start) {
      this.#room.journal.record({
        kind: 'row',
        host: HOST,
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

  #controlId(): string {
    return `RIS${String(this.state.nextControlId++).padStart(7, '0')}`;
  }

  #text(path: string): string {
    return this.#room.files.deployedText(HOST, path) ?? '';
  }

  #interfaces(): RisInterfaces | undefined {
    return valueOf(readRisInterfaces(this.#text(RIS_INTERFACES_PATH)));
  }

  #resources(): ReadonlyMap<string, Resource> | undefined {
    return valueOf(readResources(this.#text(RIS_RESOURCES_PATH)));
  }

  #catalogue(): ReadonlyMap<string, Procedure> | undefined {
    return valueOf(readCatalogue(this.#text(RIS_CATALOGUE_PATH)));
  }

  #procedure(code: string): Procedure | undefined {
    return this.#catalogue()?.get(code);
  }

  #refusal(user: string, right: RisRight): Refused | undefined {
    if (actorFor(user, right)) return undefined;
    this.#log('WARN', 'user {0} refused: no right {1}', user, right);
    return { ok: false, code: 'NO_RIGHT', message: `RIS: user ${user} has no right ${right}.` };
  }

  #audit(user: string, what: string, object: string, before: string, after: string): void {
    const name = actorFor(user, 'RESEND')?.audit ?? user;
    this.state.audit.push({ at: this.#room.kernel.now, user: name, what, object, before, after });
    this.#log('INFO', 'user {0}: {1} {2}', name, what, object);
  }

  #log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(HOST, LOG, level, template, ...args);
  }
}

const isOpen = (order: RisOrder): boolean => order.status === 'ORDERED' || order.status === 'SCHEDULED';

function missing(segment: string, field: number, text: string): Verdict {
  return { code: 'AE', text, error: 'required-field', place: { segment, field } };
}

function unknownOrder(text: string): Verdict {
  return { code: 'AE', text, error: 'unknown-key', place: { segment: 'ORC', field: 2 } };
}

function valueOf<T>(parsed: Parsed<T>): T | undefined {
  return parsed.ok ? parsed.value : undefined;
}

function problemsOf(path: string, parsed: Parsed<unknown>): string[] {
  return parsed.ok ? [] : parsed.problems.map((problem) => describeProblem(path, problem));
}
