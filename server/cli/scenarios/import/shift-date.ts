import { DAY, fromCivil, formatDate } from '../../../core/clock.ts';

/** The date so many days later, `YYYYMMDD`; undefined when there is no such day. */
export function addDays(year: number, month: number, day: number, days: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1800) return undefined;
  return formatDate(fromCivil({ year, month, day }, 0) + days * DAY, 0);
}
