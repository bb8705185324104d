import { HOUR, type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import type { Kernel, Plain } from '../../core/kernel.ts';
import { Table } from '../../core/state.ts';
import type { Registration } from '../../systems/his/registration.ts';
import type { OrderDetails } from '../../systems/his/state.ts';
import { labPlan, MORNING_ENDS, type PlannedOrder, planMorning, type PlanOptions, planOrders } from './plan.ts';

/** Where a patient's journey stands: a row with a due time, never a sleeping process (kernel.md rule 1). */
export type JourneyStage =
  | 'register'
  | 'order'
  | 'change'
  | 'reinstate'
  | 'cancel'
  | 'arrive'
  | 'exam'
  | 'in-exam'
  | 'done'
  | 'cancelled'
  | 'given-up';

export interface Journey {
  readonly id: string;
  readonly plan: PlannedOrder;
  readonly stage: JourneyStage;
  /** When the stage is acted on; of a finished journey when it ended. */
  readonly due: Micros;
  /** '' until the HIS has told it. */
  readonly mrn: string;
  readonly placer: string;
  /** How often the scanner did not find it in its worklist. */
  readonly misses: number;
}

export interface TrafficState {
  readonly journeys: Table<Journey>;
  /** Orders are planned up to here. */
  plannedTo: Micros;
  /** No order is planned after this instant. */
  endsAt: Micros;
}

export function emptyTraffic(): TrafficState {
  return { journeys: new Table<Journey>(), plannedTo: 0, endsAt: 0 };
}

export interface Exam {
  readonly journey: string;
  readonly mrn: string;
  readonly placer: string;
  readonly room: string;
}

/** The people of the hospital: what they do at HIS, RIS and scanners. */
export interface TrafficPort {
  /** Registers; returns the medical record number. */
  register(person: Registration): string | undefined;
  /** Places the order and keeps its slot at the RIS; returns the placer number. */
  placeOrder(mrn: string, plan: PlannedOrder): string | undefined;
  reschedule(placer: string, plan: PlannedOrder): void;
  changeOrder(placer: string, change: Partial<OrderDetails>): void;
  /** The placer cancels. */
  cancelOrder(placer: string): void;
  /** The RIS desk cancels by mistake, and takes it back. */
  withdraw(placer: string): void;
  reinstate(placer: string): void;
  /** The RIS desk gives up what can't be done. */
  discontinue(placer: string): void;
  /** The patient is there; `weight` '' when nobody measured. */
  arrive(mrn: string, weight: string): void;
  /** Begins the exam and reports by `examFinished` when the scanner is through. */
  perform(exam: Exam): void;
}

export type ExamOutcome = 'performed' | 'not-on-worklist';

/** After a miss the technologist looks again, so often and then sends the patient away. */
const MISTAKE_LASTS = 75 * SECOND;
const missLimits = { again: 15 * MINUTE, times: 4 } as const;

/** Drives the planned journeys. Kernel entries: `traffic/next` {id} and `traffic/plan`. */
export class Traffic {
  readonly state: TrafficState;
  readonly #kernel: Kernel;
  readonly #seed: string;
  readonly #port: TrafficPort;
  readonly #options: PlanOptions;

  constructor(kernel: Kernel, seed: string, state: TrafficState, port: TrafficPort, options: PlanOptions = labPlan) {
    this.#kernel = kernel;
    this.#seed = seed;
    this.state = state;
    this.#port = port;
    this.#options = options;
    kernel.on('traffic/next', (args) => {
      this.#next(journeyId(args));
    });
    kernel.on('traffic/plan', () => {
      this.#planOn();
    });
  }

  /** Once, by the baseline: the morning's orders, and from then on hour by hour until `endsAt`. */
  start(endsAt: Micros): void {
    this.state.endsAt = endsAt;
    this.state.plannedTo = this.#options.opens + (MORNING_ENDS - labPlan.opens);
    for (const plan of planMorning(this.#seed, this.#options)) this.add(plan);
    this.#kernel.schedule(this.state.plannedTo - 10 * MINUTE, 'traffic/plan');
  }

  /** No further orders; what is on its way goes on. */
  stop(): void {
    this.state.endsAt = this.#kernel.now;
  }

  /** Adds one journey; also for what a scenario scripts. */
  add(plan: PlannedOrder): void {
    const first = plan.patient.kind === 'new' ? plan.patient.registerAt : plan.orderAt;
    const stage = plan.patient.kind === 'new' ? 'register' : 'order';
    this.#put({ id: plan.id, plan, stage, due: first, mrn: '', placer: '', misses: 0 });
  }

  /** The port's report. */
  examFinished(id: string, outcome: ExamOutcome): void {
    const journey = this.state.journeys.get(id);
    if (journey?.stage !== 'in-exam') return;
    const { now } = this.#kernel;
    if (outcome === 'performed') this.#end(journey, 'done');
    else if (journey.misses + 1 >= missLimits.times) this.#end({ ...journey, misses: journey.misses + 1 }, 'given-up');
    else this.#put({ ...journey, stage: 'exam', due: now + missLimits.again, misses: journey.misses + 1 });
  }

  #planOn(): void {
    const { plannedTo, endsAt } = this.state;
    const to = Math.min(plannedTo + HOUR, endsAt);
    if (to <= plannedTo) return;
    for (const plan of planOrders(this.#seed, plannedTo, to, this.#options)) this.add(plan);
    this.state.plannedTo = to;
    this.#kernel.schedule(to - 10 * MINUTE, 'traffic/plan');
  }

  #next(id: string): void {
    const journey = this.state.journeys.get(id);
    if (!journey || journey.due > this.#kernel.now) return;
    // What a patient does has no cause within the hospital.
    this.#kernel.cause = 0;
    const { plan, mrn, placer } = journey;
    switch (journey.stage) {
      case 'register': {
        const number = plan.patient.kind === 'new' ? this.#port.register(plan.patient.person) : undefined;
        if (number === undefined) this.#end(journey, 'given-up');
        else this.#put({ ...journey, mrn: number, stage: 'order', due: plan.orderAt });
        return;
      }
      case 'order':
        this.#order(journey);
        return;
      case 'change':
        if (plan.change?.kind === 'reinstate') {
          this.#port.withdraw(placer);
          this.#put({ ...journey, stage: 'reinstate', due: this.#kernel.now + MISTAKE_LASTS });
          return;
        }
        if (plan.change?.kind === 'reschedule') this.#port.reschedule(placer, plan);
        else this.#port.changeOrder(placer, { transport: plan.details.transport === 'CART' ? 'WHLC' : 'CART' });
        this.#put(afterChange(journey));
        return;
      case 'reinstate':
        this.#port.reinstate(placer);
        this.#put(afterChange(journey));
        return;
      case 'cancel':
        if (plan.cancelledBy === 'desk') this.#port.discontinue(placer);
        else this.#port.cancelOrder(placer);
        this.#end(journey, 'cancelled');
        return;
      case 'arrive':
        this.#port.arrive(mrn, plan.weightOnArrival);
        this.#put({ ...journey, stage: 'exam', due: Math.max(plan.start, this.#kernel.now) });
        return;
      case 'exam':
        this.state.journeys.put(id, { ...journey, stage: 'in-exam' });
        this.#port.perform({ journey: id, mrn, placer, room: plan.room });
        return;
      case 'in-exam':
      case 'done':
      case 'cancelled':
      case 'given-up':
        return;
      default:
        journey.stage satisfies never;
    }
  }

  #order(journey: Journey): void {
    const { plan } = journey;
    const mrn = plan.patient.kind === 'new' ? journey.mrn : (this.state.journeys.get(plan.patient.order)?.mrn ?? '');
    const placer = mrn === '' ? undefined : this.#port.placeOrder(mrn, plan);
    if (placer === undefined) return this.#end(journey, 'given-up');
    const ordered: Journey = { ...journey, mrn, placer };
    if (plan.cancelAt !== undefined) this.#put({ ...ordered, stage: 'cancel', due: plan.cancelAt });
    else if (plan.change) this.#put({ ...ordered, stage: 'change', due: plan.change.at });
    else if (plan.perform) this.#put(afterChange(ordered));
    else this.#end(ordered, 'done');
  }

  /** Stores the row and, with it, its one heap entry. */
  #put(journey: Journey): void {
    this.state.journeys.put(journey.id, journey);
    this.#kernel.schedule(journey.due, 'traffic/next', { id: journey.id });
  }

  #end(journey: Journey, stage: 'done' | 'cancelled' | 'given-up'): void {
    this.state.journeys.put(journey.id, { ...journey, stage, due: this.#kernel.now });
  }
}

/** Patients come some minutes early. */
function afterChange(journey: Journey): Journey {
  return { ...journey, stage: 'arrive', due: journey.plan.start - 8 * MINUTE };
}

function journeyId(args: Plain): string {
  return (args as { readonly id: string }).id;
}
