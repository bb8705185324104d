import { type Micros, MINUTE } from '../../core/clock.ts';
import { type RandomStream, stream } from '../../core/random.ts';
import type { Hospital } from '../hospital.ts';
import { drawPerson } from '../traffic/draw-person.ts';

/**
 * What becomes of a probe. `performed`, `moved` by the RIS desk to another time, `relocated` to another room and then
 * another time, `reinstated` after a cancellation by mistake, `changed` by the HIS (another time), `renamed` at
 * registration: all these are examined. `booked` stays open, `tomorrow` too. `cancelled` by the HIS,
 * `relocated-cancelled` after two changes, `discontinued` by the RIS desk: withdrawn everywhere. `unknown-code`: ordered
 * by a code that the RIS catalogue got just now and nobody has told the engine.
 */
export const fates = [
  'performed',
  'moved',
  'relocated',
  'reinstated',
  'changed',
  'renamed',
  'cancelled',
  'relocated-cancelled',
  'discontinued',
  'booked',
  'tomorrow',
  'unknown-code',
] as const;
export type Fate = (typeof fates)[number];

const withdrawn: ReadonlySet<Fate> = new Set(['cancelled', 'relocated-cancelled', 'discontinued']);
const unperformed: ReadonlySet<Fate> = new Set([...withdrawn, 'booked', 'tomorrow', 'unknown-code']);

/** Cancelled or given up: on no list, and closed everywhere. */
export const isWithdrawn = (fate: Fate): boolean => withdrawn.has(fate);
export const isPerformed = (fate: Fate): boolean => !unperformed.has(fate);
/** Needs a procedure that more than one room does. */
export const changesRoom = (fate: Fate): boolean => fate === 'relocated' || fate === 'relocated-cancelled';

export interface Booked {
  readonly fate: Fate;
  readonly placer: string;
  readonly mrn: string;
  readonly room: string;
  readonly start: Micros;
  /** Another room that does the procedure; undefined when there is none. */
  readonly otherRoom: string | undefined;
}

export const registrar = 'REG1';
export const physician = 'aokafor';
export const clerk = 'CLERK1';
/** Message times are told to the second: what follows is later. */
const NEXT_SECOND = 1_100_000;

/** Lets the probe meet its fate at HIS, RIS desk or registration. `run`: lets the hospital go on for so many µs. */
export function meetFate(
  hospital: Hospital,
  booked: Booked,
  draw: string,
  run: (micros: Micros) => void,
  index: number,
): void {
  const { his, ris } = hospital;
  const { fate, placer, mrn, room, start, otherRoom } = booked;
  const accession = ris.orderByPlacer(placer)?.accession ?? '';
  const cancel = (): void => {
    his.cancelOrder(placer, 'probe', physician);
  };
  switch (fate) {
    case 'moved':
      ris.schedule(accession, { resource: room, start: start + 15 * MINUTE }, clerk);
      return;
    case 'relocated':
    case 'relocated-cancelled': {
      const resource = otherRoom ?? room;
      ris.schedule(accession, { resource, start }, clerk);
      run(NEXT_SECOND);
      ris.schedule(accession, { resource, start: start + 10 * MINUTE }, clerk);
      run(NEXT_SECOND);
      if (fate === 'relocated-cancelled') cancel();
      return;
    }
    case 'reinstated':
      ris.cancel(accession, 'probe', clerk);
      run(NEXT_SECOND);
      ris.reinstate(accession, 'probe', clerk);
      return;
    case 'cancelled':
      cancel();
      return;
    case 'discontinued':
      ris.discontinue(accession, 'probe', clerk);
      return;
    case 'changed':
      his.changeOrder(placer, { requestedStart: start + 15 * MINUTE }, physician);
      return;
    case 'renamed':
      rename(hospital, mrn, stream(draw, `rename/${index}`));
      return;
    case 'performed':
    case 'booked':
    case 'tomorrow':
    case 'unknown-code':
      return;
    default:
      fate satisfies never;
  }
}

/** A correction of the name at registration, as after a marriage: goes by ADT^A08 to everybody who keeps patients. */
function rename(hospital: Hospital, mrn: string, random: RandomStream): void {
  const row = hospital.his.state.patients.get(mrn);
  if (!row) return;
  const { family } = drawPerson(random, hospital.room.kernel.now).name;
  const name = { ...row.patient.name, family: `${family}-${row.patient.name.family}`.slice(0, 40) };
  hospital.his.updatePatient(mrn, { name }, registrar);
}
