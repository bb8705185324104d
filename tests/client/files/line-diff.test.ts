import { describe, expect, test } from 'vitest';
import { fileKey, readFileKey } from '../../../client/src/features/files/drafts.ts';
import { diffLines, foldSame } from '../../../client/src/lib/line-diff.ts';

const shown = (a: string, b: string): string[] =>
  diffLines(a, b).map((line) => `${{ same: ' ', added: '+', removed: '-' }[line.kind]}${line.text}`);

describe('the difference of two revisions', () => {
  test.each([
    ['a changed line', 'a\nb\nc\n', 'a\nB\nc\n', [' a', '-b', '+B', ' c']],
    ['an added line', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
    ['a removed line', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['a moved line', 'a\nb\nc\nd', 'b\nc\na\nd', ['-a', ' b', ' c', '+a', ' d']],
    ['line ends alone', 'a\r\nb\r\n', 'a\nb\n', [' a', ' b']],
    ['nothing at all', '', '', []],
    ['everything', '', 'a\nb', ['+a', '+b']],
  ])('%s', (_, a, b, expected) => expect(shown(a, b)).toEqual(expected));

  test('numbers the lines of both sides', () =>
    expect(diffLines('x\na\nb', 'x\nb')).toEqual([
      { kind: 'same', text: 'x', a: 1, b: 1 },
      { kind: 'removed', text: 'a', a: 2 },
      { kind: 'same', text: 'b', a: 3, b: 2 },
    ]));

  test('applies: equal and added lines are the new text, equal and removed ones the old', () => {
    const a = Array.from({ length: 300 }, (_, index) => `line ${(index * 7) % 50}`);
    const b = a
      .filter((_, index) => index % 9 !== 0)
      .flatMap((line, index) => (index % 13 === 0 ? [line, 'new'] : [line]));
    const lines = diffLines(a.join('\n'), b.join('\n'));
    expect(lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text)).toEqual(a);
    expect(lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)).toEqual(b);
  });

  test('folds what is the same far from any difference', () => {
    const a = Array.from({ length: 20 }, (_, index) => String(index));
    const b = a.with(10, 'x');
    const kinds = foldSame(diffLines(a.join('\n'), b.join('\n')), 2).map((line) =>
      line.kind === 'fold' ? line.count : line.kind,
    );
    expect(kinds).toEqual([8, 'same', 'same', 'removed', 'added', 'same', 'same', 7]);
  });
});

test('a file in the address is read as it was written', () => {
  expect(readFileKey(fileKey('eng01', '/opt/engine/a:b.yaml'))).toEqual({
    host: 'eng01',
    path: '/opt/engine/a:b.yaml',
  });
  expect(readFileKey('eng01')).toBeUndefined();
  expect(readFileKey(undefined)).toBeUndefined();
});
