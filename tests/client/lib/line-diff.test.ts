import { expect, it } from 'vitest';
import { diffLines, foldSame } from '../../../client/src/lib/line-diff.ts';

it('gives each line its number in the texts that have it', () => {
  expect(diffLines('a\nfrom: x\nb\n', 'a\nfrom: y\nwhen: z\nb\n')).toEqual([
    { kind: 'same', a: 1, b: 1, text: 'a' },
    { kind: 'removed', a: 2, text: 'from: x' },
    { kind: 'added', b: 2, text: 'from: y' },
    { kind: 'added', b: 3, text: 'when: z' },
    { kind: 'same', a: 3, b: 4, text: 'b' },
  ]);
});

it('finds no difference in line ends or equal texts', () => {
  expect(diffLines('a\r\nb\r\n', 'a\nb\n').every(({ kind }) => kind === 'same')).toBe(true);
  expect(diffLines('', '')).toEqual([]);
});

it('keeps the lines around a difference and folds the others', () => {
  const text = (middle: string) => `a\nb\n${middle}\nc\nd\ne\n`;
  expect(foldSame(diffLines(text('x'), text('y')), 1)).toEqual([
    { kind: 'fold', count: 1 },
    { kind: 'same', a: 2, b: 2, text: 'b' },
    { kind: 'removed', a: 3, text: 'x' },
    { kind: 'added', b: 3, text: 'y' },
    { kind: 'same', a: 4, b: 4, text: 'c' },
    { kind: 'fold', count: 2 },
  ]);
});
