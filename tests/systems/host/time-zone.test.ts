import { describe, expect, it } from 'vitest';
import { fromCivil } from '../../../server/core/clock.ts';
import { readTimezone } from '../../../server/systems/host/time-zone.ts';

const offset = (zone: string, at: number): number | string => {
  const parsed = readTimezone(`${zone}\n`);
  return parsed.ok ? parsed.value(at) : (parsed.problems[0]?.found ?? '');
};
const utc = (month: number, day: number, hour = 0, minute = 0): number =>
  fromCivil({ year: 2026, month, day, hour, minute });

describe('the zone of a machine', () => {
  it.each([
    ['UTC', 0],
    ['Etc/UTC', 0],
    ['America/Panama', -300],
    ['Etc/GMT+5', -300],
    ['Etc/GMT-1', 60],
  ])('%s is %i minutes east of Greenwich, summer and winter', (zone, minutes) => {
    expect([offset(zone, utc(1, 10)), offset(zone, utc(7, 10))]).toEqual([minutes, minutes]);
  });

  it('changes in New York on the second Sunday in March and the first in November, at two in the morning', () => {
    const newYork = (at: number): number | string => offset('America/New_York', at);
    expect([newYork(utc(3, 8, 6, 59)), newYork(utc(3, 8, 7))]).toEqual([-300, -240]);
    expect([newYork(utc(11, 1, 5, 59)), newYork(utc(11, 1, 6))]).toEqual([-240, -300]);
  });

  it('is refused where nobody knows it', () => {
    expect(offset('Mars/Base', 0)).toBe('Mars/Base');
    expect(offset('Etc/GMT+15', 0)).toBe('Etc/GMT+15');
  });
});
