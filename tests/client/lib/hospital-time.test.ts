import { describe, expect, test } from 'vitest';
import {
  formatSize,
  formatSpan,
  HospitalTime,
  HOUR,
  MINUTE,
  readableDate,
  SECOND,
} from '../../../client/src/lib/hospital-time.ts';

describe('virtual time is told by the clock of the hospital, five hours behind UTC', () => {
  const time = new HospitalTime(-300);
  const at = Date.UTC(2026, 2, 17, 15, 42, 18) * 1000 + 37_500;

  test('in every form', () => {
    expect({
      time: time.time(at),
      minute: time.minute(at),
      milli: time.milli(at),
      day: time.day(at),
      full: time.full(at),
    }).toEqual({
      time: '10:42:18',
      minute: '10:42',
      milli: '10:42:18.037',
      day: 'Tue 17 Mar',
      full: 'Tue 17 Mar 10:42:18',
    });
  });

  test('the evening before is another day, though in UTC it is the same one', () => {
    expect(time.full(Date.UTC(2026, 2, 17, 3, 0, 0) * 1000)).toBe('Mon 16 Mar 22:00:00');
  });

  test('the day is only said when it is not the present one', () => {
    expect(time.near(at - HOUR, at)).toBe('09:42:18');
    expect(time.near(at - 12 * HOUR, at)).toBe('Mon 16 Mar 22:42:18');
    expect(time.nearMinute(at - HOUR, at)).toBe('09:42');
    expect(time.nearMinute(at - 12 * HOUR, at)).toBe('Mon 16 Mar 22:42');
  });

  test.each([
    ['20260317 08:10', '08:10'],
    ['20260318 08:10', '2026-03-18 08:10'],
    ['20261317x 08:10', '20261317x 08:10'],
    ['20260317', '20260317'],
    ['', ''],
  ])('a date and time written %j shows as %j', (written, shown) => {
    expect(time.nearWritten(written, at)).toBe(shown);
  });
});

test.each([
  ['19711103', '1971-11-03'],
  ['20260317063100', '2026-03-17 06:31'],
  ['20260317063100.000000', '2026-03-17 06:31'],
  ['1971', '1971'],
  ['', ''],
  ['F500177', 'F500177'],
])('the date %j is written %j', (text, written) => {
  expect(readableDate(text)).toBe(written);
});

test.each([
  [8 * SECOND, '8 s'],
  [12 * MINUTE + 59 * SECOND, '12 min'],
  [4 * HOUR + 5 * MINUTE, '4 h 05 min'],
  [-1, '0 s'],
])('a span of %i µs is %s', (span, words) => {
  expect(formatSpan(span)).toBe(words);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [14_230, '14.2 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(formatSize(bytes)).toBe(words);
});
