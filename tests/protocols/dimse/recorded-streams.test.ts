import { describe, expect, test } from 'vitest';
import { AcceptorMachine, type Indication, RequestorMachine } from '../../../server/protocols/dimse/association.ts';
import { negotiate } from '../../../server/protocols/dimse/negotiation.ts';
import { decodePdu } from '../../../server/protocols/dimse/pdu-codec.ts';
import { responseCommand } from '../../../server/protocols/dimse/message.ts';
import { PduReader } from '../../../server/protocols/dimse/pdu-reader.ts';
import { cut, plain, recording, recordings, sentBytes } from './recording.ts';

type Machine = AcceptorMachine | RequestorMachine;

/** Feeds the peer's bytes and answers each indication as it is pulled. */
function drive(machine: Machine, pieces: readonly Uint8Array[], answer: (indication: Indication) => void): unknown[] {
  const seen: unknown[] = [];
  for (const piece of pieces) {
    machine.feed(piece);
    for (let indication = machine.next(); indication !== undefined; indication = machine.next()) {
      seen.push(plain(indication));
      answer(indication);
    }
  }
  return seen;
}

function asAcceptor(name: (typeof recordings)[number], size: number): unknown {
  const machine = new AcceptorMachine();
  const pieces = recording(name)
    .filter(({ who }) => who === 'requestor')
    .flatMap(({ bytes }) => cut(bytes, size));
  const seen = drive(machine, pieces, (indication) => {
    if (indication.kind === 'associate-request') {
      const { contexts } = indication.request;
      const supported = Map.groupBy(contexts, ({ abstractSyntax }) => abstractSyntax);
      const syntaxes = new Map(
        [...supported].map(([uid, all]) => [uid, all.flatMap((context) => context.transferSyntaxes)]),
      );
      machine.accept({ contexts: negotiate(contexts, syntaxes, { prefer: 'proposed' }) });
    } else if (
      indication.kind === 'message' &&
      indication.name?.endsWith('-RQ') === true &&
      indication.name !== 'C-CANCEL-RQ'
    ) {
      machine.sendMessage(indication.contextId, responseCommand(indication.command, 0));
    } else if (indication.kind === 'release-request') machine.respondRelease();
  });
  machine.transportClosed();
  for (let i = machine.next(); i !== undefined; i = machine.next()) seen.push(plain(i));
  const effects = machine.takeEffects();
  return { seen, sent: sentBytes(effects), state: machine.state };
}

function asRequestor(name: (typeof recordings)[number], size: number): unknown {
  const turns = recording(name);
  const machine = new RequestorMachine();
  const request = decodePdu([firstPdu(turns[0]?.bytes ?? new Uint8Array(0))]).pdu;
  if (request?.kind !== 'associate-request') throw new Error('the recording does not begin with A-ASSOCIATE-RQ');
  machine.request({ ...request });
  machine.transportConnected();
  const seen = drive(
    machine,
    turns.filter(({ who }) => who === 'acceptor').flatMap(({ bytes }) => cut(bytes, size)),
    (indication) => {
      if (indication.kind === 'message' && indication.name?.endsWith('-RSP') === true) {
        const status = indication.command.number('Status') ?? 0;
        if ((status & 0xff00) !== 0xff00) machine.release();
      } else if (indication.kind === 'message') {
        machine.sendMessage(indication.contextId, responseCommand(indication.command, 0));
      }
    },
  );
  return { seen, sent: sentBytes(machine.takeEffects()), state: machine.state };
}

function firstPdu(bytes: Uint8Array): Uint8Array {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2);
  return bytes.subarray(0, 6 + length);
}

describe.each(recordings)('the recorded conversation %s', (name) => {
  test('is made of PDUs read without a finding', () => {
    for (const { bytes } of recording(name)) {
      const reader = new PduReader(1 << 20);
      reader.feed(bytes);
      for (let framed = reader.next(); framed !== undefined; framed = reader.next()) {
        if (framed.kind === 'invalid') throw new Error(framed.diagnostic.code);
        expect(decodePdu(framed.parts).diagnostics).toEqual([]);
      }
    }
  });

  test.each([1, 7])('means the same to an acceptor in pieces of %i bytes as whole', (size) => {
    expect(asAcceptor(name, size)).toEqual(asAcceptor(name, 0));
  });

  test.each([1, 7])('means the same to a requestor in pieces of %i bytes as whole', (size) => {
    expect(asRequestor(name, size)).toEqual(asRequestor(name, 0));
  });
});

describe('what the recorded programs did', () => {
  const kinds = (result: unknown): string[] =>
    (result as { seen: { kind: string; name?: string }[] }).seen.map(({ kind, name }) => name ?? kind);

  test.each([
    ['echo', ['associate-request', 'C-ECHO-RQ', 'release-request', 'closed']],
    ['echo-abort', ['associate-request', 'C-ECHO-RQ', 'abort', 'closed']],
    ['find-worklist-cancel', ['associate-request', 'C-FIND-RQ', 'C-CANCEL-RQ', 'release-request', 'closed']],
    ['store-user-identity', ['associate-request', 'C-STORE-RQ', 'release-request', 'closed']],
    ['get', ['associate-request', 'C-GET-RQ', 'C-STORE-RSP', 'release-request', 'closed']],
  ] as const)('%s, seen by the acceptor', (name, expected) => {
    expect(kinds(asAcceptor(name, 0))).toEqual(expected);
  });

  test.each([
    ['echo', ['associate-accept', 'C-ECHO-RSP', 'release-confirm', 'closed']],
    ['echo-refused', ['associate-reject', 'closed']],
    ['find-worklist', ['associate-accept', 'C-FIND-RSP', 'C-FIND-RSP', 'C-FIND-RSP', 'release-confirm', 'closed']],
    ['get', ['associate-accept', 'C-STORE-RQ', 'C-GET-RSP', 'C-GET-RSP', 'release-confirm', 'closed']],
  ] as const)('%s, seen by the requestor', (name, expected) => {
    expect(kinds(asRequestor(name, 0))).toEqual(expected);
  });
});
