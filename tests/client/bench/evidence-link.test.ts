import { expect, test } from 'vitest';
import { evidenceLink, logNote } from '../../../client/src/bench/evidence-link.ts';

test('evidence from a field leads to the message and the field', () =>
  expect(evidenceLink(2214, 'OBR-18.1 = A260001288', true)).toEqual({ msg: '2214', field: 'OBR-18.1' }));

test('evidence with words of its own leads to the message', () =>
  expect(evidenceLink(2214, 'sent twice', true)).toEqual({ msg: '2214' }));

test('evidence from a log line leads to the line, whatever was filtered, and does not run away with the tail', () =>
  expect(evidenceLink(77, 'pacs01 WARN …', false)).toEqual({
    tool: 'logs',
    event: '77',
    q: undefined,
    host: undefined,
    levels: undefined,
    tail: '0',
  }));

test('a log line’s note says where and how it was logged, and fits', () => {
  expect(logNote({ host: 'pacs01', level: 'WARN', text: 'no order' })).toBe('pacs01 WARN no order');
  expect(logNote({ host: 'pacs01', level: 'WARN', text: 'x'.repeat(400) })).toHaveLength(300);
});
