import { describe, expect, test } from 'vitest';
import type { MessageSummary } from '../../../server/contract/message.ts';
import { keyFor } from '../../../client/src/bench/follow-any.ts';
import {
  filterMessages,
  keysOfValue,
  readKeys,
  shortUid,
  writeKeys,
  type MessageFilter,
} from '../../../client/src/bench/message-filter.ts';

const message = (id: number, more: Partial<MessageSummary> = {}): MessageSummary => ({
  id,
  at: id * 1000,
  protocol: 'HL7',
  from: 'ris01',
  to: 'eng01',
  title: 'ORM^O01 NW',
  keys: {},
  answer: { code: 'AA', ok: true, event: id + 1 },
  inReplyTo: null,
  count: 1,
  ...more,
});

const order = message(1, { keys: { patientId: '1000', accession: 'A1', filler: 'F1' } });
const ack = message(2, { title: 'ACK AA', answer: null, inReplyTo: 1, from: 'eng01', to: 'ris01' });
const query = message(3, { protocol: 'DICOM', title: 'C-FIND-RQ', from: 'ct01', to: 'mwl01' });
const entry = message(4, {
  protocol: 'DICOM',
  title: 'C-FIND-RSP',
  from: 'mwl01',
  to: 'ct01',
  inReplyTo: 3,
  answer: null,
  keys: { patientId: '1000', accession: 'F1' },
});
const end = message(5, {
  protocol: 'DICOM',
  title: 'C-FIND-RSP',
  from: 'mwl01',
  to: 'ct01',
  inReplyTo: 3,
  answer: null,
});
const refused = message(6, { answer: { code: 'AE', ok: false, event: 7 } });
const all = [order, ack, query, entry, end, refused];

const ids = (filter: Partial<MessageFilter>): number[] =>
  filterMessages(all, { text: '', keys: [], errorsOnly: false, answers: false, ...filter }).map(({ id }) => id);

describe('the message list', () => {
  test.each<[string, Partial<MessageFilter>, number[]]>([
    ['leaves out answers that only confirm, but shows the entries a query returned', {}, [1, 3, 4, 6]],
    ['shows every answer when asked', { answers: true }, [1, 2, 3, 4, 5, 6]],
    ['shows errors only', { errorsOnly: true }, [6]],
    ['wants every word, in any part of the row', { text: 'ris orm' }, [1, 6]],
    ['finds a number with its sign', { text: '#3' }, [3]],
    ['finds a system by its short name', { text: 'ct1 worklist' }, [3, 4]],
    ['finds a value of a key', { text: 'f1' }, [1, 4]],
    [
      'wants all keys',
      {
        keys: [
          { name: 'patientId', value: '1000' },
          { name: 'accession', value: 'A1' },
        ],
      },
      [1],
    ],
    [
      'wants any number of an exam',
      {
        exam: [
          { name: 'accession', value: 'A1' },
          { name: 'accession', value: 'F1' },
        ],
      },
      [1, 4],
    ],
    ['ends at the moment looked at', { until: 3000 }, [1, 3]],
  ])('%s', (_, filter, expected) => expect(ids(filter)).toEqual(expected));
});

describe('keys of a value', () => {
  test('the message that shows the value says what it is', () =>
    expect(keysOfValue('F1', order.keys, [entry.keys])).toEqual(['filler']));
  test('else every message is heard: one value may be two keys', () =>
    expect(keysOfValue('F1', {}, [order.keys, entry.keys])).toEqual(['accession', 'filler']));
  test('an empty value is no key', () => expect(keysOfValue('', order.keys, [order.keys])).toEqual([]));
  test('a typed value is followed as the first key that any message knows it by', () => {
    expect(keyFor(' A1 ', all)).toEqual({ name: 'accession', value: 'A1' });
    expect(keyFor('nothing', all)).toBeUndefined();
  });
});

describe('keys in the address', () => {
  test('are read as they were written, commas and colons included', () => {
    const keys = [
      { name: 'accession' as const, value: 'A,1%2C:x' },
      { name: 'studyUid' as const, value: '2.25.1' },
    ];
    expect(readKeys(writeKeys(keys))).toEqual(keys);
  });
  test('leave out what is no key', () =>
    expect(readKeys('colour:red,accession:,patientId:7')).toEqual([{ name: 'patientId', value: '7' }]));
  test('none is no part of the address', () => expect(writeKeys([])).toBeUndefined());
});

test.each([
  ['2.25.318840275519640317745920163388514026210', '2.25.…6210'],
  ['1.2.840', '1.2.840'],
  ['HOWARD^SHREYA^^DR^^', 'HOWARD^SHREYA^^DR^^'],
])('the UID %s is shown as %s', (uid, shown) => expect(shortUid(uid)).toBe(shown));
