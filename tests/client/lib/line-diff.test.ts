import { expect, it } from 'vitest';
import { changedLines } from '../../../client/src/lib/line-diff.ts';

it('names only the lines that differ, each by its number in its own text', () => {
  expect(changedLines('a\nfrom: x\nb\nc\n', 'a\nfrom: y\nwhen: z\nb\nc\n')).toEqual([
    { kind: 'removed', line: 2, text: 'from: x' },
    { kind: 'added', line: 2, text: 'from: y' },
    { kind: 'added', line: 3, text: 'when: z' },
  ]);
});

it('finds no difference in line ends or equal texts', () => {
  expect(changedLines('a\r\nb\r\n', 'a\nb\n')).toEqual([]);
  expect(changedLines('', '')).toEqual([]);
});
