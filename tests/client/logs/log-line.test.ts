import { expect, test } from 'vitest';
import { levelStatus, wordsOf } from '../../../client/src/features/logs/log-line.ts';

test('what could be an identifier is taken out of a line', () =>
  expect(wordsOf('study 2.25.31.7: no order (A260001196), order=P700168; ct01 says "A260001196" at 3 s')).toEqual([
    '2.25.31.7',
    'A260001196',
    'P700168',
    'ct01',
  ]));

test.each([
  ['ERROR', 'bad'],
  ['WARN', 'warn'],
  ['INFO', undefined],
])('level %s has the sign %s', (level, sign) => expect(levelStatus(level)).toBe(sign));
