import { describe, expect, it } from 'vitest';
import { fromCivil, SECOND } from '../../server/core/clock.ts';
import { Kernel, type Task } from '../../server/core/kernel.ts';
import { chunksOf, type Conversation } from '../../server/network/capture.ts';
import { openAssociation, serveDicom } from '../../server/network/dicom-link.ts';
import { emptyJournal, Journal } from '../../server/network/journal.ts';
import type { Flaw, LinkFault } from '../../server/network/link-fault.ts';
import { type Hl7Outcome, type Hl7Room, sendHl7, serveHl7 } from '../../server/network/mllp-link.ts';
import { emptyNetwork, Network } from '../../server/network/network.ts';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE } from '../../server/protocols/dicom/transfer-syntax.ts';
import { Hl7Message } from '../../server/protocols/hl7/message.ts';
import { dissected } from '../support/tshark.ts';
import { needsTool } from '../support/tool.ts';
import { orm } from '../systems/mapping/order-messages.ts';
import { runTask } from '../support/run-task.ts';

const start = fromCivil({ year: 2026, month: 3, day: 16, hour: 8 }, -300);
const CT = '1.2.840.10008.5.1.4.1.1.2';

const fault: LinkFault = {
  id: 'f',
  from: undefined,
  to: 'eng01',
  port: undefined,
  flaw: { kind: 'drop' },
  every: 1,
  chance: 1,
  seen: 0,
};

function room(flaw?: Flaw, more: Partial<LinkFault> = {}): Hl7Room {
  const kernel = new Kernel(start);
  const journal = new Journal(kernel, emptyJournal());
  const network = new Network(kernel, 'seed', emptyNetwork());
  network.addHost('ris01', '10.20.10.12');
  network.addHost('eng01', '10.20.10.20');
  network.addHost('ct01', '10.20.20.11');
  network.addHost('pacs01', '10.20.10.30');
  if (flaw) {
    network.state.linkFaults.put('f', { ...fault, flaw, ...more });
  }
  serveHl7({ kernel, network, journal }, 'eng01', 6664, (payload) => {
    const message = Hl7Message.read(payload);
    return new TextEncoder().encode(
      `MSH|^~\\&|ENG|NGH|RIS|NGHRAD|20260316081503||ACK|ENG1|P|2.3.1\rMSA|AA|${message.controlId}|done\r`,
    );
  });
  return { kernel, network, journal };
}

const send = (at: Hl7Room): Hl7Outcome =>
  runTask(at, sendHl7(at, 'ris01', { host: 'eng01', port: 6664 }, orm(), { timeout: 10 * SECOND }));

/** One image of `bytes` of pixels from ct01 to pacs01. */
function store(at: Hl7Room, bytes = 40_000): string {
  const supported = new Map([[CT, [EXPLICIT_LE]]]);
  serveDicom(at, 'pacs01', 11112, { accept: () => ({ kind: 'accept', supported }), store: () => ({ status: 0 }) });
  const image = DataSet.build([
    [0x00080016, 'UI', CT],
    [0x00080018, 'UI', '2.25.1'],
    [0x7fe00010, 'OW', new Uint8Array(bytes)],
  ]);
  return runTask(at, talk());

  function* talk(): Task<string> {
    const opened = yield* openAssociation(at, {
      from: 'ct01',
      callingAe: 'NGH_CT1',
      calledAe: 'NGH_PACS',
      target: { host: 'pacs01', port: 11112 },
      contexts: [{ abstractSyntax: CT, transferSyntaxes: [EXPLICIT_LE] }],
      timeout: 10 * SECOND,
    });
    if (opened.kind !== 'open') return `${opened.kind} ${'detail' in opened ? opened.detail : ''}`;
    const stored = yield* opened.association.store(image, CT, '2.25.1');
    if (stored.kind !== 'answered') return `${stored.kind}: ${stored.detail}`;
    yield* opened.association.release();
    return `status ${stored.status}`;
  }
}
const captured = (at: Hl7Room): Conversation[] => [...at.network.state.capture.conversations.values()];

/** What each side sent, as it was captured: retransmissions once. */
function sent(at: Hl7Room, from: 'client' | 'server'): string {
  const [conversation] = captured(at);
  const chunks = (conversation && chunksOf(conversation)) ?? [];
  return Buffer.concat(chunks.filter((chunk) => chunk.from === from).flatMap(({ parts }) => parts)).toString('latin1');
}

const text = Buffer.from(orm()).toString('latin1');
const frame = `\u000b${text}\u001c\r`;
const retransmitted = 'This frame is a (suspected) retransmission';
const reset = 'Connection reset (RST)';
const ackOf = (controlId: string): string =>
  `\u000bMSH|^~\\&|ENG|NGH|RIS|NGHRAD|20260316081503||ACK|ENG1|P|2.3.1\rMSA|AA|${controlId}|done\r\u001c\r`;
const right = ackOf('RIS0004711');

const tshark = needsTool('tshark');

/** Flaw; outcome for the sender with its seconds; bytes of both sides; what tshark remarks. */
const onHl7: readonly [string, Flaw | undefined, string, string, string, Record<string, number>][] = [
  ['nothing', undefined, 'answered AA RIS0004711 0 s', frame, right, {}],
  ['a lost SYN', { kind: 'drop' }, 'timed-out 21 s', '', '', { [retransmitted]: 4 }],
  ['a refused port', { kind: 'refuse' }, 'refused 0 s', '', '', { [reset]: 1 }],
  ['a long way', { kind: 'delay', micros: SECOND }, 'answered AA RIS0004711 5 s', frame, right, {}],
  ['a reset by the receiver', { kind: 'reset', by: 'server', afterBytes: 200 }, 'reset 0 s', frame.slice(0, 200), '', { [reset]: 1 }],
  ['a reset by the sender', { kind: 'reset', by: 'client', afterBytes: 200 }, 'reset 0 s', frame.slice(0, 200), '', { [reset]: 1 }],
  ['a frame without its CR', { kind: 'truncate', of: 'client', keep: -1, then: 'wait' }, 'no-answer 10 s', frame.slice(0, -1), '', {}],
  ['a frame cut off', { kind: 'truncate', of: 'client', keep: 300, then: 'close' }, 'reset 0 s', frame.slice(0, 300), '', {}],
  ['an answer cut off', { kind: 'truncate', of: 'server', keep: 30, then: 'close' }, 'reset 0 s', frame, right.slice(0, 30), {}],
  ['line feeds', { kind: 'line-feed' }, 'answered AA RIS0004711 0 s', `\u000b${text.replaceAll('\r', '\n')}\u001c\r`, right, {}],
  ['a late answer', { kind: 'ack-late', micros: 4 * SECOND }, 'answered AA RIS0004711 4 s', frame, right, {}],
  ['an answer after the time-out', { kind: 'ack-late', micros: 14 * SECOND }, 'no-answer 14 s', frame, right, { [reset]: 1 }],
  ['an answer that the sender has forgotten', { kind: 'ack-late', micros: 90 * SECOND }, 'no-answer 90 s', frame, '', {}],
  ['an answer to another message', { kind: 'ack-wrong', saying: 'message-before' }, 'answered AA RIS0004710 0 s', frame, ackOf('RIS0004710'), {}],
  ['a wrong refusal', { kind: 'ack-wrong', saying: 'AE' }, 'answered AE RIS0004711 0 s', frame, right.replace('MSA|AA', 'MSA|AE'), {}],
  ['no answer', { kind: 'ack-missing' }, 'no-answer 10 s', frame, '', {}],
  ['lost segments', { kind: 'loss', share: 0.95 }, 'answered AA RIS0004711 2 s', frame, right, { [retransmitted]: 6 }],
]; // prettier-ignore

describe.skipIf(!tshark.available)(`HL7 on a way with a flaw ${tshark.reason}`, () => {
  it.each(onHl7)('%s: both sides, the bytes and tshark agree', (_, flaw, expected, client, server, remarks) => {
    const at = room(flaw);
    const outcome = send(at);
    const ack = outcome.kind === 'answered' ? ` ${outcome.ack.code} ${outcome.ack.controlId}` : '';
    expect({
      outcome: `${outcome.kind}${ack} ${Math.floor((at.kernel.now - start) / SECOND)} s`,
      client: sent(at, 'client'),
      server: sent(at, 'server'),
      remarks: dissected(captured(at)).remarks,
    }).toEqual({ outcome: expected, client, server, remarks });
  });
});

const stored = { rq: 'P-DATA, C-STORE-RQ ID=1', rsp: 'P-DATA, C-STORE-RSP ID=1 (Success)' };
const association = ['A-ASSOCIATE request NGH_CT1 --> NGH_PACS', 'A-ASSOCIATE accept  NGH_CT1 <-- NGH_PACS'];
const image = 'P-DATA, CT Image Storage';
const goodbye = ['A-RELEASE request', 'A-RELEASE response'];

/** Flaw; outcome for the sender; what tshark sees as DICOM; what it remarks. */
const onDicom: readonly [string, Flaw | undefined, string, string[], Record<string, number>][] = [
  ['nothing', undefined, 'status 0', [...association, stored.rq, image, stored.rsp, ...goodbye], {}],
  [
    'an abort by the archive in mid-transfer',
    { kind: 'abort', by: 'server', source: 'provider', afterBytes: 20_000 },
    'aborted: aborted: reason-not-specified',
    [...association, stored.rq, 'ABORT NGH_CT1 <-- NGH_PACS (Not specified)'],
    { 'Association aborted': 1 },
  ],
  [
    'an abort by the scanner',
    { kind: 'abort', by: 'client', source: 'user', afterBytes: 20_000 },
    'aborted: the connection was closed',
    [...association, stored.rq, image, 'ABORT NGH_CT1 --> NGH_PACS'],
    { 'Association aborted': 1 },
  ],
  [
    'a reset in mid-transfer',
    { kind: 'reset', by: 'server', afterBytes: 20_000 },
    'aborted: the connection was closed',
    [...association, stored.rq],
    { [reset]: 1 },
  ],
  [
    'a PDU that stops',
    { kind: 'truncate', of: 'client', keep: 20_000, then: 'wait' },
    'timed-out: no answer in time',
    [...association, stored.rq],
    {},
  ],
  [
    'a PDU cut off',
    { kind: 'truncate', of: 'client', keep: 20_000, then: 'close' },
    'aborted: the connection was closed',
    [...association, stored.rq],
    {},
  ],
  [
    'segments lost, as of a duplex mismatch',
    { kind: 'loss', share: 0.1 },
    'status 0',
    [...association, stored.rq, image, stored.rsp, ...goodbye],
    { [retransmitted]: 24 },
  ],
];

describe.skipIf(!tshark.available)(`images on a way with a flaw ${tshark.reason}`, () => {
  it.each(onDicom)('%s: the scanner and tshark agree', (_, flaw, expected, pdus, remarks) => {
    const at = room(flaw, { to: 'pacs01' });
    const outcome = store(at);
    const says = dissected(captured(at));
    expect({
      outcome,
      pdus: says.ask('-Y', 'dicom', '-T', 'fields', '-e', '_ws.col.Info'),
      remarks: says.remarks,
    }).toEqual({ outcome: expected, pdus, remarks });
  });
});

describe('which conversations a flaw concerns', () => {
  const outcomes = (at: Hl7Room, count: number): string =>
    Array.from({ length: count }, () => (send(at).kind === 'refused' ? 'x' : '.')).join('');

  it.each<[string, Partial<LinkFault>, string]>([
    ['all', {}, 'xxxxxxxxxxxxxx'],
    ['every third', { every: 3 }, '..x..x..x..x..'],
    ['another receiver', { to: 'pacs01' }, '..............'],
    ['another sender', { from: 'his01' }, '..............'],
    ['this sender', { from: 'ris01' }, 'xxxxxxxxxxxxxx'],
    ['another port', { port: 6665 }, '..............'],
    ['about every third, by its stream', { chance: 0.33 }, '....x.....x...'],
  ])('%s', (_, more, expected) => {
    expect(outcomes(room({ kind: 'refuse' }, more), 14)).toBe(expected);
    // And the same again: nothing but the seed and the number of the conversation decides.
    expect(outcomes(room({ kind: 'refuse' }, more), 14)).toBe(expected);
  });

  it('flaws of one way add up', () => {
    const at = room({ kind: 'ack-late', micros: 2 * SECOND });
    at.network.state.linkFaults.put('g', { ...fault, id: 'g', flaw: { kind: 'ack-wrong', saying: 'AR' } });
    expect(send(at)).toMatchObject({ kind: 'answered', ack: { code: 'AR' } });
    expect(at.kernel.now - start).toBeGreaterThan(2 * SECOND);
  });

  it('a frame that stops is told as a bad frame at the receiver, and never as a message', () => {
    const at = room({ kind: 'truncate', of: 'client', keep: -1, then: 'wait' });
    send(at);
    const told = at.journal.state.events
      .slice()
      .map((event) => (event.kind === 'transport' ? [event.host, event.outcome] : event.kind));
    expect(told).toEqual([
      'hl7',
      ['ris01', 'no answer: no answer from eng01:6664 within 10 s'],
      ['eng01', 'bad frame: missing-carriage-return'],
    ]);
  });
});
