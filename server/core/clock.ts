/**
 * Virtual time. `Micros` is an integer number of µs since 1970-01-01T00:00:00Z; `Date` and the machine's clock are never
 * asked. Calendar arithmetic is the proleptic Gregorian one (days-from-civil): exact to the µs from 1685 to 2254 (2^53 µs
 * either side of the epoch), to the second from 0000 to 9999.
 */
export type Micros = number;

export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A wall-clock reading at some place: calendar fields of local time, all in their usual ranges (month 1–12). */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
}

function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** The instant at which a clock `offsetMinutes` east of UTC shows this reading. */
export function fromCivil(
  time: Partial<CivilTime> & Pick<CivilTime, 'year' | 'month' | 'day'>,
  offsetMinutes = 0,
): Micros {
  const days = daysFromCivil(time.year, time.month, time.day);
  const clock =
    (time.hour ?? 0) * HOUR + (time.minute ?? 0) * MINUTE + (time.second ?? 0) * SECOND + (time.micros ?? 0);
  return days * DAY + clock - offsetMinutes * MINUTE;
}

/** What a clock `offsetMinutes` east of UTC shows at the instant `at`. */
export function toCivil(at: Micros, offsetMinutes = 0): CivilTime {
  const local = at + offsetMinutes * MINUTE;
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  return {
    ...civilFromDays(days),
    hour: Math.floor(rest / HOUR),
    minute: Math.floor(rest / MINUTE) % 60,
    second: Math.floor(rest / SECOND) % 60,
    micros: rest % SECOND,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `YYYYMMDD`: DICOM DA (PS3.5 §6.2) and HL7 DT. */
export function formatDate(at: Micros, offsetMinutes: number): string {
  const { year, month, day } = toCivil(at, offsetMinutes);
  return `${String(year).padStart(4, '0')}${two(month)}${two(day)}`;
}

/** `HHMMSS`: DICOM TM (PS3.5 §6.2) and HL7 TM without fraction. */
export function formatTime(at: Micros, offsetMinutes: number): string {
  const { hour, minute, second } = toCivil(at, offsetMinutes);
  return `${two(hour)}${two(minute)}${two(second)}`;
}

/** `YYYYMMDDHHMMSS`: HL7 TS to the second, no zone. */
export function formatTimestamp(at: Micros, offsetMinutes: number): string {
  return formatDate(at, offsetMinutes) + formatTime(at, offsetMinutes);
}

/** `-0500`: HL7 and DICOM DT zone suffix. */
export function formatOffset(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/**
 * Reads `YYYYMMDD[HH[MM[SS[.f…]]]][±ZZZZ]` (HL7 TS from the day on; DICOM DA + TM joined). A zone in the text wins over
 * `offsetMinutes`. Undefined when it is no such time, a date without a day included.
 */
export function parseTimestamp(text: string, offsetMinutes: number): Micros | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,6}))?)?)?)?([+-]\d{4})?$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const civil = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    micros: Number(fraction.padEnd(6, '0')),
  };
  if (civil.month < 1 || civil.month > 12 || civil.day < 1 || civil.day > 31) return undefined;
  if (civil.hour > 23 || civil.minute > 59 || civil.second > 59) return undefined;
  const offset = zone
    ? (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)))
    : offsetMinutes;
  const at = fromCivil(civil, offset);
  return toCivil(at, offset).day === civil.day ? at : undefined;
}
