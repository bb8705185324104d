import { expect, test } from 'vitest';
import { mergeMessages } from '../../../client/src/lib/merge-messages.ts';
import type { MessageSummary } from '../../../server/contract/message.ts';

const message = (id: number, answer: string | null = null): MessageSummary => ({
  id,
  at: id,
  protocol: 'HL7',
  from: 'ris01',
  to: 'eng01',
  title: 'ORM^O01 NW',
  keys: {},
  answer: answer === null ? null : { code: answer, ok: true, event: null },
  inReplyTo: null,
  count: 1,
});

test('news are appended', () => {
  expect(mergeMessages([message(1)], [message(2), message(5)])).toEqual([message(1), message(2), message(5)]);
});

test('a message that comes again, now with its answer, takes the place of the first', () => {
  expect(mergeMessages([message(1), message(2)], [message(1, 'AA'), message(3)])).toEqual([
    message(1, 'AA'),
    message(2),
    message(3),
  ]);
});

test('after a break the same messages twice are there once', () => {
  expect(mergeMessages([message(1), message(2)], [message(2), message(3)]).map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('no news leave the list itself, so that nothing is drawn again', () => {
  const held = [message(1)];
  expect(mergeMessages(held, [])).toBe(held);
});
