import { describe, expect, it } from 'vitest';
import { slotFields, slotInstant } from '../../../client/src/features/ris/slot-time.ts';
import { HospitalTime } from '../../../client/src/lib/hospital-time.ts';

const panama = new HospitalTime(-300);

describe('the fields of a booking', () => {
  it.each([
    ['2026-03-17', '14:30', '2026-03-17T19:30:00Z'],
    ['2026-03-17', '9:05', '2026-03-17T14:05:00Z'],
    ['2026-03-17', '23:55', '2026-03-18T04:55:00Z'],
    [' 2024-02-29 ', '00:00', '2024-02-29T05:00:00Z'],
    ['2026-02-30', '10:00', undefined],
    ['2026-03-17', '24:00', undefined],
    ['2026-03-17', '10:60', undefined],
    ['17.03.2026', '10:00', undefined],
    ['', '', undefined],
  ])('%s %s', (date, clock, expected) => {
    const at = slotInstant(panama, date, clock);
    expect(at).toBe(expected === undefined ? undefined : Date.parse(expected) * 1000);
    if (at !== undefined) {
      expect(slotFields(panama, at)).toEqual({ date: date.trim(), clock: clock.padStart(5, '0') });
    }
  });
});
