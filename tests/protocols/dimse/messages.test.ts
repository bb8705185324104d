import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Indication } from '../../../server/protocols/dimse/association.ts';
import { ByteQueue } from '../../../server/protocols/dimse/byte-parts.ts';
import { dimseLimits } from '../../../server/protocols/dimse/limits.ts';
import { MessageAssembler } from '../../../server/protocols/dimse/message-assembler.ts';
import { fragmentMessage } from '../../../server/protocols/dimse/message-fragments.ts';
import type { Pdv } from '../../../server/protocols/dimse/pdu.ts';
import { decodePdu, encodePdu } from '../../../server/protocols/dimse/pdu-codec.ts';
import { PduReader } from '../../../server/protocols/dimse/pdu-reader.ts';
import { cancelRequest } from '../../../server/protocols/dimse/services/cancel.ts';
import { findRequest } from '../../../server/protocols/dimse/services/query.ts';
import { echoRequest } from '../../../server/protocols/dimse/services/verification.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { establishedPair, pull, sent } from './pair.ts';
import { cut, toHex } from './recording.ts';

/** The fragments of a message's PDUs: what is in each and how long each PDU's variable field is. */
function pdvsOf(parts: readonly Uint8Array[]): { pduLengths: number[]; pdvs: Pdv[] } {
  const reader = new PduReader(1 << 24);
  for (const part of parts) reader.feed(part);
  const pduLengths: number[] = [];
  const pdvs: Pdv[] = [];
  for (let framed = reader.next(); framed?.kind === 'pdu'; framed = reader.next()) {
    pduLengths.push(framed.parts.reduce((sum, { length }) => sum + length, -6));
    const { pdu } = decodePdu(framed.parts);
    if (pdu?.kind === 'data') pdvs.push(...pdu.pdvs);
  }
  return { pduLengths, pdvs };
}

describe('sending', () => {
  const command = findRequest(1, uids.studyRootFind);

  test('keeps to the length the peer announced, with even fragments', () => {
    const { pduLengths, pdvs } = pdvsOf(
      fragmentMessage(3, new Uint8Array(80), [new Uint8Array(25), new Uint8Array(25)], 29),
    );
    expect(pduLengths).toEqual([28, 28, 28, 20, 28, 28, 12]);
    expect(pdvs.map(({ isCommand, isLast }) => `${isCommand ? 'C' : 'D'}${isLast ? '.' : ''}`)).toEqual([
      ...['C', 'C', 'C', 'C.'],
      ...['D', 'D', 'D.'],
    ]);
  });

  test('to a peer that takes any length is bounded to 256 kB', () => {
    const { requestor, acceptor } = establishedPair({ maxPduLength: 0 }, { maxPduLength: 0 });
    const pixels = new Uint8Array(600_000);
    expect(requestor.sendMessage(3, command, [pixels])).toEqual({ kind: 'done' });
    const [effect] = requestor.takeEffects();
    if (effect?.kind !== 'send') throw new Error('nothing sent');
    const commandLength = command.encode().length;
    expect(pdvsOf(effect.parts).pduLengths).toEqual([commandLength + 6, 262_144, 262_144, 600_000 - 2 * 262_138 + 6]);
    // Pixels travel as views of the array they were given in.
    expect(effect.parts.filter((part) => part.buffer === pixels.buffer)).toHaveLength(3);
    for (const part of effect.parts) acceptor.feed(part);
    const [message] = pull(acceptor);
    if (message?.kind !== 'message') throw new Error('no message');
    expect(message.dataSet?.every((part) => part.buffer === pixels.buffer)).toBe(true);
  });

  test('of an empty data set still marks its end', () => {
    const { requestor, acceptor } = establishedPair();
    requestor.sendMessage(3, command, []);
    acceptor.feed(sent(requestor));
    expect(pull(acceptor)).toMatchObject([{ kind: 'message', name: 'C-FIND-RQ', dataSet: [] }]);
  });

  test.each([
    ['a context not accepted', 5, echoRequest(1), undefined, 'context-not-accepted'],
    ['a data set that the command does not announce', 1, echoRequest(1), [], 'data-set'],
    ['no data set where the command announces one', 3, command, undefined, 'data-set'],
  ])('%s is refused', (_, context, set, dataSet, reason) => {
    const { requestor } = establishedPair();
    expect(requestor.sendMessage(context, set, dataSet)).toEqual({ kind: 'refused', reason, state: 'Sta6' });
    expect(requestor.takeEffects()).toEqual([]);
  });

  test('is possible while the peer asks for release, until that is answered (AR-7)', () => {
    const { requestor, acceptor } = establishedPair();
    requestor.release();
    acceptor.feed(sent(requestor));
    pull(acceptor);
    expect(acceptor.sendMessage(1, echoRequest(7))).toEqual({ kind: 'done' });
    requestor.feed(sent(acceptor));
    expect(pull(requestor)).toMatchObject([{ kind: 'message', name: 'C-ECHO-RQ' }]); // AR-6
    acceptor.respondRelease();
    expect(acceptor.sendMessage(1, echoRequest(8))).toEqual({ kind: 'refused', reason: 'state', state: 'Sta13' });
  });

  test('several messages in one step leave as one effect', () => {
    const { requestor } = establishedPair();
    requestor.sendMessage(1, echoRequest(1));
    requestor.sendMessage(1, echoRequest(2));
    expect(requestor.takeEffects()).toHaveLength(1);
  });
});

describe('receiving', () => {
  const echo = echoRequest(1).encode();
  const find = findRequest(2, uids.studyRootFind).encode();
  const pdv = (contextId: number, isCommand: boolean, isLast: boolean, fragment: Uint8Array): Pdv => ({
    contextId,
    isCommand,
    isLast,
    fragment: [fragment],
  });
  const seen = (indications: readonly Indication[]): unknown[] =>
    indications.map((i) =>
      i.kind === 'message' ? [i.contextId, i.name, i.dataSet === undefined ? undefined : toHex(i.dataSet)] : i.kind,
    );

  test.each([
    [
      'a whole message in one PDU',
      [[pdv(3, true, true, find), pdv(3, false, false, Uint8Array.of(1, 2)), pdv(3, false, true, Uint8Array.of(3, 4))]],
      [[3, 'C-FIND-RQ', '01020304']],
    ],
    [
      'two messages in one PDU',
      [[pdv(1, true, true, echo), pdv(1, true, true, echo)]],
      [
        [1, 'C-ECHO-RQ', undefined],
        [1, 'C-ECHO-RQ', undefined],
      ],
    ],
    [
      'messages of two contexts interleaved',
      [
        [pdv(3, true, false, find.slice(0, 10)), pdv(1, true, false, echo.slice(0, 20))],
        [
          pdv(3, true, true, find.slice(10)),
          pdv(1, true, true, echo.slice(20)),
          pdv(3, false, true, Uint8Array.of(9, 9)),
        ],
      ],
      [
        [1, 'C-ECHO-RQ', undefined],
        [3, 'C-FIND-RQ', '0909'],
      ],
    ],
    [
      'empty fragments',
      [
        [pdv(3, true, false, new Uint8Array(0)), pdv(3, true, true, find)],
        [pdv(3, false, false, Uint8Array.of(5, 6)), pdv(3, false, true, new Uint8Array(0))],
      ],
      [[3, 'C-FIND-RQ', '0506']],
    ],
    [
      'a good message before a bad PDV in the same PDU',
      [[pdv(1, true, true, echo), pdv(1, false, true, Uint8Array.of(1, 2))]],
      [[1, 'C-ECHO-RQ', undefined], 'provider-abort'],
    ],
  ])('%s is understood, whatever pieces it arrives in', (_, pdus, expected) => {
    const bytes = new Uint8Array(Buffer.concat(pdus.flatMap((pdvs) => encodePdu({ kind: 'data', pdvs }))));
    for (const size of [0, 1, 7]) {
      const { acceptor } = establishedPair();
      const all: unknown[] = [];
      for (const piece of cut(bytes, size)) {
        acceptor.feed(piece);
        all.push(...seen(pull(acceptor)));
      }
      expect(all).toEqual(expected);
    }
  });

  test('nothing of a PDU is told after the user has aborted', () => {
    const { acceptor } = establishedPair();
    for (const part of encodePdu({ kind: 'data', pdvs: [pdv(1, true, true, echo), pdv(1, true, true, echo)] })) {
      acceptor.feed(part);
    }
    expect(acceptor.next()?.kind).toBe('message');
    acceptor.abort();
    expect(pull(acceptor)).toEqual([]);
  });

  test('too many messages begun at once end the association', () => {
    const contexts = new Map(
      [1, 3, 5, 7, 9, 11, 13, 15, 17].map((id) => [id, { id, abstractSyntax: '1.2', transferSyntax: '1.2' }]),
    );
    const assembler = new MessageAssembler(1_000);
    const begun = [...contexts.keys()].map((id) => assembler.take(pdv(id, true, false, Uint8Array.of(0, 0)), contexts));
    expect(begun.map((assembled) => assembled?.kind)).toEqual([...Array<undefined>(dimseLimits.openMessages), 'fault']);
  });

  test('a C-CANCEL is told between other messages', () => {
    const { requestor, acceptor } = establishedPair();
    requestor.sendMessage(3, findRequest(5, uids.studyRootFind), [Uint8Array.of(1, 2)]);
    requestor.sendMessage(3, cancelRequest(5));
    acceptor.feed(sent(requestor));
    expect(seen(pull(acceptor))).toEqual([
      [3, 'C-FIND-RQ', '0102'],
      [3, 'C-CANCEL-RQ', undefined],
    ]);
  });
});

describe('any message', () => {
  test('arrives as it was sent, for any fragment size, data and pieces', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 400 }),
        fc.integer({ min: 8, max: 400 }),
        fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 500 }),
        (requestorLength, acceptorLength, dataSet, size) => {
          const { requestor, acceptor } = establishedPair(
            { maxPduLength: requestorLength },
            { maxPduLength: acceptorLength },
          );
          for (const [from, to] of [
            [requestor, acceptor],
            [acceptor, requestor],
          ] as const) {
            from.sendMessage(3, findRequest(2, uids.studyRootFind), dataSet);
            for (const piece of cut(sent(from), size)) to.feed(piece);
            const [message, ...rest] = pull(to);
            if (message?.kind !== 'message') throw new Error(`got ${message?.kind ?? 'nothing'}`);
            expect(rest).toEqual([]);
            expect(toHex(message.dataSet ?? [])).toBe(toHex(dataSet));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('and any garbage after it never throws and ends in at most one abort', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 40 }),
            fc
              .tuple(fc.integer({ min: 1, max: 7 }), fc.uint8Array({ maxLength: 60 }))
              .map(([type, body]) => Uint8Array.of(type, 0, 0, 0, 0, body.length, ...body)),
            fc
              .tuple(fc.constantFrom(1, 3, 5), fc.nat(3), fc.uint8Array({ maxLength: 60 }))
              .map(([id, control, body]) =>
                Uint8Array.of(4, 0, 0, 0, 0, body.length + 6, 0, 0, 0, body.length + 2, id, control, ...body),
              ),
          ),
          { maxLength: 6 },
        ),
        fc.integer({ min: 1, max: 50 }),
        (blocks, size) => {
          const bytes = new Uint8Array(Buffer.concat(blocks));
          const results = [bytes.length + 1, size].map((pieceSize) => {
            const { acceptor } = establishedPair();
            const kinds: string[] = [];
            for (const piece of cut(bytes, pieceSize)) {
              acceptor.feed(piece);
              kinds.push(...pull(acceptor).map(({ kind }) => kind));
            }
            return { kinds, sent: toHex(sent(acceptor)), state: acceptor.state };
          });
          expect(results[1]).toEqual(results[0]);
          expect((results[0]?.sent ?? '').length).toBeLessThanOrEqual(20);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('bytes that wait', () => {
  test('come out as they went in, however they are taken', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 30 }),
        fc.array(fc.nat(900), { maxLength: 30 }),
        (pieces, takes) => {
          const queue = new ByteQueue();
          const out: Uint8Array[] = [];
          pieces.forEach((piece, i) => {
            queue.append(piece);
            out.push(...queue.take(takes[i] ?? 0));
          });
          const first = queue.at(0);
          const rest = queue.take(queue.length);
          expect(first).toBe(Buffer.concat(rest)[0]);
          expect(toHex([...out, ...rest])).toBe(toHex(pieces));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('cost few parts when they arrive one by one', () => {
    const queue = new ByteQueue();
    for (let i = 0; i < 10_000; i++) queue.append(Uint8Array.of(i & 0xff));
    expect(queue.take(10_000).length).toBeLessThan(10);
  });
});
