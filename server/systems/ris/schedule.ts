import { formatTimestamp, type Micros, MINUTE } from '../../core/clock.ts';
import type { Table } from '../../core/state.ts';
import type { Procedure } from './settings.ts';
import type { RisOrder } from './state.ts';

export interface Slot {
  readonly resource: string;
  readonly start: Micros;
}

/** `CTROOM1 20260317103000-0500`: how the audit names a booking. */
export function slotText(resource: string, start: Micros | undefined, zoneOffset: number): string {
  return start === undefined ? resource : `${resource} ${formatTimestamp(start, zoneOffset)}`;
}

/** Exams begin on full five minutes. */
const GRID = 5 * MINUTE;
/** Bookings of one resource that the search for a gap looks at. */
const mostBookings = 5_000;

/** The first free slot of any resource of the procedure, not before `earliest`; the one named first wins a tie. */
export function firstFreeSlot(
  orders: Table<RisOrder>,
  procedure: Procedure,
  catalogue: ReadonlyMap<string, Procedure>,
  earliest: Micros,
): Slot | undefined {
  let best: Slot | undefined;
  for (const resource of procedure.resources) {
    const start = firstGap(bookings(orders, resource, catalogue, earliest), earliest, procedure.minutes * MINUTE);
    if (!best || start < best.start) best = { resource, start };
  }
  return best;
}

/** The first instant on the grid at which `length` fits between the bookings, which are in order of their start. */
export function firstGap(
  bookings: readonly { readonly start: Micros; readonly end: Micros }[],
  earliest: Micros,
  length: Micros,
): Micros {
  let start = Math.ceil(earliest / GRID) * GRID;
  for (const booking of bookings) {
    if (booking.start >= start + length) break;
    if (booking.end > start) start = Math.ceil(booking.end / GRID) * GRID;
  }
  return start;
}

function bookings(
  orders: Table<RisOrder>,
  resource: string,
  catalogue: ReadonlyMap<string, Procedure>,
  from: Micros,
): { start: Micros; end: Micros }[] {
  const found: { start: Micros; end: Micros }[] = [];
  for (const order of orders.values()) {
    if (order.resource !== resource || order.start === undefined || order.status === 'CANCELED') continue;
    const end = order.start + (catalogue.get(order.procedure)?.minutes ?? 0) * MINUTE;
    if (end > from && found.length < mostBookings) found.push({ start: order.start, end });
  }
  return found.sort((a, b) => a.start - b.start);
}
