import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../client/src/lib/hospital-time.ts';
import { nextAt } from '../../../client/src/views/next-at.ts';

const OFFSET = -300;
const now = Date.UTC(2026, 2, 17, 15, 31) * 1000; // 10:31 at the hospital

test.each([
  ['11:45', HOUR + 14 * MINUTE],
  ['10:31', 24 * HOUR],
  ['7.05', 20 * HOUR + 34 * MINUTE],
  ['10:31:30', 30_000_000],
])('%s is so far ahead', (typed, ahead) => expect(nextAt(typed, now, OFFSET)).toBe(now + ahead));

test.each(['', 'noon', '25:00', '10:99', '1045'])('“%s” is no time', (typed) =>
  expect(nextAt(typed, now, OFFSET)).toBeUndefined(),
);
