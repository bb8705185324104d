import { DAY, formatDate, fromCivil, HOUR, type Micros, MINUTE, SECOND, toCivil } from '../../core/clock.ts';
import { stream } from '../../core/random.ts';
import type { ExamRow, WorklistEntry } from '../../systems/modality/state.ts';
import type { MessageVersion } from '../../systems/ris/settings.ts';
import type { Hospital } from '../hospital.ts';
import { drawOrder } from '../traffic/draw-order.ts';
import { drawPerson, type PersonWish, usualPatient } from '../traffic/draw-person.ts';
import type { Registration } from '../../systems/his/registration.ts';
import { stationOf } from '../director.ts';
import type { OtherAttribute } from '../scenario/check-schema.ts';
import { procedures } from '../traffic/procedures.ts';
import { type Truth, truthOf } from './ledger.ts';
import { addProcedure } from './new-codes.ts';
import { changesRoom, clerk, type Fate, isPerformed, meetFate, physician, registrar } from './probe-fates.ts';

/** A fresh order to be driven through a copy of the hospital. */
export interface ProbeWish {
  readonly check: string;
  readonly fate: Fate;
  readonly rooms: readonly string[];
  readonly version: MessageVersion | undefined;
  /** Codes to choose the procedure from; any that the rooms do when left out. */
  readonly procedures?: readonly string[];
  readonly person?: PersonWish;
  /** Instead of what is drawn, as the placer tells it. */
  readonly priority?: string;
  readonly weight?: string;
  /** Local time `HH:MM` of the next day that it is wanted at. */
  readonly clock?: string;
  /** The names of the physicians on the list are looked at, too. */
  readonly physicians?: boolean;
  /** What else of the entry is looked at. */
  readonly also?: readonly OtherAttribute[];
  /** Its filler number is to equal the accession number of this probe: orders of the former RIS. */
  readonly collidesWith?: number;
  /** Another order of the patient of this earlier probe. */
  readonly patientOf?: number;
}

export interface Probe {
  readonly name: string;
  readonly wish: ProbeWish;
  readonly placer: string;
  readonly truth: Truth | undefined;
  /** What the scanners' lists showed of it, by host. */
  readonly listed: readonly { readonly host: string; readonly entry: WorklistEntry }[];
  readonly exam: ExamRow | undefined;
  /** The start that the HIS asked for last; undefined when the RIS desk has chosen another. */
  readonly wishedStart: Micros | undefined;
}

export interface Driven {
  readonly probes: Probe[];
  readonly lists: Lists;
}

/** Everything that the scanners' consoles showed at a time. */
export interface Lists {
  readonly at: Micros;
  readonly entries: readonly { readonly host: string; readonly entry: WorklistEntry }[];
}

const codesOfSeveralRooms = procedures.filter(({ resources }) => resources.length > 1).map(({ code }) => code);
/** Room that the probes' bookings need before midnight. */
const DAY_LEFT = 2.5 * HOUR;

/** Nobody of the normal traffic does anything from here on: the copy serves the probes alone. */
export function freezeTraffic(hospital: Hospital): void {
  hospital.traffic.stop();
  const { journeys } = hospital.traffic.state;
  for (const [id, journey] of [...journeys.entries()]) {
    if (!['done', 'cancelled', 'given-up'].includes(journey.stage)) journeys.put(id, { ...journey, stage: 'given-up' });
  }
}

/**
 * Drives fresh patients and orders through HIS, RIS, engine, worklist, scanner and PACS, all in one go: register and
 * order, change and cancel, look at the lists, examine. The hospital can't tell them from others.
 */
export function runProbes(hospital: Hospital, draw: string, wishes: readonly ProbeWish[]): Driven {
  const { kernel } = hospital.room;
  const run = (micros: Micros): void => {
    kernel.runUntil(kernel.now + micros);
  };
  const placers: string[] = [];
  const slots: { room: string; start: Micros; otherRoom: string | undefined }[] = [];
  const patients: Registered[] = [];
  // Times are on the grid and today: `hasRoomInDay` has seen to it.
  const base = Math.ceil((kernel.now + 20 * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;

  for (const [index, wish] of wishes.entries()) {
    const random = stream(draw, `probe/${index}`);
    const { mrn, patientClass } =
      patients[wish.patientOf ?? -1] ??
      register(hospital, drawPerson(random, kernel.now, { ...usualPatient(wish.rooms[0]), ...wish.person }));
    const codes = changesRoom(wish.fate) ? codesOfSeveralRooms : wish.procedures;
    const drawn = drawOrder(random, {
      rooms: wish.rooms,
      ...(codes === undefined ? {} : { procedures: codes }),
      ...(wish.version === undefined ? {} : { versions: [wish.version] }),
      patientClass,
    });
    const other =
      wish.collidesWith === undefined ? undefined : hospital.ris.orderByPlacer(placers[wish.collidesWith] ?? '');
    const start =
      wish.clock === undefined
        ? base + (wish.fate === 'tomorrow' ? DAY : 0) + (index % 12) * 5 * MINUTE
        : nextDayAt(hospital, wish.clock);
    const placed = hospital.his.placeOrder(
      {
        ...drawn.details,
        ...(wish.fate === 'unknown-code' ? { procedure: addProcedure(hospital, drawn.room, random) } : {}),
        ...(wish.priority === undefined ? {} : { priority: wish.priority }),
        ...(wish.weight === undefined ? {} : { weight: wish.weight }),
        requestedStart: start,
        mrn,
        ...(other ? { legacyFiller: other.accession } : {}),
      },
      physician,
    );
    if (!placed.ok && mrn !== '') throw new Error(`probe: ${placed.message}`);
    const placer = placed.ok ? placed.value.placer : '';
    if (placed.ok)
      hospital.ris.reserve(placer, { resource: drawn.room, start, version: wish.version ?? drawn.version }, clerk);
    placers.push(placer);
    patients.push({ mrn, patientClass });
    const otherRoom = drawn.procedure.resources.find((each) => each !== drawn.room);
    slots.push({ room: drawn.room, start, otherRoom });
    run(300_000);
    // The number to collide with must be known before the next order is placed.
    if (wishes[index + 1]?.collidesWith === index) run(4 * SECOND);
  }
  run(40 * SECOND);

  for (const [index, wish] of wishes.entries()) {
    const slot = slots[index];
    const placer = placers[index] ?? '';
    const mrn = patients[index]?.mrn ?? '';
    if (slot) meetFate(hospital, { ...slot, fate: wish.fate, placer, mrn }, draw, run, index);
    run(100_000);
  }
  run(40 * SECOND);

  const listed = lists(hospital);
  const exams = new Map<number, { host: string; id: string }>();
  const truths = placers.map((placer) => {
    const order = hospital.ris.orderByPlacer(placer);
    return order && truthOf(hospital, order);
  });
  const reporting = new Set<string>();
  for (const [index, wish] of wishes.entries()) {
    const truth = truths[index];
    if (!truth || !isPerformed(wish.fate)) continue;
    const scanner = hospital.scanner(truth.stationHost);
    if (!scanner) continue;
    const id = scanner.performExam({
      spsId: truth.spsId,
      patientId: truth.patientId,
      images: 1,
      seconds: 5,
      fromList: true,
      // One exam of each scanner shows whether its steps are heard; the others would show the same.
      unreported: reporting.has(truth.stationHost),
    });
    reporting.add(truth.stationHost);
    exams.set(index, { host: truth.stationHost, id });
    run(500_000);
  }
  run(60 * SECOND);

  const probes = wishes.map((wish, index): Probe => {
    const truth = truths[index];
    const exam = exams.get(index);
    return {
      name: `${wish.check} ${index + 1}`,
      wish,
      placer: placers[index] ?? '',
      truth,
      listed: listed.entries.filter(
        ({ entry }) => truth !== undefined && (entry.spsId === truth.spsId || entry.patientId === truth.patientId),
      ),
      exam: exam && hospital.scanner(exam.host)?.state.exams.get(exam.id),
      wishedStart:
        wish.fate === 'changed'
          ? hospital.his.state.orders.get(placers[index] ?? '')?.details.requestedStart
          : undefined,
    };
  });
  return { probes, lists: listed };
}

type Registered = Pick<Registration['visit'], 'patientClass'> & { readonly mrn: string };

function register(hospital: Hospital, person: Registration): Registered {
  const registered = hospital.his.registerPatient(person, registrar);
  // A name that the HIS cannot send: no order comes of it, and that is what the check finds.
  const mrn = registered.ok ? registered.value.mrn : '';
  return { mrn, patientClass: person.visit.patientClass };
}

function nextDayAt({ room: { kernel, zoneOffset } }: Hospital, clock: string): Micros {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const { year, month, day } = toCivil(kernel.now + DAY, zoneOffset);
  return fromCivil({ year, month, day, hour, minute }, zoneOffset);
}

/** Whether the bookings of the probes are all of today. */
export function hasRoomInDay({ room: { kernel, zoneOffset } }: Hospital): boolean {
  return formatDate(kernel.now, zoneOffset) === formatDate(kernel.now + DAY_LEFT, zoneOffset);
}

/** Lets the hospital run past midnight. */
export function awaitNextDay({ room: { kernel, zoneOffset } }: Hospital): void {
  const today = formatDate(kernel.now, zoneOffset);
  let to = kernel.now;
  while (formatDate(to, zoneOffset) === today) to += MINUTE;
  kernel.runUntil(to);
}

/** What each scanner's console shows now: true worklist queries. */
export function lists(hospital: Hospital): Lists {
  const { kernel } = hospital.room;
  const at = kernel.now;
  for (const scanner of hospital.scanners.values()) scanner.worklist();
  kernel.runUntil(at + 10 * SECOND);
  const entries = [...hospital.scanners.values()].flatMap((scanner) =>
    scanner.state.worklist.map((entry) => ({ host: scanner.state.host, entry })),
  );
  return { at, entries };
}

/** Rooms of a class of probes: by modality, by scanner's AE title, or all. */
export function roomsOf(wish: { modality?: readonly string[]; station?: readonly string[] } | undefined): string[] {
  const all = ['CTROOM1', 'CTROOM2', 'MRROOM1', 'CRPORT1', 'DXROOM1', 'MGROOM1', 'NMROOM1'];
  return all.filter((room) => {
    const station = stationOf(room);
    if (!station) return false;
    if (wish?.modality && !wish.modality.includes(station.modality)) return false;
    return !wish?.station || wish.station.includes(station.aeTitle);
  });
}
