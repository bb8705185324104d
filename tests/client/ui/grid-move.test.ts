import { describe, expect, it } from 'vitest';
import { gridMove } from '../../../client/src/ui/grid-move.ts';

describe('a key in a list of ten rows', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', 9, 9],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 9],
    ['PageDown', 3, 7],
    ['PageDown', 8, 9],
    ['PageUp', 3, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['Enter', 5, undefined],
  ])('%s at %i leads to %s', (key, index, to) => {
    expect(gridMove(key, { index, count: 10, page: 4 })).toBe(to);
  });

  it('leads nowhere in an empty list', () => {
    expect(gridMove('ArrowUp', { index: -1, count: 0, page: 4 })).toBeUndefined();
  });
});
