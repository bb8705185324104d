const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/**
 * Virtual time (integer µs since the Unix epoch, UTC) in the words of the hospital's clock. `offset` is minutes east of
 * UTC, given by the server; the hospital knows no daylight saving, and the reader's own time zone plays no part.
 */
export class HospitalTime {
  readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }

  /** `10:42:18` */
  time(at: number): string {
    return this.#local(at).toISOString().slice(11, 19);
  }

  /** `10:42` */
  minute(at: number): string {
    return this.#local(at).toISOString().slice(11, 16);
  }

  /** `10:42:18.037`: for the sniffer and logs. */
  milli(at: number): string {
    return this.#local(at).toISOString().slice(11, 23);
  }

  /** `Tue 17 Mar` */
  day(at: number): string {
    const local = this.#local(at);
    return `${DAYS[local.getUTCDay()]} ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]}`;
  }

  /** `Tue 17 Mar 10:42:18` */
  full(at: number): string {
    return `${this.day(at)} ${this.time(at)}`;
  }

  /** The time alone on the day of `now`, with the day on any other. */
  near(at: number, now: number): string {
    return this.day(at) === this.day(now) ? this.time(at) : this.full(at);
  }

  /** As `near`, to the minute. */
  nearMinute(at: number, now: number): string {
    return this.day(at) === this.day(now) ? this.minute(at) : `${this.day(at)} ${this.minute(at)}`;
  }

  /** `20260317 08:10` as a system wrote it: the time alone on the day of `now`; what is no such date stays as it is. */
  nearWritten(text: string, now: number | undefined): string {
    const [day = '', time] = text.split(' ');
    if (time === undefined || readableDate(day) === day) return text;
    const today = now === undefined ? '' : this.#local(now).toISOString().slice(0, 10);
    return readableDate(day) === today ? time : `${readableDate(day)} ${time}`;
  }

  #local(at: number): Date {
    return new Date(Math.floor(at / 1000) + this.offset * 60_000);
  }
}

/** `19760729` and `202603170931` as `1976-07-29` and `2026-03-17 09:31`; anything else as it is. */
export function readableDate(text: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)\d*(?:\.\d+)?)?$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return text;
  const date = `${year}-${month}-${day}`;
  return hour === undefined || minute === undefined ? date : `${date} ${hour}:${minute}`;
}

/** A span of virtual time: `8 s`, `12 min`, `4 h 30 min`. */
export function formatSpan(micros: number): string {
  const seconds = Math.max(0, Math.floor(micros / SECOND));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** `512 B`, `14.2 kB`, `3.0 MB` (powers of 1000). */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
