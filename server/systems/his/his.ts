import { SECOND } from '../../core/clock.ts';
import type { Hl7Target } from '../../network/mllp-link.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import type { SettingsProblem } from '../host/properties.ts';
import { settingInService } from '../host/setting-in-service.ts';
import type { SettingsFiles } from '../host/settings-files.ts';
import { type Verdict, withoutPatient } from '../interface/acknowledge.ts';
import { clinicalSettings } from '../interface/clinical-settings.ts';
import { Hl7Port } from '../interface/hl7-port.ts';
import { Outbox } from '../interface/outbox.ts';
import { HIS_INTERFACES_PATH, HIS_ORDERABLES_PATH } from './baseline-files.ts';
import { adtMessage, type HisHeader, orderMessage } from './messages.ts';
import {
  medicalRecordNumberAt,
  patientRecord,
  type Registration,
  type RegistrationChange,
  registrationProblem,
} from './registration.ts';
import {
  adtTarget,
  type HisInterfaces,
  type Orderable,
  orderTarget,
  readHisInterfaces,
  readOrderables,
} from './settings.ts';
import type { HisOrder, HisPatient, HisState, OrderDetails } from './state.ts';

const HOST = 'his01';
const LOG = '/var/log/his/interface.log';

type Right = 'REGISTER' | 'ORDER';

/** Who may do what at the HIS; everybody else is refused by its own words. */
const rights: Readonly<Record<string, readonly Right[]>> = {
  REG1: ['REGISTER'],
  ERDESK: ['REGISTER', 'ORDER'],
  WARD3: ['ORDER'],
  aokafor: ['ORDER'],
};

export interface OrderRequest extends OrderDetails {
  readonly mrn: string;
  /** Filler number of an order taken over from the former RIS: goes out in ORC-3 and stays the order's number. */
  readonly legacyFiller?: string;
}

/** Registration and order entry. Sends ADT and ORM to the engine, learns order status from the RIS. */
export class His {
  readonly state: HisState;
  readonly outbox: Outbox;
  readonly #room: MachineRoom;
  readonly #files: SettingsFiles;
  readonly #port: Hl7Port;

  constructor(room: MachineRoom, state: HisState) {
    this.#room = room;
    this.state = state;
    this.#files = clinicalSettings(room, HOST, {
      [HIS_INTERFACES_PATH]: readHisInterfaces,
      [HIS_ORDERABLES_PATH]: readOrderables,
    });
    this.outbox = new Outbox(room, state.outbox, {
      host: HOST,
      log: LOG,
      timeout: () => this.#interfaces.timeoutSeconds * SECOND,
    });
    this.#port = new Hl7Port(room, {
      host: HOST,
      take: (message) => this.#take(message),
      sign: () => {
        const { application, facility } = this.#interfaces;
        return { application, facility, controlId: this.#controlId() };
      },
      log: (level, template, ...args) => {
        this.#log(level, template, ...args);
      },
    });
    this.#listen();
  }

  #listen(): void {
    this.#port.listen(this.#interfaces.listenPort);
  }

  /** Problems that would refuse this text at deploy; undefined for a path that is none of this application's. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    return this.#files.check(path, text);
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    const deployed = this.#files.deploy(path, user);
    if (deployed.ok) {
      this.#audit(user, 'deploy', path, '', String(deployed.value));
      this.#listen();
    } else this.#log('ERROR', 'reload refused: {0}', deployed.message);
    return deployed;
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    this.#listen();
  }

  /** Registers a patient (ADT^A04). */
  registerPatient(person: Registration, user: string): UserResult<HisPatient> {
    const refused =
      this.#refusal(user, 'REGISTER') ?? refusal('INVALID', registrationProblem(person, this.#interfaces.charset));
    if (refused) return refused;
    if (person.mrn !== undefined && this.state.patients.has(person.mrn)) {
      return { ok: false, code: 'DUPLICATE_MRN', message: `${person.mrn} is registered already.` };
    }
    const mrn = person.mrn ?? this.#nextMrn();
    const account = `V${String(this.state.nextVisit++)}`;
    const row: HisPatient = {
      mrn,
      patient: patientRecord(mrn, account, person),
      visit: person.visit,
      allergies: person.allergies,
      weight: person.weight,
      registeredAt: this.#room.kernel.now,
      revision: 1,
    };
    this.state.patients.put(mrn, row);
    this.#audit(user, 'register', mrn, '', nameOf(row));
    this.#sendAdt('A04', row);
    return { ok: true, value: row };
  }

  /** Changes demographics, visit, allergies or weight (ADT^A08). `basedOn`: revision that the user looked at. */
  updatePatient(mrn: string, change: RegistrationChange, user: string, basedOn?: number): UserResult<HisPatient> {
    const refused =
      this.#refusal(user, 'REGISTER') ?? refusal('INVALID', registrationProblem(change, this.#interfaces.charset));
    if (refused) return refused;
    const old = this.state.patients.get(mrn);
    if (!old) return { ok: false, code: 'UNKNOWN_PATIENT', message: `No patient ${mrn}.` };
    const stale = staleness(mrn, old.revision, basedOn);
    if (stale) return stale;
    const { patient } = old;
    const row: HisPatient = {
      ...old,
      patient: {
        ...patient,
        name: change.name ?? patient.name,
        birthDate: change.birthDate ?? patient.birthDate,
        sex: change.sex ?? patient.sex,
        address: change.address ?? patient.address,
      },
      visit: change.visit ?? old.visit,
      allergies: change.allergies ?? old.allergies,
      weight: change.weight ?? old.weight,
      revision: old.revision + 1,
    };
    this.state.patients.put(mrn, row);
    this.#audit(user, 'update', mrn, nameOf(old), nameOf(row));
    this.#sendAdt('A08', row);
    return { ok: true, value: row };
  }

  /** Places an order (ORM^O01 NW). All departments' orders leave by the one interface, CTG's too; the engine sorts. */
  placeOrder(request: OrderRequest, user: string): UserResult<HisOrder> {
    const refused = this.#refusal(user, 'ORDER');
    if (refused) return refused;
    const { mrn, legacyFiller, ...details } = request;
    const row = this.state.patients.get(mrn);
    if (!row) return { ok: false, code: 'UNKNOWN_PATIENT', message: `No patient ${mrn}.` };
    if (!this.#orderable(details.procedure)) {
      return { ok: false, code: 'UNKNOWN_PROCEDURE', message: `${details.procedure} is not in the order catalogue.` };
    }
    const order: HisOrder = {
      placer: `P${String(this.state.nextPlacer++)}`,
      mrn,
      filler: legacyFiller ?? '',
      details,
      status: 'PLACED',
      placedAt: this.#room.kernel.now,
      placedBy: user,
      revision: 1,
    };
    this.state.orders.put(order.placer, order);
    this.#audit(user, 'place order', order.placer, '', details.procedure);
    this.#sendOrder('NW', row, order);
    return { ok: true, value: order };
  }

  /** Changes what was ordered (ORM^O01 XO). */
  changeOrder(placer: string, change: Partial<OrderDetails>, user: string, basedOn?: number): UserResult<HisOrder> {
    const found = this.#openOrder(placer, user, basedOn);
    if (!found.ok) return found;
    const { order: old, row } = found.value;
    const order: HisOrder = { ...old, details: { ...old.details, ...change }, revision: old.revision + 1 };
    if (!this.#orderable(order.details.procedure)) {
      return {
        ok: false,
        code: 'UNKNOWN_PROCEDURE',
        message: `${order.details.procedure} is not in the order catalogue.`,
      };
    }
    this.state.orders.put(placer, order);
    this.#audit(user, 'change order', placer, old.details.procedure, Object.keys(change).join(' '));
    this.#sendOrder('XO', row, order);
    return { ok: true, value: order };
  }

  /** Asks the RIS to cancel (ORM^O01 CA); the order is cancelled when the RIS says so. */
  cancelOrder(placer: string, reason: string, user: string, basedOn?: number): UserResult<HisOrder> {
    const found = this.#openOrder(placer, user, basedOn);
    if (!found.ok) return found;
    const { order: old, row } = found.value;
    const order: HisOrder = { ...old, status: 'CANCEL_REQUESTED', revision: old.revision + 1 };
    this.state.orders.put(placer, order);
    this.#audit(user, 'cancel order', placer, old.status, reason);
    this.#sendOrder('CA', row, order);
    return { ok: true, value: order };
  }

  #openOrder(
    placer: string,
    user: string,
    basedOn: number | undefined,
  ): UserResult<{ readonly order: HisOrder; readonly row: HisPatient }> {
    const refused = this.#refusal(user, 'ORDER');
    if (refused) return refused;
    const order = this.state.orders.get(placer);
    const row = order && this.state.patients.get(order.mrn);
    if (!row) return { ok: false, code: 'UNKNOWN_ORDER', message: `No order ${placer}.` };
    const stale = staleness(placer, order.revision, basedOn);
    if (stale) return stale;
    if (order.status !== 'PLACED' && order.status !== 'ACCEPTED') {
      return { ok: false, code: 'ORDER_CLOSED', message: `Order ${placer} is ${order.status}.` };
    }
    return { ok: true, value: { order, row } };
  }

  #nextMrn(): string {
    for (;;) {
      const mrn = medicalRecordNumberAt(this.#room.seed, this.state.patientCount++);
      if (!this.state.patients.has(mrn)) return mrn;
    }
  }

  #sendAdt(event: 'A04' | 'A08', row: HisPatient): void {
    const settings = this.#interfaces;
    const header = this.#header(settings, 'ENG', 'NGH');
    this.#send(adtTarget(settings), header.controlId, adtMessage(header, event, row), `ADT^${event}`, row.mrn);
  }

  #sendOrder(control: 'NW' | 'XO' | 'CA', row: HisPatient, order: HisOrder): void {
    const settings = this.#interfaces;
    const header = this.#header(settings, 'RIS', 'NGHRAD');
    const description = this.#orderable(order.details.procedure)?.description ?? '';
    const bytes = orderMessage(header, control, row, order, description);
    this.#send(orderTarget(settings), header.controlId, bytes, `ORM^O01 ${control}`, order.placer);
  }

  #send(target: Hl7Target, controlId: string, bytes: Uint8Array, title: string, about: string): void {
    this.#log('INFO', 'send {0} {1} {2} to {3}:{4}', title, controlId, about, target.host, target.port);
    this.outbox.send(target, controlId, bytes);
  }

  #header(settings: HisInterfaces, application: string, facility: string): HisHeader {
    return {
      application: settings.application,
      facility: settings.facility,
      receiver: { application, facility },
      controlId: this.#controlId(),
      at: this.#room.kernel.now,
      zoneOffset: this.#room.zoneOffset,
      charset: settings.charset,
    };
  }

  #controlId(): string {
    return `HIS${String(this.state.nextControlId++).padStart(7, '0')}`;
  }

  /** Order status of the filler, RAD-3: filler number, then CA or CM. */
  #take(message: Hl7Message): Verdict {
    const { code, event } = message.messageType;
    if (code !== 'ORM' || event !== 'O01') {
      return {
        code: 'AR',
        text: `${code}^${event} is not taken here`,
        error: 'message-type',
        place: { segment: 'MSH', field: 9 },
      };
    }
    const headless = withoutPatient(message);
    if (headless) return headless;
    const control = message.value('ORC-1');
    if (control !== 'SC' && control !== 'NA') {
      return {
        code: 'AE',
        text: `order control ${control} is not taken here`,
        error: 'table-value',
        place: { segment: 'ORC', field: 1 },
      };
    }
    const placer = message.value('ORC-2.1');
    const order = this.state.orders.get(placer);
    if (!order) {
      return { code: 'AE', text: `no order ${placer}`, error: 'unknown-key', place: { segment: 'ORC', field: 2 } };
    }
    const filler = message.value('ORC-3.1') || order.filler;
    const status = statusAfter(order.status, message.value('ORC-5'));
    this.state.orders.put(placer, { ...order, filler, status, revision: order.revision + 1 });
    this.#room.journal.record({
      kind: 'row',
      host: HOST,
      table: 'orders',
      row: placer,
      title: `order ${placer} ${status}`,
      keys: { placer, filler, patientId: order.mrn, issuer: 'NGH' },
    });
    return { code: 'AA' };
  }

  get #interfaces(): HisInterfaces {
    return settingInService(this.#room, HOST, HIS_INTERFACES_PATH, readHisInterfaces);
  }

  #orderable(code: string): Orderable | undefined {
    return settingInService(this.#room, HOST, HIS_ORDERABLES_PATH, readOrderables).get(code);
  }

  #refusal(
    user: string,
    right: Right,
  ): { readonly ok: false; readonly code: string; readonly message: string } | undefined {
    if (rights[user]?.includes(right)) return undefined;
    this.#log('WARN', 'user {0} refused: no right {1}', user, right);
    return { ok: false, code: 'NO_RIGHT', message: `HIS: user ${user} has no right ${right}.` };
  }

  #audit(user: string, what: string, object: string, before: string, after: string): void {
    this.state.audit.push({ at: this.#room.kernel.now, user, what, object, before, after });
    this.#log('INFO', 'user {0}: {1} {2}', user, what, object);
  }

  #log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(HOST, LOG, level, template, ...args);
  }
}

/** ORC-5, table 0038. A completed order stays so; a cancelled one is open again when the filler takes that back (SC). */
function statusAfter(old: HisOrder['status'], reported: string): HisOrder['status'] {
  if (old === 'COMPLETED') return old;
  if (reported === 'CM') return 'COMPLETED';
  if (old === 'CANCELED') return reported === 'SC' ? 'ACCEPTED' : old;
  if (reported === 'CA') return 'CANCELED';
  return old === 'PLACED' ? 'ACCEPTED' : old;
}

function refusal(
  code: string,
  message: string | undefined,
): { readonly ok: false; readonly code: string; readonly message: string } | undefined {
  return message === undefined ? undefined : { ok: false, code, message };
}

function staleness(
  object: string,
  revision: number,
  basedOn: number | undefined,
): { readonly ok: false; readonly code: string; readonly message: string } | undefined {
  if (basedOn === undefined || basedOn === revision) return undefined;
  return {
    ok: false,
    code: 'STALE',
    message: `${object} has changed since revision ${basedOn}; it is at ${revision} now.`,
  };
}

function nameOf({ patient }: HisPatient): string {
  return `${patient.name.family}^${patient.name.given} ${patient.birthDate} ${patient.sex}`;
}
