import { DAY, type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import { stream } from '../../core/random.ts';
import type { ExamRow, WorklistEntry } from '../../systems/modality/state.ts';
import type { MessageVersion } from '../../systems/ris/settings.ts';
import type { Hospital } from '../hospital.ts';
import { drawOrder } from '../traffic/draw-order.ts';
import { drawPerson } from '../traffic/draw-person.ts';
import { stationOf } from '../director.ts';
import { type Truth, truthOf } from './ledger.ts';

export type Fate = 'performed' | 'moved' | 'cancelled' | 'tomorrow';

/** A fresh order to be driven through a copy of the hospital. */
export interface ProbeWish {
  readonly check: string;
  readonly fate: Fate;
  readonly rooms: readonly string[];
  readonly version: MessageVersion | undefined;
  /** Its filler number is to equal the accession number of this probe: orders of the former RIS. */
  readonly collidesWith?: number;
}

export interface Probe {
  readonly name: string;
  readonly wish: ProbeWish;
  readonly placer: string;
  readonly truth: Truth | undefined;
  /** What the scanners' lists showed of it, by host. */
  readonly listed: readonly { readonly host: string; readonly entry: WorklistEntry }[];
  readonly exam: ExamRow | undefined;
}

const registrar = 'REG1';
const physician = 'aokafor';
const clerk = 'CLERK1';

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
export function runProbes(hospital: Hospital, draw: string, wishes: readonly ProbeWish[]): Probe[] {
  const { kernel } = hospital.room;
  const run = (micros: Micros): void => {
    kernel.runUntil(kernel.now + micros);
  };
  const placers: string[] = [];
  const slots: { room: string; start: Micros }[] = [];
  // Times are on the grid and today, unless the day is nearly over: then all are tomorrow's and looked at tomorrow.
  const base = Math.ceil((kernel.now + 20 * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;

  for (const [index, wish] of wishes.entries()) {
    const random = stream(draw, `probe/${index}`);
    const person = drawPerson(random, kernel.now);
    const registered = hospital.his.registerPatient(person, registrar);
    if (!registered.ok) throw new Error(`probe: ${registered.message}`);
    const drawn = drawOrder(random, {
      rooms: wish.rooms,
      ...(wish.version === undefined ? {} : { versions: [wish.version] }),
      patientClass: person.visit.patientClass,
    });
    const other =
      wish.collidesWith === undefined ? undefined : hospital.ris.orderByPlacer(placers[wish.collidesWith] ?? '');
    const start = base + (wish.fate === 'tomorrow' ? DAY : 0) + (index % 12) * 5 * MINUTE;
    const placed = hospital.his.placeOrder(
      {
        ...drawn.details,
        requestedStart: start,
        mrn: registered.value.mrn,
        ...(other ? { legacyFiller: other.accession } : {}),
      },
      physician,
    );
    if (!placed.ok) throw new Error(`probe: ${placed.message}`);
    hospital.ris.reserve(
      placed.value.placer,
      { resource: drawn.room, start, version: wish.version ?? drawn.version },
      clerk,
    );
    placers.push(placed.value.placer);
    slots.push({ room: drawn.room, start });
    run(300_000);
    // The number to collide with must be known before the next order is placed.
    if (wishes[index + 1]?.collidesWith === index) run(4 * SECOND);
  }
  run(40 * SECOND);

  for (const [index, wish] of wishes.entries()) {
    const placer = placers[index] ?? '';
    const order = hospital.ris.orderByPlacer(placer);
    const slot = slots[index];
    if (wish.fate === 'moved' && order && slot) {
      hospital.ris.schedule(order.accession, { resource: slot.room, start: slot.start + 15 * MINUTE }, clerk);
    } else if (wish.fate === 'cancelled') {
      hospital.his.cancelOrder(placer, 'probe', physician);
    }
    run(100_000);
  }
  run(40 * SECOND);

  const listed = lists(hospital);
  const exams = new Map<number, { host: string; id: string }>();
  const truths = placers.map((placer) => {
    const order = hospital.ris.orderByPlacer(placer);
    return order && truthOf(hospital, order);
  });
  for (const [index, wish] of wishes.entries()) {
    const truth = truths[index];
    if (!truth || wish.fate === 'cancelled' || wish.fate === 'tomorrow') continue;
    const scanner = hospital.scanner(truth.stationHost);
    if (!scanner) continue;
    const id = scanner.performExam({
      spsId: truth.spsId,
      patientId: truth.patientId,
      images: 1,
      seconds: 5,
      fromList: true,
    });
    exams.set(index, { host: truth.stationHost, id });
    run(500_000);
  }
  run(60 * SECOND);

  return wishes.map((wish, index) => {
    const truth = truths[index];
    const exam = exams.get(index);
    return {
      name: `${wish.check} ${index + 1}`,
      wish,
      placer: placers[index] ?? '',
      truth,
      listed: listed.filter(
        ({ entry }) => truth !== undefined && (entry.spsId === truth.spsId || entry.patientId === truth.patientId),
      ),
      exam: exam && hospital.scanner(exam.host)?.state.exams.get(exam.id),
    };
  });
}

/** What each scanner's console shows now: five true worklist queries. */
export function lists(hospital: Hospital): { host: string; entry: WorklistEntry }[] {
  const { kernel } = hospital.room;
  for (const scanner of hospital.scanners.values()) scanner.worklist();
  kernel.runUntil(kernel.now + 10 * SECOND);
  return [...hospital.scanners.values()].flatMap((scanner) =>
    scanner.state.worklist.map((entry) => ({ host: scanner.state.host, entry })),
  );
}

/** Rooms of a class of probes: by modality, by scanner's AE title, or all. */
export function roomsOf(wish: { modality?: readonly string[]; station?: readonly string[] } | undefined): string[] {
  const all = ['CTROOM1', 'CTROOM2', 'MRROOM1', 'CRPORT1', 'DXROOM1'];
  return all.filter((room) => {
    const station = stationOf(room);
    if (!station) return false;
    if (wish?.modality && !wish.modality.includes(station.modality)) return false;
    return !wish?.station || wish.station.includes(station.aeTitle);
  });
}
