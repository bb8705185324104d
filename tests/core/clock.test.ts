import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CivilTime,
  formatDate,
  formatOffset,
  formatTimestamp,
  fromCivil,
  parseTimestamp,
  SECOND,
  toCivil,
} from '../../server/core/clock.ts';

const civil = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0, micros = 0): CivilTime => ({
  year,
  month,
  day,
  hour,
  minute,
  second,
  micros,
});

describe('the virtual clock', () => {
  it.each([
    ['the epoch', civil(1970, 1, 1), 0, 0],
    ['a leap day of a century that is one', civil(2000, 2, 29), 0, 951_782_400],
    ['the day after a leap day', civil(2024, 3, 1), 0, 1_709_251_200],
    ['the day before the epoch', civil(1969, 12, 31, 23, 59, 59), 0, -1],
    ['a century that is no leap year', civil(1900, 3, 1), 0, -2_203_891_200],
    ['the last second of the year 9999', civil(9999, 12, 31, 23, 59, 59), 0, 253_402_300_799],
    ['the morning of the lab, five hours west', civil(2026, 3, 17, 10, 42, 18), -300, 1_773_762_138],
    ['a zone that is not a whole hour', civil(2026, 1, 1, 5, 45), 345, 1_767_225_600],
  ])('knows %s in both directions', (_, time, zone, unixSeconds) => {
    expect(fromCivil(time, zone)).toBe(unixSeconds * SECOND);
    expect(toCivil(unixSeconds * SECOND, zone)).toEqual(time);
  });

  it('agrees with the platform calendar to the millisecond from 1685 to 2254', () => {
    const first = Date.UTC(1685, 0, 1);
    const last = Date.UTC(2254, 11, 31, 23, 59, 59, 999);
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (millis) => {
        const date = new Date(millis);
        expect(toCivil(millis * 1000)).toEqual(
          civil(
            date.getUTCFullYear(),
            date.getUTCMonth() + 1,
            date.getUTCDate(),
            date.getUTCHours(),
            date.getUTCMinutes(),
            date.getUTCSeconds(),
            date.getUTCMilliseconds() * 1000,
          ),
        );
        expect(fromCivil(toCivil(millis * 1000))).toBe(millis * 1000);
      }),
    );
  });

  it('keeps the microsecond', () => {
    const at = fromCivil(civil(2026, 3, 17, 23, 59, 59, 999_999), -300);
    expect(toCivil(at, -300)).toEqual(civil(2026, 3, 17, 23, 59, 59, 999_999));
    expect(toCivil(at + 1, -300)).toEqual(civil(2026, 3, 18));
  });

  it('writes dates, timestamps and zones as their formats want', () => {
    const at = fromCivil(civil(2026, 3, 7, 8, 5, 2, 250_999), -300);
    expect({
      date: formatDate(at, -300),
      timestamp: formatTimestamp(at, -300),
      utc: formatTimestamp(at, 0),
      offsets: [-300, 0, 330, -570].map(formatOffset),
    }).toEqual({
      date: '20260307',
      timestamp: '20260307080502',
      utc: '20260307130502',
      offsets: ['-0500', '+0000', '+0530', '-0930'],
    });
  });

  it.each([
    ['20260317', civil(2026, 3, 17)],
    ['2026031710', civil(2026, 3, 17, 10)],
    ['202603171042', civil(2026, 3, 17, 10, 42)],
    ['20260317104218', civil(2026, 3, 17, 10, 42, 18)],
    ['20260317104218.25', civil(2026, 3, 17, 10, 42, 18, 250_000)],
    ['20240229', civil(2024, 2, 29)],
  ])('reads %s in the local zone', (text, time) => {
    expect(parseTimestamp(text, -300)).toBe(fromCivil(time, -300));
  });

  it('lets a zone in the text win over the local one', () => {
    expect(parseTimestamp('20260317104218+0100', -300)).toBe(fromCivil(civil(2026, 3, 17, 10, 42, 18), 60));
  });

  it.each([
    '',
    '2026',
    '202603',
    '20260229',
    '20261301',
    '20260431',
    '2026031724',
    '202603171060',
    '20260317x',
    '2026-03-17',
  ])('takes %j for no time', (text) => {
    expect(parseTimestamp(text, -300)).toBeUndefined();
  });
});
