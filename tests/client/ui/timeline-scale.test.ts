import { expect, test } from 'vitest';
import { nextEvent, place, stepArea, timeAt } from '../../../client/src/ui/timeline-scale.ts';

test('a moment has a place between the ends, and a place a moment', () => {
  expect([place(150, 100, 200), place(50, 100, 200), place(300, 100, 200)]).toEqual([0.5, 0, 1]);
  expect([timeAt(0.5, 100, 200), timeAt(-1, 100, 200), timeAt(2, 100, 200)]).toEqual([150, 100, 200]);
});

test('the next event is the first one strictly later', () => {
  const events = [10, 20, 20, 30];
  expect([0, 10, 20, 25, 30].map((at) => nextEvent(events, at))).toEqual([10, 20, 30, 30, undefined]);
});

test('an area steps at each sample and runs to the end', () => {
  expect(
    stepArea(
      [
        { at: 150, value: 1 },
        { at: 175, value: 2 },
      ],
      100,
      200,
    ),
  ).toBe('M500.0 100H500.0V54.0H750.0V8.0H1000V100Z');
  expect(stepArea([{ at: 150, value: 0 }], 100, 200)).toBe('');
});
