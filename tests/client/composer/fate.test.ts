import { expect, test } from 'vitest';
import { fateOf } from '../../../client/src/features/composer/fate.ts';
import type { MessageSummary } from '../../../server/contract/message.ts';

const message = (id: number, from: string, to: string, more: Partial<MessageSummary> = {}): MessageSummary => ({
  id,
  at: id * 1000,
  protocol: 'HL7',
  from,
  to,
  title: 'ORM^O01 NW',
  keys: { patientId: '1', filler: 'F1' },
  answer: null,
  inReplyTo: null,
  count: 1,
  ...more,
});
const stored = {
  message: 9,
  at: 10_000,
  channel: 'SCHED_TO_MWL',
  title: 'ORM^O01 NW',
  controlId: 'C',
  patientId: '1',
  accession: '',
  status: 'HELD',
  event: 10,
  reprocessOf: null,
};
const item = {
  key: 'u|s',
  patientId: '1',
  issuer: '',
  patientName: '',
  accession: '',
  studyUid: 'u',
  spsId: 's',
  stationAe: '',
  modality: 'CT',
  start: '',
  description: '',
  status: 'SCHEDULED',
  updated: 0,
  event: 12,
  revision: 1,
  nodes: [],
};

test('what the engine sent for the same order, and the entry that came of it, belong to the message', () => {
  const messages = [
    message(5, 'eng01', 'mwl01'),
    message(10, 'ris01', 'eng01'),
    message(11, 'eng01', 'ris01', { inReplyTo: 10 }),
    message(12, 'eng01', 'mwl01', { keys: { patientId: '2', filler: 'F1' } }),
    message(13, 'eng01', 'mwl01', { keys: { patientId: '1', filler: 'F2' } }),
  ];
  const error = {
    entry: 1,
    at: 0,
    channel: 'SCHED_TO_MWL',
    destination: 'pacs',
    message: 9,
    event: 10,
    text: 'HELD: why',
  };
  const fate = fateOf(10, messages, { stored: [stored], errors: [error, { ...error, message: 8 }] }, [
    item,
    { ...item, key: 'v|s', event: 13 },
  ]);
  expect(fate.stored).toBe(stored);
  expect(fate.errors).toEqual(['SCHED_TO_MWL → pacs: HELD: why']);
  expect(fate.passedOn.map(({ id }) => id)).toEqual([12]);
  expect(fate.items.map(({ key }) => key)).toEqual(['u|s']);
});

test('bytes that carry no key lead nowhere', () => {
  const messages = [message(10, 'his01', 'eng01', { keys: {} }), message(12, 'eng01', 'mwl01', { keys: {} })];
  expect(fateOf(10, messages, { stored: [], errors: [] }, [item])).toEqual({
    stored: undefined,
    errors: [],
    passedOn: [],
    items: [],
  });
});
