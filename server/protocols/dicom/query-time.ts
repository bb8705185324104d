/**
 * Dates and times of query keys and candidates (PS3.5 Table 6.2-1) as numbers that compare: DA as days, TM as
 * microseconds of the day, DT as microseconds. A value of less precision covers the whole hour, day or month.
 */
export interface Interval {
  readonly low: number;
  /** Inclusive. */
  readonly high: number;
}

const MICROS = 1_000_000;
export const DAY_MICROS = 86_400 * MICROS;

/** Days since 1970-01-01 by Howard Hinnant's civil-date arithmetic; no Date object below the lab. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `YYYYMMDD`, or `YYYY.MM.DD` as ACR-NEMA wrote it; undefined for anything that is no day of the calendar. */
export function dateInterval(text: string): Interval | undefined {
  const match = /^(\d{4})(?:(\d{2})(\d{2})|\.(\d{2})\.(\d{2}))$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? match[4]), Number(match[3] ?? match[5])];
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return undefined;
  const days = daysOf(year, month, day);
  return { low: days, high: days };
}

/** `HH`, `HHMM`, `HHMMSS`, `HHMMSS.F…`, or with colons. `09` is 09:00:00.000000 to 09:59:59.999999. */
export function timeInterval(text: string): Interval | undefined {
  const match = /^(\d{2})(?::?(\d{2})(?::?(\d{2})(?:\.(\d{1,6}))?)?)?$/.exec(text);
  if (!match) return undefined;
  const [, hourText, minuteText, secondText, fraction] = match;
  const [hour, minute, second] = [Number(hourText), Number(minuteText ?? 0), Number(secondText ?? 0)];
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const low = (hour * 3600 + minute * 60 + second) * MICROS + Number((fraction ?? '').padEnd(6, '0') || 0);
  const width =
    minuteText === undefined
      ? 3600 * MICROS
      : secondText === undefined
        ? 60 * MICROS
        : 10 ** (6 - (fraction ?? '').length);
  return { low, high: low + width - 1 };
}

/** `YYYY[MM[DD[HH[MM[SS[.F]]]]]][±ZZXX]`. Without an offset it is taken as UTC: both sides come from one hospital. */
export function dateTimeInterval(text: string): Interval | undefined {
  const match = /^(\d{4})(\d{2})?(\d{2})?(\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,6})?)?)?)?([+-]\d{4})?$/.exec(text);
  if (!match) return undefined;
  const [, yearText, monthText, dayText, clock, zone] = match;
  const year = Number(yearText);
  const first = dateInterval(`${yearText ?? ''}${monthText ?? '01'}${dayText ?? '01'}`);
  const lastMonth = Number(monthText ?? 12);
  const time = timeInterval(clock ?? '00');
  const offset = zone === undefined ? 0 : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * 60 * MICROS;
  if (!first || !time || lastMonth < 1 || lastMonth > 12) return undefined;
  const lastDay = daysOf(year, lastMonth, Number(dayText ?? monthLength(year, lastMonth)));
  const shift = zone?.startsWith('-') === true ? offset : -offset;
  return {
    low: first.low * DAY_MICROS + (clock === undefined ? 0 : time.low) + shift,
    high: lastDay * DAY_MICROS + (clock === undefined ? DAY_MICROS - 1 : time.high) + shift,
  };
}

export interface QueryRange extends Interval {
  /** Written with a hyphen. */
  readonly isRange: boolean;
  readonly hasLow: boolean;
  readonly hasHigh: boolean;
}

/**
 * A single value or a range `a-b`, `a-`, `-b` (PS3.4 §C.2.2.2.5). Undefined if it is neither, a lone hyphen included.
 * In a DT the hyphen may begin an offset: what reads as one value is one.
 */
export function parseRange(text: string, interval: (part: string) => Interval | undefined): QueryRange | undefined {
  const single = interval(text);
  if (single) return { ...single, isRange: false, hasLow: true, hasHigh: true };
  for (let hyphen = text.indexOf('-'); hyphen >= 0; hyphen = text.indexOf('-', hyphen + 1)) {
    const [before, after] = [text.slice(0, hyphen).trim(), text.slice(hyphen + 1).trim()];
    if (before === '' && after === '') return undefined;
    const low = before === '' ? undefined : interval(before);
    const high = after === '' ? undefined : interval(after);
    if ((before !== '' && !low) || (after !== '' && !high)) continue;
    return {
      low: low?.low ?? Number.NEGATIVE_INFINITY,
      high: high?.high ?? Number.POSITIVE_INFINITY,
      isRange: true,
      hasLow: low !== undefined,
      hasHigh: high !== undefined,
    };
  }
  return undefined;
}
