import { type HospitalTime, MINUTE } from '../../lib/hospital-time.ts';

/** An instant as the fields of a booking show it, in the hospital's local time. */
export function slotFields(time: HospitalTime, at: number): { date: string; clock: string } {
  const text = new Date(at / 1000 + time.offset * 60_000).toISOString();
  return { date: text.slice(0, 10), clock: text.slice(11, 16) };
}

/** The instant that the two fields name, µs; undefined when they name none. */
export function slotInstant(time: HospitalTime, date: string, clock: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date.trim()) ?? [];
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(clock.trim()) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) * 1000;
  if (!Number.isFinite(utc)) return undefined;
  const at = utc - time.offset * MINUTE;
  // The thirtieth of February is a day of March to `Date`, and to nobody else.
  const shown = slotFields(time, at);
  return shown.date === date.trim() && shown.clock === clock.trim().padStart(5, '0') ? at : undefined;
}
