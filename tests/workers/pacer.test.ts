import { describe, expect, test } from 'vitest';
import { Pacer } from '../../server/workers/pacer.ts';

const watched = { watchers: 1, ended: false };
const minute = 60_000;

describe('the pacer', () => {
  test('stands still when a lab opens', () => {
    const pacer = new Pacer(0);
    expect([pacer.beat(1000, watched), pacer.pace, pacer.stopped]).toEqual([0, 0, 'paused']);
  });

  test.each([1, 10, 60] as const)('at %i× turns wall milliseconds into virtual microseconds', (pace) => {
    const pacer = new Pacer(0);
    pacer.setPace(pace, 5000);
    expect([pacer.beat(5200, watched), pacer.beat(5450, watched), pacer.stopped]).toEqual([
      200_000 * pace,
      250_000 * pace,
      null,
    ]);
  });

  test('lags behind on a stalled machine instead of running away, and never runs backwards', () => {
    const pacer = new Pacer(0);
    pacer.setPace(10, 0);
    expect([pacer.beat(8000, watched), pacer.beat(7000, watched)]).toEqual([10_000_000, 0]);
  });

  test('stops when no page has watched for ten seconds; a reload does not stop it', () => {
    const pacer = new Pacer(0);
    pacer.setPace(1, 0);
    const unwatched = { watchers: 0, ended: false };
    pacer.beat(5000, unwatched);
    expect(pacer.stopped).toBeNull();
    pacer.beat(9000, watched);
    pacer.beat(18_000, unwatched);
    expect(pacer.stopped).toBeNull();
    expect([pacer.beat(19_001, unwatched), pacer.stopped]).toEqual([0, 'no-page']);
  });

  test('stops ten minutes after the last action', () => {
    const pacer = new Pacer(0);
    pacer.setPace(1, 0);
    pacer.noteAction(3 * minute);
    pacer.beat(12.9 * minute, watched);
    expect(pacer.stopped).toBeNull();
    expect([pacer.beat(13 * minute, watched), pacer.stopped, pacer.pace]).toEqual([0, 'no-action', 0]);
    pacer.setPace(1, 14 * minute);
    expect(pacer.beat(14 * minute + 100, watched)).toBe(100_000);
  });

  test('stops at the end of the virtual time', () => {
    const pacer = new Pacer(0);
    pacer.setPace(60, 0);
    expect([pacer.beat(200, { watchers: 1, ended: true }), pacer.stopped]).toEqual([0, 'end']);
  });
});
