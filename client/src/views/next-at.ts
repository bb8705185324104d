import { HOUR, MINUTE, SECOND } from '../lib/hospital-time.ts';

/**
 * The next instant after `now` (µs) at which the hospital's clock shows the typed time (`11:45`, `7:05:30`); `offset` is
 * minutes east of UTC. Undefined when it is not a time.
 */
export function nextAt(typed: string, now: number, offset: number): number | undefined {
  const [, hours, minutes, seconds] = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/.exec(typed.trim()) ?? [];
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds ?? 0)];
  if (hours === undefined || h > 23 || m > 59 || s > 59) return undefined;
  const day = 24 * HOUR;
  const shift = offset * MINUTE;
  const midnight = Math.floor((now + shift) / day) * day - shift;
  const at = midnight + h * HOUR + m * MINUTE + s * SECOND;
  return at > now ? at : at + day;
}
