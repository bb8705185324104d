import { type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import { type RandomStream, stream } from '../../core/random.ts';
import type { Injection } from '../faults/injection.ts';
import { type Course, LAB_DAY, moment } from '../scenario/course.ts';
import type { FixFile } from '../scenario/fix-schema.ts';
import { drawOrder } from '../traffic/draw-order.ts';
import { drawPerson } from '../traffic/draw-person.ts';
import { labPlan, type PlannedOrder, planMorning } from '../traffic/plan.ts';
import { noisePool, type Oddity, type Stranger } from './noise-file.ts';

/** How much there is besides the fault, unless the case says otherwise. */
export const usualNoise = { visits: 10, orders: 6, warnings: 3, oddities: 3 } as const;

/** Everything that an exam's hospital has besides its fault: a pure function of course and seed. */
export interface NoisePlan {
  readonly faults: readonly Injection[];
  readonly strangers: readonly { readonly at: Micros; readonly stranger: Stranger }[];
  /** People who come for something else; their number names the person that is drawn. */
  readonly visits: readonly Micros[];
  readonly orders: readonly PlannedOrder[];
}

/** What there was has settled so long before the learner arrives. */
const SETTLED = 15 * MINUTE;

export function planNoise(course: Course, seed: string): NoisePlan {
  const dial = { ...usualNoise, ...course.file?.noise };
  const random = stream(seed, `noise/${course.slug}`);
  return {
    ...planDecoys(course, dial, random),
    visits: Array.from({ length: dial.visits }, () => LAB_DAY + random.integer(6 * 60 + 10, 13 * 60) * MINUTE),
    orders: planOrders(seed, dial.orders, random),
  };
}

function planDecoys(
  course: Course,
  dial: { readonly warnings: number; readonly oddities: number },
  random: RandomStream,
): Pick<NoisePlan, 'faults' | 'strangers'> {
  const pool = noisePool();
  const latest = course.arrives - SETTLED;
  const faults: Injection[] = [];
  const strangers: { at: Micros; stranger: Stranger }[] = [];
  const draw = ([from, to]: readonly [string, string]): Micros => {
    const [first, last] = [instant(from), instant(to)];
    return first + random.integer(0, Math.max(0, Math.floor((last - first) / SECOND))) * SECOND;
  };
  const isTouched = touchedBy(course);
  const eligible = pool.oddities.filter((oddity) => !isTouched(oddity));
  for (const [n, { window, minutes, ...change }] of random.shuffle(eligible).slice(0, dial.oddities).entries()) {
    const begins = draw(window);
    const ends = minutes === undefined ? {} : { ends: begins + minutes * MINUTE };
    if ((ends.ends ?? begins) > latest) continue;
    faults.push({ id: `noise-${n + 1}`, fault: { at: window[0], ...change }, begins, ...ends });
  }
  const warnings = [
    ...pool.troubles.map((trouble) => ({ trouble })),
    ...pool.strangers.map((stranger) => ({ stranger })),
  ];
  for (const [n, warning] of random.shuffle(warnings).slice(0, dial.warnings).entries()) {
    if ('stranger' in warning) {
      const at = draw(warning.stranger.window);
      if (at <= latest) strangers.push({ at, stranger: warning.stranger });
      continue;
    }
    const { window, seconds, link, flaw } = warning.trouble;
    const begins = draw(window);
    const ends = begins + seconds * SECOND;
    if (ends <= latest) faults.push({ id: `noise-way-${n + 1}`, fault: { at: window[0], link, flaw }, begins, ends });
  }
  for (const [n, decoy] of (course.file?.noise?.decoys ?? []).entries()) {
    const ends = decoy.until === undefined ? {} : { ends: instant(decoy.until) };
    faults.push({ id: decoy.id ?? `decoy-${n + 1}`, fault: decoy, begins: instant(decoy.at), ...ends });
  }
  return { faults, strangers };
}

/** Files that the case is about: of them nothing is drawn, so that each of its fixes and traps means what it meant. */
function touchedBy({ file, scenario }: Course): (oddity: Oddity) => boolean {
  const touched: { readonly host: string; readonly path: string }[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('path' in value && 'host' in value) touched.push({ host: String(value.host), path: String(value.path) });
    for (const each of Object.values(value)) collect(each);
  };
  const fixes: readonly FixFile[] = [...(scenario?.fixes ?? []), ...(scenario?.traps ?? [])];
  collect([file?.faults, file?.conclusion.evidence, file?.noise?.decoys, fixes.map(({ steps }) => steps)]);
  return ({ host, path }) =>
    touched.some((each) => each.path === path && (each.host === host || each.host.includes('${')));
}

const SHORTEST_PAUSE = 3 * MINUTE;

/** A fuller day: short exams where the rooms have time for them, and evening appointments of the MR. */
function planOrders(seed: string, count: number, random: RandomStream): PlannedOrder[] {
  if (count === 0) return [];
  const morning = planMorning(seed);
  const from = LAB_DAY + 7 * 60 * MINUTE;
  const to = LAB_DAY + (10 * 60 + 30) * MINUTE;
  const pauses = ['DXROOM1', 'CRPORT1', 'CTROOM2'].flatMap((room) => {
    const exams = morning
      .filter((order) => order.room === room && order.cancelAt === undefined)
      .sort((a, b) => a.start - b.start);
    return exams.slice(1).flatMap((next, index) => {
      const before = exams[index];
      const free = (before?.start ?? 0) + (before?.minutes ?? 0) * MINUTE + SHORTEST_PAUSE;
      return free >= from && next.start <= to ? [{ room, free, until: next.start - SHORTEST_PAUSE }] : [];
    });
  });
  const planned: PlannedOrder[] = [];
  for (const { room, free, until } of random.shuffle(pauses)) {
    if (planned.length >= Math.ceil(count / 2)) break;
    const order = plan(`noise-${planned.length + 1}`, room, free, random);
    if (free + order.minutes * MINUTE <= until) planned.push(order);
  }
  const evening = LAB_DAY + 17 * 60 * MINUTE;
  for (let n = 0; planned.length < count && n < 5; n++) {
    planned.push(plan(`noise-${planned.length + 1}`, 'MRROOM1', evening + n * 45 * MINUTE, random));
  }
  return planned;
}

function plan(id: string, room: string, start: Micros, random: RandomStream): PlannedOrder {
  const opening = labPlan.opens + random.integer(5, 25) * MINUTE;
  const patientClass = room === 'CRPORT1' ? 'E' : 'O';
  const person = drawPerson(random, start, { patientClass });
  const { procedure, version, details } = drawOrder(random, { rooms: [room], patientClass, weight: person.weight });
  const isEvening = start > LAB_DAY + 16 * 60 * MINUTE;
  const orderAt = isEvening
    ? LAB_DAY + random.integer(6 * 60 + 30, 10 * 60) * MINUTE
    : Math.max(opening, start - random.integer(35, 80) * MINUTE);
  return {
    id,
    patient: { kind: 'new', person, registerAt: orderAt - random.integer(60, 240) * SECOND },
    orderAt,
    bookedRoom: room,
    room,
    version,
    details: { ...details, requestedStart: start },
    bookedStart: start,
    start,
    minutes: procedure.minutes,
    change: undefined,
    cancelAt: undefined,
    cancelledBy: 'placer',
    perform: true,
    weightOnArrival: '',
    legacyFiller: undefined,
  };
}

function instant(text: string): Micros {
  const at = moment(text);
  if (at === undefined) throw new Error(`"${text}" is no local time like 10:31 or -1 23:10`);
  return at;
}
