import { dateInterval, dateTimeInterval, timeInterval } from './query-time.ts';
import { isUid } from './uid.ts';
import { vrInfo } from './vr.ts';
import type { Vr } from './vr.ts';

/** What a text value of this VR looks like (PS3.5 Table 6.2-1), for a sentence that begins with "expected". */
const formats: Partial<Record<Vr, { readonly expected: string; readonly fits: (value: string) => boolean }>> = {
  AE: { expected: 'at most 16 characters without backslash', fits: (value) => !/\p{Cc}/u.test(value) },
  AS: { expected: 'an age such as 042Y, 006M, 003W or 010D', fits: (value) => /^\d{3}[DWMY]$/.test(value) },
  AT: { expected: 'tags such as (0018,1063)', fits: () => true },
  CS: {
    expected: 'at most 16 capital letters, digits, spaces and underscores',
    fits: (value) => /^[A-Z0-9 _]*$/.test(value),
  },
  DA: { expected: 'a date YYYYMMDD', fits: (value) => /^\d{8}$/.test(value) && dateInterval(value) !== undefined },
  DS: {
    expected: 'a decimal number of at most 16 characters',
    fits: (value) => /^ *[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? *$/.test(value),
  },
  DT: {
    expected: 'a date and time YYYYMMDDHHMMSS.FFFFFF+ZZXX, which may end earlier',
    fits: (value) => dateTimeInterval(value) !== undefined,
  },
  IS: {
    expected: 'an integer from -2147483648 to 2147483647',
    fits: (value) => /^ *[+-]?\d+ *$/.test(value) && Math.abs(Number(value) + 0.5) <= 2147483647.5,
  },
  TM: {
    expected: 'a time HHMMSS.FFFFFF, which may end earlier',
    fits: (value) => !value.includes(':') && timeInterval(value) !== undefined,
  },
  UI: { expected: 'a UID of at most 64 digits and dots', fits: isUid },
  US: { expected: 'integers from 0 to 65535', fits: () => true },
  SS: { expected: 'integers from -32768 to 32767', fits: () => true },
  UL: { expected: 'integers from 0 to 4294967295', fits: () => true },
  SL: { expected: 'integers from -2147483648 to 2147483647', fits: () => true },
  UV: { expected: 'integers from 0 to 18446744073709551615', fits: () => true },
  SV: { expected: 'integers from -9223372036854775808 to 9223372036854775807', fits: () => true },
  FL: { expected: 'numbers', fits: () => true },
  FD: { expected: 'numbers', fits: () => true },
};

/** What the values of this VR are; undefined for free text and bytes. */
export function expectedOf(vr: Vr): string | undefined {
  const { maximum } = vrInfo(vr);
  return formats[vr]?.expected ?? (maximum === undefined ? undefined : `at most ${maximum} characters`);
}

/** Whether each of the values has the form its VR asks for; zero length always fits. Encoding is not looked at. */
export function fitsFormat(vr: Vr, text: string): boolean {
  const info = vrInfo(vr);
  if (info.kind !== 'text') return true;
  const values = info.split ? text.split('\\') : [text];
  const groups = vr === 'PN' ? values.flatMap((value) => value.split('=')) : values;
  if (info.maximum !== undefined && groups.some((group) => Array.from(group).length > (info.maximum ?? 0)))
    return false;
  if (vr === 'PN' && values.some((value) => value.split('=').length > 3)) return false;
  const format = formats[vr];
  return !format || values.every((value) => value === '' || format.fits(value));
}
