import { expect, it } from 'vitest';
import { expandMessages } from '../../../client/src/lib/expand-messages.ts';
import type { MessageList } from '../../../server/contract/message-list.ts';
import type { MessageSummary } from '../../../server/contract/message.ts';
import { MINUTE } from '../../../server/core/clock.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { compactMessages } from '../../../server/lab/views/compact-messages.ts';
import { messagesSince } from '../../../server/lab/views/message-list.ts';

const lab = new Lab(freePlay, 'list');
const { journal } = lab.hospital.room;
const ask = (name: 'listMessages' | 'getWorklist' | 'getWorklistEntry', params: object): unknown => {
  const outcome = lab.query(name, params);
  return outcome.ok ? outcome.value : outcome.status;
};

it('gives every row back as it was', () => {
  const rows = messagesSince(journal, 0);
  expect(rows.length).toBeGreaterThan(500);
  expect(expandMessages(ask('listMessages', {}) as MessageList)).toEqual(rows);
});

it('lists from a point on, and at a moment in the past', () => {
  const half = Math.floor(journal.state.events.length / 2);
  expect(expandMessages(ask('listMessages', { since: half }) as MessageList)).toEqual(messagesSince(journal, half));
  const at = lab.arrived - 30 * MINUTE;
  const then = expandMessages(ask('listMessages', { at }) as MessageList);
  expect(then.at(-1)?.at).toBeLessThanOrEqual(at);
  expect(then.length).toBe(messagesSince(journal, 0).filter((row) => row.at <= at).length);
});

it.each<[string, MessageSummary[]]>([
  ['no row', []],
  [
    'rows out of order, an answer without a message, a count',
    [
      { id: 9, at: 70, protocol: 'DICOM', from: 'ct01', to: 'pacs01', title: 'C-STORE-RQ', keys: {}, count: 5, inReplyTo: null, answer: { code: 'timeout', ok: false, event: null } },
      { id: 4, at: 50, protocol: 'HL7', from: '', to: '', title: '', keys: { accession: '', spsId: 'S' }, count: 1, inReplyTo: 9, answer: null },
    ], // prettier-ignore
  ],
])('keeps %s', (_, rows) => {
  expect(expandMessages(compactMessages(3, rows))).toEqual(rows);
});

it('sends a morning of messages and the worklist in less than 80 kB each', () => {
  expect(JSON.stringify(ask('listMessages', {})).length).toBeLessThan(80_000);
  expect(JSON.stringify(ask('getWorklist', {})).length).toBeLessThan(80_000);
});

it('shows one worklist entry with its data set, and as it was in the past', () => {
  const row = [...lab.hospital.worklist.state.items.values()].findLast((each) => each.revision === 1);
  const entry = ask('getWorklistEntry', { key: row?.key }) as { nodes: { tag: string; value: string }[] };
  expect(entry.nodes.find(({ tag }) => tag === '(0040,0009)')?.value).toBe(row?.spsId);
  expect(ask('getWorklistEntry', { key: row?.key, at: (row?.updatedAt ?? 0) - 1 })).toBe(404);
  expect(ask('getWorklistEntry', { key: 'nothing' })).toBe(404);
});
