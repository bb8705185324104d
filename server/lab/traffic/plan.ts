import { fromCivil, HOUR, type Micros, MINUTE, SECOND, toCivil } from '../../core/clock.ts';
import { type RandomStream, stream } from '../../core/random.ts';
import type { Registration } from '../../systems/his/registration.ts';
import type { OrderDetails } from '../../systems/his/state.ts';
import { orderNumbers } from '../../systems/ris/numbers.ts';
import type { MessageVersion } from '../../systems/ris/settings.ts';
import { drawOrder } from './draw-order.ts';
import { drawPerson, usualPatient } from './draw-person.ts';
import { rooms } from './procedures.ts';

/** Everything that will happen to one order, decided beforehand. Times are instants. */
export interface PlannedOrder {
  readonly id: string;
  /** Who; or the id of an earlier order of the same person. */
  readonly patient:
    | { readonly kind: 'new'; readonly person: Registration; readonly registerAt: Micros }
    | { readonly kind: 'same-as'; readonly order: string };
  readonly orderAt: Micros;
  /** Where it is booked at first; `room` is where it ends up. */
  readonly bookedRoom: string;
  readonly room: string;
  readonly version: MessageVersion;
  readonly details: OrderDetails;
  /** When it was booked at first; `start` is where it ends up. */
  readonly bookedStart: Micros;
  readonly start: Micros;
  readonly minutes: number;
  /**
   * One change on the way: the RIS desk moves it from `bookedRoom` and `bookedStart` to `room` and `start`, the desk
   * cancels it and takes that back, or the placer changes details.
   */
  readonly change: { readonly at: Micros; readonly kind: 'reschedule' | 'reinstate' | 'details' } | undefined;
  readonly cancelAt: Micros | undefined;
  /** Who ends a cancelled order: the placer (CA), or the RIS desk because the exam can't be done (DC). */
  readonly cancelledBy: 'placer' | 'desk';
  /** False: nobody comes to the scanner for it. */
  readonly perform: boolean;
  /** Weight measured on arrival, sent as ADT^A08; '' none. */
  readonly weightOnArrival: string;
  /** Filler number of the former RIS. */
  readonly legacyFiller: string | undefined;
}

export interface PlanOptions {
  /** Minutes east of UTC. */
  readonly zoneOffset: number;
  /** Opening of the order window (06:00 of the lab's day): earlier orders of its first exams are placed then. */
  readonly opens: Micros;
}

export const labPlan: PlanOptions = {
  zoneOffset: -300,
  opens: fromCivil({ year: 2026, month: 3, day: 17, hour: 6 }, -300),
};
/** 10:40: the learner arrives about now. */
export const MORNING_ENDS: Micros = labPlan.opens + 4 * HOUR + 40 * MINUTE;

/** An order is placed at most this long before its exam. */
const LONGEST_LEAD = 150 * MINUTE;

/** The morning's orders, soonest first: those placed between 06:00 and 10:40. At least one collides by filler number. */
export function planMorning(seed: string, options: PlanOptions = labPlan): PlannedOrder[] {
  const orders = planOrders(seed, options.opens, options.opens + (MORNING_ENDS - labPlan.opens), options);
  return withLegacyNumbers(seed, orders);
}

/** Orders placed in [from, to), soonest first: a pure function, so that windows can be planned one by one. */
export function planOrders(seed: string, from: Micros, to: Micros, options: PlanOptions = labPlan): PlannedOrder[] {
  const planned: PlannedOrder[] = [];
  const firstHour = Math.floor(from / HOUR) * HOUR;
  for (let hour = firstHour; hour <= to + LONGEST_LEAD + HOUR; hour += HOUR) {
    for (const order of planExamHour(seed, hour, options)) {
      if (order.orderAt >= from && order.orderAt < to) planned.push(order);
    }
  }
  return planned.sort((a, b) => a.orderAt - b.orderAt || (a.id < b.id ? -1 : 1));
}

/** The exams that begin in one hour, room by room, without overlap. */
function planExamHour(seed: string, hour: Micros, options: PlanOptions): PlannedOrder[] {
  if (hour < options.opens) return [];
  const local = toCivil(hour, options.zoneOffset);
  const planned: PlannedOrder[] = [];
  for (const room of rooms) {
    const name = `${String(local.day).padStart(2, '0')}${String(local.hour).padStart(2, '0')}-${room}`;
    const random = stream(seed, `traffic/${name}`);
    const density = busy(room, local.hour);
    // Before half past six nobody who was ordered after opening can be on a table.
    let minute = random.integer(0, 12) + (hour === options.opens ? 30 : 0);
    for (let n = 1; n <= 6; n++) {
      const emergency = room === 'CRPORT1' || (!bySchedule.has(room) && random.chance(0.15));
      const person = drawPerson(random, hour, emergency ? { patientClass: 'E' } : usualPatient(room));
      const { patientClass } = person.visit;
      const order = drawOrder(random, { rooms: [room], patientClass, weight: person.weight });
      const { minutes } = order.procedure;
      if (minute + minutes > 60) break;
      const start = hour + minute * MINUTE;
      minute += minutes + random.integer(6, 22);
      const isTaken = bySchedule.has(room) ? n === 1 && hasAppointment(room, local.hour) : random.chance(density);
      if (!isTaken) continue;
      const companion = random.chance(0.14) ? companionFor(planned, room, start) : undefined;
      const draft = { ...order, person, start, minutes, companion, fates: stream(seed, `traffic/fates/${name}-${n}`) };
      planned.push(planOne(random, `${name}-${n}`, draft, options));
    }
  }
  return planned;
}

/** Rooms that see few patients, by appointment and no emergencies: every so many hours from eight to four. */
const bySchedule: ReadonlyMap<string, number> = new Map([
  ['MGROOM1', 2],
  ['NMROOM1', 3],
]);

const hasAppointment = (room: string, hour: number): boolean =>
  hour >= 8 && hour < 16 && hour % (bySchedule.get(room) ?? 1) === 0;

/** How likely a slot is used: by day all rooms, in the evening fewer, at night CT 1 and the portable. */
function busy(room: string, hour: number): number {
  const night = room === 'CTROOM1' || room === 'CRPORT1';
  if (hour >= 7 && hour < 17) return 1;
  if (hour === 6) return room === 'MRROOM1' ? 0 : 1;
  if (hour >= 17 && hour < 22) return room === 'MRROOM1' ? 0 : 0.5;
  return night ? 0.2 : 0;
}

function companionFor(planned: readonly PlannedOrder[], room: string, start: Micros): PlannedOrder | undefined {
  const inTime = start - 15 * MINUTE;
  return planned.findLast(
    (other) => other.patient.kind === 'new' && other.room !== room && !other.cancelAt && other.orderAt < inTime,
  );
}

interface Draft extends ReturnType<typeof drawOrder> {
  /** Decides what the others don't depend on. */
  readonly fates: RandomStream;
  readonly person: Registration;
  readonly start: Micros;
  readonly minutes: number;
  readonly companion: PlannedOrder | undefined;
}

function planOne(random: RandomStream, id: string, draft: Draft, options: PlanOptions): PlannedOrder {
  const { start, companion } = draft;
  const urgent = draft.details.priority === 'S';
  const lead = (urgent ? random.integer(12, 30) : random.integer(35, 150)) * MINUTE;
  const jitter = random.integer(0, 59) * SECOND;
  // The first exams of the day were ordered when the desk opened.
  const opening = options.opens + random.integer(3, 25) * MINUTE;
  const wished = Math.max(start - lead, Math.min(opening, start - 10 * MINUTE)) + jitter;
  const orderAt = companion ? Math.max(wished, companion.orderAt + MINUTE) : wished;
  const until = start - orderAt;
  const room = until > 30 * MINUTE;
  const fate = random.fraction();
  const moved = room && fate < 0.14;
  const cancelled = room && fate >= 0.14 && fate < 0.26;
  const changed = room && fate >= 0.26 && fate < 0.34;
  const changeAt = orderAt + random.integer(4, 20) * MINUTE;
  const bookedStart = moved ? start + random.pick([-15, 30, 60]) * MINUTE : start;
  const elsewhere = draft.procedure.resources.find((each) => each !== draft.room && rooms.includes(each));
  const changesRoom = draft.fates.chance(0.6);
  const reinstated = room && fate >= 0.34 && draft.fates.chance(0.1);
  const kind = moved ? 'reschedule' : changed ? 'details' : 'reinstate';
  return {
    id,
    patient: companion
      ? { kind: 'same-as', order: companion.id }
      : { kind: 'new', person: draft.person, registerAt: orderAt - random.integer(60, 240) * SECOND },
    orderAt,
    bookedRoom: moved && changesRoom && elsewhere !== undefined ? elsewhere : draft.room,
    room: draft.room,
    version: draft.version,
    details: { ...draft.details, requestedStart: bookedStart },
    bookedStart,
    start,
    minutes: draft.minutes,
    change: moved || changed || reinstated ? { at: changeAt, kind } : undefined,
    cancelAt: cancelled ? changeAt : undefined,
    cancelledBy: draft.fates.chance(0.35) ? 'desk' : 'placer',
    perform: !cancelled,
    weightOnArrival: random.chance(0.06) ? `${random.integer(45, 120)}.${random.integer(0, 9)}` : '',
    legacyFiller: undefined,
  };
}

/**
 * About 3 % of the orders, at least one, were taken over from the former RIS and keep its filler number, `A` + yy + 7
 * digits (hospital.md 4.1). The first of them equals the accession number of an order accepted before, of another
 * patient: whoever matches "on either" number meets it.
 */
function withLegacyNumbers(seed: string, orders: readonly PlannedOrder[]): PlannedOrder[] {
  const random = stream(seed, 'traffic/former-ris');
  const eligible = orders.map((_, index) => index).filter((index) => index >= orders.length / 3);
  const count = Math.max(1, Math.round(orders.length * 0.03));
  const chosen = random.shuffle(eligible).slice(0, count);
  const out = [...orders];
  chosen.forEach((index, nth) => {
    const order = orders[index];
    if (!order) return;
    const collides = nth === 0 || random.chance(0.5);
    const others = orders.map((_, rank) => rank).filter((rank) => rank < index - 3 && !related(orders[rank], order));
    const number = collides ? orderNumbers(seed, random.pick(others)).accession : formerNumber(random);
    if (!out.some((each) => each.legacyFiller === number)) out[index] = { ...order, legacyFiller: number };
  });
  return out;
}

/** A filler number of the former RIS that is nobody's accession here. */
function formerNumber(random: RandomStream): string {
  return `A25${String(random.integer(0, 9_999_999)).padStart(7, '0')}`;
}

function related(a: PlannedOrder | undefined, b: PlannedOrder): boolean {
  const person = (order: PlannedOrder): string => (order.patient.kind === 'same-as' ? order.patient.order : order.id);
  return a !== undefined && person(a) === person(b);
}
