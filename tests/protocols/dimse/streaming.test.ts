import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Indication } from '../../../server/protocols/dimse/association.ts';
import { findRequest } from '../../../server/protocols/dimse/services/query.ts';
import { echoRequest } from '../../../server/protocols/dimse/services/verification.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { establishedPair, pull, sent } from './pair.ts';
import { cut, toHex } from './recording.ts';

const find = findRequest(1, uids.studyRootFind);
const data = Uint8Array.from({ length: 1_000 }, (_, i) => i % 251);

/** What was told, data sets as hex. */
const told = (indications: readonly Indication[]): unknown[] =>
  indications.map((i) => {
    if (i.kind === 'message') return ['message', toHex(i.dataSet ?? []), i.dataSetLength];
    return i.kind === 'data-set-part' ? ['part', toHex(i.parts)] : i.kind;
  });

describe('a message whose data set is still to come', () => {
  function feedInPieces(size: number, answer: 'keep' | 'pass' | 'discard'): Indication[] {
    const { requestor, acceptor } = establishedPair({}, { announceMessages: true, maxPduLength: 256 });
    requestor.sendMessage(3, find, [data]);
    const all: Indication[] = [];
    for (const piece of cut(sent(requestor), size)) {
      acceptor.feed(piece);
      for (let i = acceptor.next(); i !== undefined; i = acceptor.next()) {
        all.push(i);
        if (i.kind === 'message-start') expect(acceptor.receiveDataSet(i.contextId, answer)).toEqual({ kind: 'done' });
      }
    }
    return all;
  }

  test.each([0, 7, 1])('is told before, and collected unless told otherwise (pieces of %i)', (size) => {
    expect(told(feedInPieces(size, 'keep'))).toEqual(['message-start', ['message', toHex(data), 1_000]]);
  });

  test.each([0, 7, 1])('is not collected for one who discards it (pieces of %i)', (size) => {
    expect(told(feedInPieces(size, 'discard'))).toEqual(['message-start', ['message', '', 1_000]]);
  });

  test.each([0, 7, 1])('is passed on as it comes for one who wants that (pieces of %i)', (size) => {
    const all = feedInPieces(size, 'pass');
    expect(all.map(({ kind }) => kind)).toEqual([
      'message-start',
      ...['data-set-part', 'data-set-part', 'data-set-part'],
      'message',
    ]);
    const bytes = all.map((i) => (i.kind === 'data-set-part' ? i.parts : i.kind === 'message' ? i.dataSet : []));
    expect(bytes.map((parts) => toHex(parts ?? [])).join('')).toBe(toHex(data));
    expect(all.at(-1)).toMatchObject({ dataSetLength: 1_000 });
  });

  test('is not told to those who did not ask, nor when there is no data set', () => {
    const { requestor, acceptor } = establishedPair();
    requestor.sendMessage(3, find, [data]);
    acceptor.feed(sent(requestor));
    expect(pull(acceptor).map(({ kind }) => kind)).toEqual(['message']);

    const announcing = establishedPair({}, { announceMessages: true });
    announcing.requestor.sendMessage(1, echoRequest(1));
    announcing.acceptor.feed(sent(announcing.requestor));
    expect(pull(announcing.acceptor).map(({ kind }) => kind)).toEqual(['message']);
  });

  test('can be decided only until its first part has come', () => {
    const { requestor, acceptor } = establishedPair({}, { announceMessages: true, maxPduLength: 256 });
    expect(acceptor.receiveDataSet(3, 'discard')).toMatchObject({ kind: 'refused', reason: 'message-open' });
    requestor.sendMessage(3, find, [data]);
    acceptor.feed(sent(requestor).slice(0, 600));
    pull(acceptor);
    expect(acceptor.receiveDataSet(3, 'discard')).toMatchObject({ kind: 'refused', reason: 'message-open' });
  });

  test('counts against the limit although nothing of it is kept', () => {
    const { requestor, acceptor } = establishedPair(
      {},
      { announceMessages: true, maxDataSetLength: 500, maxPduLength: 256 },
    );
    requestor.sendMessage(3, find, [data]);
    acceptor.feed(sent(requestor));
    const kinds: unknown[] = [];
    for (let i = acceptor.next(); i !== undefined; i = acceptor.next()) {
      if (i.kind === 'message-start') acceptor.receiveDataSet(3, 'discard');
      kinds.push(i.kind === 'provider-abort' ? i.diagnostic?.code : i.kind);
    }
    expect(kinds).toEqual(['message-start', 'data-set-too-long']);
  });
});

describe('a data set given in pieces', () => {
  test('arrives as one, in even fragments, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 3 }), { maxLength: 6 }),
        fc.integer({ min: 8, max: 300 }),
        (pieces, maxPduLength) => {
          const { requestor, acceptor } = establishedPair({}, { maxPduLength });
          expect(requestor.beginMessage(3, find)).toEqual({ kind: 'done' });
          for (const parts of pieces) expect(requestor.sendDataSet(parts, false)).toEqual({ kind: 'done' });
          expect(requestor.sendDataSet([], true)).toEqual({ kind: 'done' });
          acceptor.feed(sent(requestor));
          const [message, ...rest] = pull(acceptor);
          if (message?.kind !== 'message') throw new Error(`got ${message?.kind ?? 'nothing'}`);
          expect(rest).toEqual([]);
          expect(toHex(message.dataSet ?? [])).toBe(toHex(pieces.flat()));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('is not joined or copied', () => {
    const { requestor } = establishedPair({}, { maxPduLength: 0 });
    requestor.beginMessage(3, find);
    requestor.takeEffects();
    requestor.sendDataSet([data], false);
    const [effect] = requestor.takeEffects();
    if (effect?.kind !== 'send') throw new Error('nothing sent');
    expect(effect.parts[1]?.buffer).toBe(data.buffer);
  });

  test('keeps other messages and the release waiting until its end', () => {
    const { requestor } = establishedPair();
    const refused = { kind: 'refused', reason: 'message-open', state: 'Sta6' };
    expect(requestor.sendDataSet([data], true)).toEqual(refused);
    requestor.beginMessage(3, find);
    expect(requestor.sendMessage(1, echoRequest(2))).toEqual(refused);
    expect(requestor.beginMessage(3, find)).toEqual(refused);
    expect(requestor.release()).toEqual(refused);
    requestor.sendDataSet([data], true);
    expect(requestor.sendMessage(1, echoRequest(2))).toEqual({ kind: 'done' });
    expect(requestor.release()).toEqual({ kind: 'done' });
  });

  test('needs a command that announces one', () => {
    const { requestor } = establishedPair();
    expect(requestor.beginMessage(1, echoRequest(1))).toMatchObject({ reason: 'data-set' });
  });
});
