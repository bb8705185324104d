import { expect, test } from 'vitest';
import { hexRow } from '../../../client/src/ui/hex-row.ts';
import { rovingStep } from '../../../client/src/ui/roving.ts';

test.each([
  ['ArrowRight', 0, 'horizontal', 1],
  ['ArrowRight', 2, 'horizontal', 0],
  ['ArrowLeft', 0, 'horizontal', 2],
  ['ArrowDown', 0, 'horizontal', undefined],
  ['ArrowDown', 0, 'vertical', 1],
  ['ArrowUp', 0, 'both', 2],
  ['Home', 2, 'horizontal', 0],
  ['End', 0, 'horizontal', 2],
  ['a', 0, 'both', undefined],
] as const)('%s from %i of three, %s, leads to %s', (key, index, axis, next) => {
  expect(rovingStep(key, index, 3, axis)).toBe(next);
});

test('a line of a hex dump keeps its columns where the bytes end', () => {
  expect(hexRow(Uint8Array.of(0x4d, 0x0d), 0, 3)).toEqual({
    offset: 0,
    cells: [{ hex: '4d', character: 'M' }, { hex: '0d', character: '·' }, undefined],
  });
});
