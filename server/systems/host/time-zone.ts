import { DAY, fromCivil, HOUR, type Micros, toCivil } from '../../core/clock.ts';
import { memoiseByText, type Parsed } from './properties.ts';

/** `/etc/timezone`: the zone of a machine's own clock. The hospital's is America/Panama, UTC−05:00 the year round. */
export const TIMEZONE = '/etc/timezone';

/** Minutes east of UTC at an instant. */
type Zone = (at: Micros) => number;

const zones: Readonly<Record<string, Zone>> = {
  UTC: () => 0,
  'Etc/UTC': () => 0,
  'Etc/GMT': () => 0,
  'America/Panama': () => -300,
  'America/New_York': newYork,
};
const expected = `one of ${Object.keys(zones).join(', ')}, or Etc/GMT+5 (west of Greenwich, POSIX sign)`;

/** Daylight saving from the second Sunday in March to the first in November, both at 2:00 local (15 U.S.C. §260a). */
function newYork(at: Micros): number {
  const { year } = toCivil(at);
  const begins = sunday(year, 3, 2) + 7 * HOUR;
  const ends = sunday(year, 11, 1) + 6 * HOUR;
  return at >= begins && at < ends ? -240 : -300;
}

/** Midnight UTC of the n-th Sunday of a month; 1 January 1970 was a Thursday. */
function sunday(year: number, month: number, n: number): Micros {
  const first = fromCivil({ year, month, day: 1 });
  const weekday = (Math.floor(first / DAY) + 4) % 7;
  return first + (((7 - weekday) % 7) + (n - 1) * 7) * DAY;
}

export const readTimezone = memoiseByText((text: string): Parsed<Zone> => {
  const name = text.trim();
  const known = zones[name];
  if (known) return { ok: true, value: known };
  // POSIX sign: Etc/GMT+5 is west of Greenwich.
  const posix = /^Etc\/GMT([+-])(\d{1,2})$/.exec(name);
  if (!posix || Number(posix[2]) > 14) return { ok: false, problems: [{ line: 1, found: name, expected }] };
  const minutes = (posix[1] === '+' ? -60 : 60) * Number(posix[2]);
  return { ok: true, value: () => minutes };
});
