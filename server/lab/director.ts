import { DAY, type Micros, MINUTE, SECOND } from '../core/clock.ts';
import type { EntryView } from '../core/kernel.ts';
import { Table } from '../core/state.ts';
import { stream } from '../core/random.ts';
import type { Hospital } from './hospital.ts';
import { Background } from './noise/background.ts';
import { BrokenScenario } from './faults/broken-scenario.ts';
import { type ActiveFault, FaultDesk } from './faults/fault-desk.ts';
import type { Injection } from './faults/injection.ts';
import { type Course, LAB_DAY, moment } from './scenario/course.ts';
import type { Fault } from './scenario/fault-schema.ts';
import type { ScenarioFile } from './scenario/schema.ts';
import { type BookedOrder, ordersOf } from './scenario/script-orders.ts';
import { beginExam, mrnOf, numbersWillBeNeighbours } from './scripted-exam.ts';
import type { RisOrder } from '../systems/ris/state.ts';
import { NIGHTLY_FOLDER, runNightlyJobs } from './services.ts';
import { drawOrder } from './traffic/draw-order.ts';
import { drawPerson } from './traffic/draw-person.ts';
import type { Exam } from './traffic/traffic.ts';

/** Which scanner stands in which room; AE title and modality as the healthy hospital has them. */
export const stations = {
  CTROOM1: { host: 'ct01', aeTitle: 'NGH_CT1', modality: 'CT' },
  CTROOM2: { host: 'ct02', aeTitle: 'NGH_CT2', modality: 'CT' },
  MRROOM1: { host: 'mr01', aeTitle: 'NGH_MR1', modality: 'MR' },
  CRPORT1: { host: 'cr01', aeTitle: 'NGH_CR1', modality: 'CR' },
  DXROOM1: { host: 'dx01', aeTitle: 'NGH_DX1', modality: 'DX' },
  MGROOM1: { host: 'mg01', aeTitle: 'NGH_MG1', modality: 'MG' },
  NMROOM1: { host: 'nm01', aeTitle: 'NGH_NM1', modality: 'NM', takes: 'ISO_IR 100' },
} as const;
export type Resource = keyof typeof stations;

export function stationOf(resource: string): (typeof stations)[Resource] | undefined {
  return (stations as Record<string, (typeof stations)[Resource]>)[resource];
}

/** An exam under way that the traffic waits for. */
interface WatchedExam {
  readonly journey: string;
  readonly host: string;
  readonly exam: string;
}

/** A person of a scenario's script. */
interface ScriptPatient {
  readonly id: string;
  readonly mrn: string;
}

/** An order or exam of a scenario's script, by the name the scenario gives it. */
export interface ScriptOrder {
  readonly id: string;
  readonly mrn: string;
  readonly placer: string;
}

export interface ScriptExam {
  /** Name of the order that it truly belongs to. */
  readonly order: string;
  readonly host: string;
  readonly exam: string;
}

export interface DirectorState {
  readonly watched: Table<WatchedExam>;
  readonly patients: Table<ScriptPatient>;
  readonly orders: Table<ScriptOrder>;
  readonly exams: Table<ScriptExam>;
  /** Faults in force, by id. */
  readonly faults: Table<ActiveFault>;
  /** Faults that could not come, and why. */
  readonly troubles: Table<{ readonly id: string; readonly message: string }>;
  /** When the first fault came into force. */
  faultSince: Micros | undefined;
}

export function emptyDirector(): DirectorState {
  return {
    watched: new Table<WatchedExam>(),
    patients: new Table<ScriptPatient>(),
    orders: new Table<ScriptOrder>(),
    exams: new Table<ScriptExam>(),
    faults: new Table<ActiveFault>(),
    troubles: new Table<{ readonly id: string; readonly message: string }>(),
    faultSince: undefined,
  };
}

const WATCH = 20 * SECOND;
/** After midnight, hospital time. */
const NIGHTLY_AT = 150 * MINUTE;
const registrar = 'ERDESK';
const clerk = 'CLERK1';

/** The hidden hand: carries out what a scenario scripts, dated faults and traffic. The hospital does not know it. */
export class Director {
  readonly state: DirectorState;
  readonly #hospital: Hospital;
  readonly #desk: FaultDesk;
  readonly #background: Background;

  constructor(hospital: Hospital, state: DirectorState) {
    this.#hospital = hospital;
    this.#desk = new FaultDesk(hospital);
    this.#background = new Background(hospital);
    this.state = state;
    const { kernel } = hospital.room;
    kernel.on('director/fault', (args) => {
      this.#bring(args as unknown as FaultEntry);
    });
    kernel.on('director/fault-ends', (args) => {
      kernel.cause = 0;
      this.#desk.remove((args as { readonly id: string }).id);
    });
    kernel.on('director/nightly', () => {
      runNightlyJobs(hospital);
      this.#awaitNight();
    });
    kernel.on('director/step', (args) => {
      this.#step(args as unknown as Step);
    });
    kernel.on('director/exam', (args) => {
      this.#examine((args as { readonly order: string }).order);
    });
    kernel.on('director/watch', (args) => {
      this.#watch((args as { readonly journey: string }).journey);
    });
  }

  /** Schedules everything that the course has written down. Once, in a fresh hospital. */
  start(course: Course): void {
    const { kernel } = this.#hospital.room;
    for (const [index, fault] of (course.file?.faults ?? []).entries()) {
      const id = fault.id ?? `fault-${index + 1}`;
      const ends = fault.until === undefined ? {} : { ends: at(fault.until) };
      this.inject({ id, fault, begins: at(fault.at), ...ends });
    }
    for (const step of course.file?.traffic ?? []) {
      const id = 'patient' in step ? step.patient : '';
      const patient = course.file?.patients?.find((each) => each.id === id);
      kernel.schedule(at(step.at), 'director/step', { step, patient: patient ?? { id } });
    }
    if (course.rung === 'exam') this.#background.start(course);
  }

  /** A patient of the traffic is at the scanner; tells the traffic how it went. */
  performExam({ journey, mrn, placer, room }: Exam): void {
    const { ris, traffic } = this.#hospital;
    const order = ris.orderByPlacer(placer);
    const station = stationOf(order?.resource === undefined || order.resource === '' ? room : order.resource);
    const scanner = station && this.#hospital.scanner(station.host);
    if (!scanner || !order) {
      traffic.examFinished(journey, 'not-on-worklist');
      return;
    }
    const exam = scanner.performExam({ spsId: order.spsId, patientId: mrn });
    this.state.watched.put(journey, { journey, host: station.host, exam });
    this.#hospital.room.kernel.schedule(this.#hospital.room.kernel.now + WATCH, 'director/watch', { journey });
  }

  #watch(journey: string): void {
    const watched = this.state.watched.get(journey);
    const exam = watched && this.#hospital.scanner(watched.host)?.state.exams.get(watched.exam);
    if (!exam) return;
    const { traffic, room } = this.#hospital;
    switch (exam.stage) {
      case 'NOT_ON_WORKLIST':
        traffic.examFinished(journey, 'not-on-worklist');
        return;
      case 'SENT':
      case 'DISCONTINUED':
      case 'FAILED':
        traffic.examFinished(journey, 'performed');
        return;
      case 'QUERYING':
      case 'ACQUIRING':
      case 'SENDING':
        room.kernel.schedule(Math.max(exam.due, room.kernel.now) + WATCH, 'director/watch', { journey });
        return;
      default:
        exam.stage satisfies never;
    }
  }

  /** Brings a fault at its time, and takes it back at the end of it. Noise is none of the case's faults. */
  inject({ id, fault, begins, ends }: Injection, isNoise = false): void {
    const { kernel } = this.#hospital.room;
    kernel.schedule(begins, 'director/fault', { id, fault, ...(isNoise ? { isNoise } : {}) });
    if (ends !== undefined) kernel.schedule(ends, 'director/fault-ends', { id });
  }

  /** Takes a fault back, or does not let it come. */
  withdraw(id: string): void {
    const { kernel } = this.#hospital.room;
    for (const entry of this.#pending(id)) kernel.cancel(entry.id);
    kernel.cause = 0;
    this.#desk.remove(id);
  }

  /** Whether a fault of this name is in force or still to come. */
  knows(id: string): boolean {
    return this.state.faults.has(id) || this.#pending(id).length > 0;
  }

  /** From here on no fault comes and none goes: a verdict judges the hospital as it stands. */
  holdFaults(): void {
    for (const entry of this.#pending()) this.#hospital.room.kernel.cancel(entry.id);
  }

  /** The nightly jobs run at half past two, once there are any. */
  #awaitNight(): void {
    const { kernel } = this.#hospital.room;
    if (kernel.entries().some(({ handler }) => handler === 'director/nightly')) return;
    let night = LAB_DAY + NIGHTLY_AT;
    while (night <= kernel.now) night += DAY;
    kernel.schedule(night, 'director/nightly');
  }

  /** Entries by which faults are still to come or to go: one's own, or all. */
  #pending(id?: string): EntryView[] {
    return this.#hospital.room.kernel
      .entries()
      .filter(
        ({ handler, args }) =>
          (handler.startsWith('director/fault') || (id === undefined && handler.startsWith('noise/'))) &&
          (id === undefined || (args as { readonly id?: string }).id === id),
      );
  }

  /** What the hospital has not (any more) stays as it is; the prelude's builder asks for `troubles`. */
  #bring({ id, fault, isNoise }: FaultEntry): void {
    const { kernel } = this.#hospital.room;
    kernel.cause = 0;
    try {
      this.#desk.apply(id, fault);
      if (!isNoise) this.state.faultSince ??= kernel.now;
      if ('path' in fault && fault.path.startsWith(NIGHTLY_FOLDER)) this.#awaitNight();
    } catch (error) {
      if (!(error instanceof BrokenScenario)) throw error;
      this.state.troubles.put(id, { id, message: error.message });
    }
  }

  #step({ step, patient }: Step): void {
    const { his, ris, room } = this.#hospital;
    room.kernel.cause = 0;
    switch (step.do) {
      case 'register': {
        const random = stream(room.seed, `script/patient/${patient.id}`);
        const wish = {
          ...(patient.ageFrom === undefined ? {} : { ageFrom: patient.ageFrom }),
          ...(patient.ageTo === undefined ? {} : { ageTo: patient.ageTo }),
          ...(patient.sex === undefined ? {} : { sex: patient.sex }),
          ...(patient.name === undefined ? {} : { name: patient.name }),
          ...(patient.identifiers === undefined ? {} : { identifiers: patient.identifiers }),
          ...(patient.weight === undefined ? {} : { weight: patient.weight }),
          patientClass: patient.patientClass ?? ('E' as const),
        };
        const drawn = drawPerson(random, room.kernel.now, wish);
        const { family = drawn.name.family, given = drawn.name.given } = patient;
        const person = { ...drawn, name: { ...drawn.name, family, given } };
        const registered = his.registerPatient(person, registrar);
        if (!registered.ok) throw new Error(registered.message);
        this.state.patients.put(patient.id, { id: patient.id, mrn: registered.value.mrn });
        return;
      }
      case 'order':
        if (step.neighbour && !numbersWillBeNeighbours(this.#hospital)) {
          room.kernel.schedule(room.kernel.now + MINUTE, 'director/step', { step, patient });
          return;
        }
        for (const order of ordersOf(step)) this.#order(order);
        if (step.perform) room.kernel.schedule(at(step.start), 'director/exam', { order: step.order });
        return;
      case 'move': {
        const order = ris.orderByPlacer(this.state.orders.get(step.order)?.placer ?? '');
        if (!order) throw new Error(`the script moves order ${step.order} before it is placed`);
        const moved = ris.schedule(order.accession, { resource: step.resource, start: at(step.start) }, clerk);
        if (!moved.ok) throw new Error(moved.message);
        return;
      }
      case 'cancel': {
        const placer = this.state.orders.get(step.order)?.placer ?? '';
        const cancelled = his.cancelOrder(placer, 'not needed any more', registrar);
        if (!cancelled.ok) throw new Error(cancelled.message);
        return;
      }
      case 'report': {
        const sent = ris.sendToRead(this.#ordered(step.order).accession, clerk);
        if (!sent.ok) throw new Error(sent.message);
        return;
      }
      case 'doubt':
        this.#hospital.reporting.hold(this.#ordered(step.order).filler);
        return;
      case 'exam':
      case 'unscheduled-exam': {
        const { order, exam } = beginExam(this.#hospital, this.state, step);
        const earlier = this.state.exams.filter((each) => each.order === order).length;
        this.state.exams.put(earlier === 0 ? order : `${order}/${earlier + 1}`, { order, host: step.host, exam });
        return;
      }
      default:
        step satisfies never;
    }
  }

  /** The patient of a scripted order comes, and is taken from the list. */
  #examine(name: string): void {
    this.#hospital.room.kernel.cause = 0;
    const placed = this.state.orders.get(name);
    const order = this.#hospital.ris.orderByPlacer(placed?.placer ?? '');
    const host = stationOf(order?.resource ?? '')?.host ?? '';
    if (!placed || !order) return;
    const exam = this.#hospital.scanner(host)?.performExam({ spsId: order.spsId, patientId: placed.mrn });
    if (exam !== undefined) this.state.exams.put(name, { order: name, host, exam });
  }

  #ordered(name: string): RisOrder {
    const order = this.#hospital.ris.orderByPlacer(this.state.orders.get(name)?.placer ?? '');
    if (!order) throw new Error(`the script speaks of order ${name} before it is placed`);
    return order;
  }

  #order({ patient, order, procedure, resource, start: time, priority, weight }: BookedOrder): void {
    const { his, ris, room } = this.#hospital;
    const mrn = mrnOf(this.state, patient);
    const random = stream(room.seed, `script/order/${order}`);
    const { details } = drawOrder(random, {
      procedures: [procedure],
      rooms: [resource],
      patientClass: his.state.patients.get(mrn)?.visit.patientClass ?? 'E',
    });
    const start = at(time);
    const placed = his.placeOrder(
      {
        ...details,
        procedure,
        priority: priority ?? details.priority,
        weight: weight ?? details.weight,
        requestedStart: start,
        mrn,
      },
      registrar,
    );
    if (!placed.ok) throw new Error(placed.message);
    ris.reserve(placed.value.placer, { resource, start }, clerk);
    this.state.orders.put(order, { id: order, mrn, placer: placed.value.placer });
  }
}

interface FaultEntry {
  readonly id: string;
  readonly fault: Fault;
  readonly isNoise?: true;
}
interface Step {
  readonly step: NonNullable<ScenarioFile['traffic']>[number];
  readonly patient: NonNullable<ScenarioFile['patients']>[number];
}

function at(text: string): Micros {
  const instant = moment(text);
  if (instant === undefined) throw new Error(`"${text}" is no local time like 10:31 or -1 23:10`);
  return instant;
}
