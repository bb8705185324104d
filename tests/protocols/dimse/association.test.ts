import { describe, expect, test } from 'vitest';
import { aborts } from '../../../server/protocols/dimse/abort.ts';
import { AcceptorMachine, RequestorMachine } from '../../../server/protocols/dimse/association.ts';
import { negotiate } from '../../../server/protocols/dimse/negotiation.ts';
import type { Pdu } from '../../../server/protocols/dimse/pdu.ts';
import { decodePdu, encodePdu } from '../../../server/protocols/dimse/pdu-codec.ts';
import { rejections } from '../../../server/protocols/dimse/rejection.ts';
import { associationStates, stateTable } from '../../../server/protocols/dimse/state-table.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { associateRequestBytes, establishedPair, join, machineIn, proposal, pull, sent, supported } from './pair.ts';
import { fromHex, toHex } from './recording.ts';

const bytesOf = (pdu: Pdu): Uint8Array => new Uint8Array(Buffer.concat(encodePdu(pdu)));

const pdus: Readonly<Record<string, Uint8Array>> = {
  'associate-accept-pdu': bytesOf({
    kind: 'associate-accept',
    protocolVersion: 1,
    calledAeTitle: 'PACS01',
    callingAeTitle: 'CT1',
    applicationContext: uids.dicomApplicationContext,
    contexts: negotiate(proposal.contexts, supported),
    userInformation: {
      maxPduLength: 16384,
      roleSelections: [],
      extendedNegotiations: [],
      commonExtendedNegotiations: [],
      unknownItems: [],
    },
    unknownItems: [],
  }),
  'associate-reject-pdu': bytesOf({ kind: 'associate-reject', ...rejections.calledAeNotRecognized }),
  'associate-request-pdu': associateRequestBytes(),
  'data-pdu': bytesOf({
    kind: 'data',
    pdvs: [{ contextId: 1, isCommand: true, isLast: false, fragment: [Uint8Array.of(0, 0)] }],
  }),
  'release-request-pdu': bytesOf({ kind: 'release-request' }),
  'release-reply-pdu': bytesOf({ kind: 'release-reply' }),
  'abort-pdu': bytesOf({ kind: 'abort', source: 0, reason: 0 }),
  'invalid-pdu': fromHex('99'),
};

/** What each action leaves behind: next state (PS3.8 Tables 9-6 to 9-9) and what kinds of effect and indication. */
const outcomes: Readonly<Record<string, { state: string; effects: string[]; indications: string[] }>> = {
  'AE-3': { state: 'Sta6', effects: [], indications: ['associate-accept'] },
  'AE-4': { state: 'Sta1', effects: ['close'], indications: ['associate-reject', 'closed'] },
  'AE-6': { state: 'Sta3', effects: ['stop-artim'], indications: ['associate-request'] },
  'DT-2': { state: 'Sta6', effects: [], indications: [] },
  'AR-2': { state: 'Sta8', effects: [], indications: ['release-request'] },
  'AR-3': { state: 'Sta1', effects: ['close'], indications: ['release-confirm', 'closed'] },
  'AR-5': { state: 'Sta1', effects: ['stop-artim'], indications: ['closed'] },
  'AR-6': { state: 'Sta7', effects: [], indications: [] },
  'AR-8': { state: 'Sta9', effects: [], indications: ['release-request'] },
  'AR-10': { state: 'Sta12', effects: [], indications: ['release-confirm'] },
  'AA-1': { state: 'Sta13', effects: ['send', 'start-artim'], indications: ['provider-abort'] },
  'AA-2': { state: 'Sta1', effects: ['stop-artim', 'close'], indications: ['closed'] },
  'AA-3': { state: 'Sta1', effects: ['close'], indications: ['abort', 'closed'] },
  'AA-4': { state: 'Sta1', effects: [], indications: ['provider-abort', 'closed'] },
  'AA-5': { state: 'Sta1', effects: ['stop-artim'], indications: ['closed'] },
  'AA-6': { state: 'Sta13', effects: [], indications: [] },
  'AA-7': { state: 'Sta13', effects: ['send'], indications: [] },
  'AA-8': { state: 'Sta13', effects: ['send', 'start-artim'], indications: ['provider-abort'] },
};

describe('the state table of PS3.8 §9.2.3', () => {
  const cells = [...Object.keys(pdus), 'transport-closed', 'artim-expired'].flatMap((event) =>
    Object.entries(stateTable[event as keyof typeof stateTable])
      .filter(([state]) => state !== 'Sta1' && state !== 'Sta4')
      .map(([state, action]) => [event, state, action] as const),
  );

  test('names all thirteen states', () => expect(Object.keys(associationStates)).toHaveLength(13));

  test.each(cells)('%s in %s does %s', (event, state, action) => {
    const machine = machineIn(state);
    expect(machine.state).toBe(state);
    if (event === 'transport-closed') machine.transportClosed();
    else if (event === 'artim-expired') machine.timeout();
    else machine.feed(pdus[event] ?? new Uint8Array(0));
    const indications = pull(machine).map(({ kind }) => kind);
    const effects = machine.takeEffects().map(({ kind }) => kind);
    // An ARTIM that has just expired needs no stopping.
    const outcome = outcomes[action];
    const expected = event === 'artim-expired' && outcome !== undefined ? { ...outcome, effects: ['close'] } : outcome;
    expect({ state: machine.state, effects, indications }).toEqual(expected);
  });

  test.each([
    ['Sta2', '07000000000400000000'],
    ['Sta3', '07000000000400000202'],
    ['Sta5', '07000000000400000202'],
    ['Sta6', '07000000000400000202'],
    ['Sta8', '07000000000400000202'],
  ])('an A-RELEASE-RP out of order in %s is answered with A-ABORT %s', (state, abort) => {
    const machine = machineIn(state);
    machine.feed(pdus['release-reply-pdu'] ?? new Uint8Array(0));
    pull(machine);
    expect(toHex(sent(machine))).toBe(abort);
  });

  test.each([
    ['accept', (m: AcceptorMachine) => m.accept({ contexts: [] })],
    ['reject', (m: AcceptorMachine) => m.reject(rejections.noReason)],
    ['sendMessage', (m: AcceptorMachine) => m.release()],
    ['respondRelease', (m: AcceptorMachine) => m.respondRelease()],
    ['abort', (m: AcceptorMachine) => m.abort()],
  ])('%s is refused in Sta2, and nothing is sent', (_, primitive) => {
    const machine = new AcceptorMachine();
    machine.takeEffects();
    expect(primitive(machine)).toEqual({ kind: 'refused', reason: 'state', state: 'Sta2' });
    expect(machine.takeEffects()).toEqual([]);
  });
});

describe('opening', () => {
  test('an acceptor starts ARTIM with 30 s', () => {
    expect(new AcceptorMachine().takeEffects()).toEqual([{ kind: 'start-artim', micros: 30_000_000 }]);
  });

  test('a request may come before or after the connection', () => {
    const late = new RequestorMachine();
    late.transportConnected();
    expect(late.takeEffects()).toEqual([]);
    late.request(proposal);
    expect(toHex(sent(late))).toBe(toHex(associateRequestBytes()));
    expect(late.request(proposal)).toEqual({ kind: 'refused', reason: 'state', state: 'Sta5' });
  });

  test('both sides know the contexts they agreed on', () => {
    const { requestor, acceptor } = establishedPair();
    const expected = new Map([
      [1, { id: 1, abstractSyntax: uids.verification, transferSyntax: uids.implicitVrLittleEndian }],
      [3, { id: 3, abstractSyntax: uids.studyRootFind, transferSyntax: uids.explicitVrLittleEndian }],
    ]);
    expect(requestor.contexts).toEqual(expected);
    expect(acceptor.contexts).toEqual(expected);
  });

  test.each(Object.entries(rejections))('a rejection %s arrives as it was given', (_, rejection) => {
    const requestor = machineIn('Sta5');
    const acceptor = machineIn('Sta3') as AcceptorMachine;
    acceptor.reject(rejection);
    expect(acceptor.state).toBe('Sta13');
    requestor.feed(sent(acceptor));
    expect(pull(requestor)).toEqual([
      { kind: 'associate-reject', rejection },
      { kind: 'closed', cause: 'local' },
    ]);
  });

  test.each([
    ['another protocol version', { ...proposal, protocolVersion: 2 }, rejections.protocolVersionNotSupported],
    [
      'another application context',
      { ...proposal, applicationContext: '1.2.3' },
      rejections.applicationContextNotSupported,
    ],
  ])('%s is refused by the provider itself', (_, parameters, rejection) => {
    const requestor = new RequestorMachine();
    requestor.request(parameters);
    requestor.transportConnected();
    const acceptor = new AcceptorMachine();
    acceptor.feed(sent(requestor));
    expect(pull(acceptor)).toEqual([{ kind: 'provider-reject', request: requestor.associateRequest, rejection }]);
    requestor.feed(sent(acceptor));
    expect(pull(requestor)[0]).toEqual({ kind: 'associate-reject', rejection });
  });

  test('asynchronous operations are negotiated down to one', () => {
    const requestor = new RequestorMachine();
    requestor.request({ ...proposal, asynchronousOperations: { invoked: 8, performed: 0 } });
    requestor.transportConnected();
    const acceptor = new AcceptorMachine();
    acceptor.feed(sent(requestor));
    pull(acceptor);
    acceptor.accept({ contexts: negotiate(proposal.contexts, supported) });
    requestor.feed(sent(acceptor));
    pull(requestor);
    expect(requestor.peer.asynchronousOperations).toEqual({ invoked: 1, performed: 1 });
  });

  test.each([1, 6, 7])(
    'a maximum PDU length of %i, which can carry no PDV, ends in an abort on either side',
    (maxPduLength) => {
      const requestor = new RequestorMachine({ maxPduLength });
      requestor.request(proposal);
      requestor.transportConnected();
      const acceptor = new AcceptorMachine();
      acceptor.feed(sent(requestor));
      expect(pull(acceptor)).toEqual([
        {
          kind: 'provider-abort',
          by: 'local',
          abort: aborts.byUser,
          state: 'Sta2',
          diagnostic: { code: 'max-length-too-small', severity: 'error', offset: 0, detail: { maxPduLength } },
        },
      ]);
      expect(toHex(sent(acceptor))).toBe('07000000000400000000');

      const tiny = new AcceptorMachine({ maxPduLength });
      tiny.feed(associateRequestBytes());
      pull(tiny);
      tiny.accept({ contexts: negotiate(proposal.contexts, supported) });
      const victim = machineIn('Sta5');
      victim.feed(sent(tiny));
      pull(victim);
      expect(toHex(sent(victim))).toBe('07000000000400000206');
    },
  );

  test.each([
    [
      'a context never proposed',
      [{ id: 9, result: 0, transferSyntax: uids.implicitVrLittleEndian }],
      'context-not-proposed',
    ],
    [
      'a transfer syntax never proposed',
      [{ id: 1, result: 0, transferSyntax: '1.2.3' }],
      'transfer-syntax-not-proposed',
    ],
  ])('an acceptance of %s is aborted', (_, contexts, code) => {
    const acceptor = machineIn('Sta3') as AcceptorMachine;
    acceptor.accept({ contexts });
    const requestor = machineIn('Sta5');
    requestor.feed(sent(acceptor));
    expect(pull(requestor)).toMatchObject([{ kind: 'provider-abort', diagnostic: { code } }]);
  });

  test('a connection that cannot be opened is told', () => {
    const requestor = machineIn('Sta4');
    requestor.transportClosed();
    expect(pull(requestor).map(({ kind }) => kind)).toEqual(['provider-abort', 'closed']);
  });
});

describe('ending', () => {
  test('a release is answered, confirmed and closed by the requestor', () => {
    const { requestor, acceptor } = establishedPair();
    requestor.release();
    acceptor.feed(sent(requestor));
    expect(pull(acceptor)).toEqual([{ kind: 'release-request', collision: false }]);
    acceptor.respondRelease();
    const answer = acceptor.takeEffects();
    expect(answer.map(({ kind }) => kind)).toEqual(['send', 'start-artim']);
    requestor.feed(join(answer));
    expect(pull(requestor)).toEqual([{ kind: 'release-confirm' }, { kind: 'closed', cause: 'local' }]);
    expect(requestor.takeEffects()).toEqual([{ kind: 'close' }]);
    acceptor.transportClosed();
    expect(pull(acceptor)).toEqual([{ kind: 'closed', cause: 'peer' }]);
    expect(acceptor.takeEffects()).toEqual([{ kind: 'stop-artim' }]);
  });

  test('when both release at once, both end (PS3.8 §9.2.3, Sta9 to Sta12)', () => {
    const { requestor, acceptor } = establishedPair();
    requestor.release();
    acceptor.release();
    const fromRequestor = sent(requestor);
    requestor.feed(sent(acceptor));
    acceptor.feed(fromRequestor);
    expect(pull(requestor)).toEqual([{ kind: 'release-request', collision: true }]);
    expect(pull(acceptor)).toEqual([{ kind: 'release-request', collision: true }]);
    acceptor.respondRelease(); // must wait for the requestor's reply
    expect(acceptor.takeEffects()).toEqual([]);
    requestor.respondRelease();
    acceptor.feed(sent(requestor));
    expect(pull(acceptor)).toEqual([{ kind: 'release-confirm' }]);
    expect(acceptor.state).toBe('Sta13');
    requestor.feed(sent(acceptor));
    expect(pull(requestor)).toEqual([{ kind: 'release-confirm' }, { kind: 'closed', cause: 'local' }]);
  });

  test.each([
    ['the user', aborts.byUser, { kind: 'abort', abort: aborts.byUser }],
    [
      'the provider, as a staged fault',
      aborts.invalidParameterValue,
      { kind: 'provider-abort', by: 'peer', abort: aborts.invalidParameterValue, state: 'Sta6', diagnostic: undefined },
    ],
  ])('an abort of %s is told apart', (_, abort, indication) => {
    const { requestor, acceptor } = establishedPair();
    requestor.abort(abort);
    acceptor.feed(sent(requestor));
    expect(pull(acceptor)).toEqual([indication, { kind: 'closed', cause: 'peer' }]);
    expect(acceptor.takeEffects()).toEqual([{ kind: 'close' }]);
  });

  test('what came before the connection closed is still told', () => {
    const { requestor, acceptor } = establishedPair();
    requestor.release();
    acceptor.feed(sent(requestor));
    acceptor.transportClosed();
    expect(pull(acceptor).map(({ kind }) => kind)).toEqual(['release-request', 'provider-abort', 'closed']);
  });

  test('a peer that stays after its release is closed by ARTIM', () => {
    const machine = machineIn('Sta13');
    machine.feed(pdus['data-pdu'] ?? new Uint8Array(0));
    expect(pull(machine)).toEqual([]);
    machine.timeout();
    expect(machine.takeEffects()).toEqual([{ kind: 'close' }]);
    expect(pull(machine)).toEqual([{ kind: 'closed', cause: 'artim' }]);
    machine.timeout();
    machine.feed(associateRequestBytes());
    machine.transportClosed();
    expect(pull(machine)).toEqual([]);
    expect(machine.takeEffects()).toEqual([]);
  });
});

describe('a hostile peer', () => {
  test.each([
    ['a TLS hello', fromHex('160301020001000'.padEnd(40, '0')), 'unrecognized-pdu-type'],
    ['an HTTP request', new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n'), 'unrecognized-pdu-type'],
    ['an MLLP frame', new TextEncoder().encode('\x0bMSH|^~\\&|\x1c\r'), 'unrecognized-pdu-type'],
    ['a 4 GB request', fromHex('0100ffffffff'), 'pdu-too-long'],
    ['4 GB of data before anything else', fromHex('0400ffffffff'), 'pdu-unexpected'],
    ['a release of 4 GB', fromHex('0500ffffffff'), 'pdu-unexpected'],
    ['an abort of 5 bytes', fromHex('0700000000050000000000'), 'pdu-length-not-fixed'],
    ['an empty request', fromHex('010000000000'), 'item-truncated'],
  ])('that opens with %s is aborted and then not read any more', (_, bytes, code) => {
    const machine = new AcceptorMachine();
    machine.feed(bytes);
    expect(pull(machine)).toMatchObject([{ kind: 'provider-abort', by: 'local', diagnostic: { code } }]);
    machine.feed(associateRequestBytes());
    expect(pull(machine)).toEqual([]);
    const effects = machine.takeEffects();
    expect(toHex(join(effects))).toBe('07000000000400000000');
    expect(effects.at(-1)).toEqual({ kind: 'start-artim', micros: 30_000_000 });
  });

  test.each([
    ['an unknown PDU', '09', '0201', 'unrecognized-pdu-type'],
    ['a second request', toHex(associateRequestBytes()), '0202', 'pdu-unexpected'],
    ['more data than was announced', '0400000f0000', '0206', 'pdu-too-long'],
    ['no PDV', '040000000000', '0206', 'pdv-missing'],
    ['a PDV that lies about its length', '040000000008 000000ff 0103 0000', '0206', 'pdv-length'],
    ['a context never agreed on', '040000000008 00000004 0503 0000', '0206', 'pdv-context-not-accepted'],
    ['data before a command', '040000000008 00000004 0102 0000', '0205', 'pdv-data-before-command'],
    ['data within a command', '040000000010 00000004 0101 0000 00000004 0102 0000', '0205', 'pdv-data-before-command'],
    ['a command cut short', '04000000000a 00000006 0103 00000000', '0000', 'command-truncated'],
    ['a command of another group', '040000000010 0000000c 0103 0800050002000000 4142', '0000', 'command-group'],
    ['a command without Command Field', '040000000006 00000002 0103', '0000', 'command-element-missing'],
  ])('that sends %s on an association gets A-ABORT', (_, hex, sourceAndReason, code) => {
    const machine = machineIn('Sta6');
    machine.feed(fromHex(hex));
    expect(pull(machine)).toMatchObject([{ kind: 'provider-abort', by: 'local', state: 'Sta6', diagnostic: { code } }]);
    expect(toHex(sent(machine))).toBe(`070000000004 0000 ${sourceAndReason}`.replaceAll(' ', ''));
    expect(machine.state).toBe('Sta13');
  });

  test('that never ends its command is aborted at the limit', () => {
    const machine = machineIn('Sta6');
    const [header = new Uint8Array(0), pdv = new Uint8Array(0), body = new Uint8Array(0)] = encodePdu({
      kind: 'data',
      pdvs: [{ contextId: 1, isCommand: true, isLast: false, fragment: [new Uint8Array(30_000)] }],
    });
    for (let i = 0; i < 3; i++) for (const part of [header, pdv, body]) machine.feed(part);
    expect(pull(machine)).toMatchObject([{ kind: 'provider-abort', diagnostic: { code: 'command-too-long' } }]);
  });

  test('that never ends its data set is aborted at the limit', () => {
    const { requestor, acceptor } = establishedPair({}, { maxDataSetLength: 1_000 });
    expect(acceptor.state).toBe('Sta6');
    const command = fromHex(
      '0000000004000000380000000000020012000000312e322e3834302e31303030382e312e310000000001020000003000' +
        '00001001020000000100000000080200000001 00'.replaceAll(' ', ''),
    );
    acceptor.feed(
      bytesOf({ kind: 'data', pdvs: [{ contextId: 1, isCommand: true, isLast: true, fragment: [command] }] }),
    );
    const drip = bytesOf({
      kind: 'data',
      pdvs: [{ contextId: 1, isCommand: false, isLast: false, fragment: [new Uint8Array(600)] }],
    });
    acceptor.feed(drip);
    expect(pull(acceptor)).toEqual([]);
    acceptor.feed(drip);
    expect(pull(acceptor)).toMatchObject([{ kind: 'provider-abort', diagnostic: { code: 'data-set-too-long' } }]);
    expect(requestor.state).toBe('Sta6');
  });

  test('that sends a PDU of 4 GB with an honest header keeps nothing in memory', () => {
    const machine = machineIn('Sta6');
    machine.feed(fromHex('0400fffffff0'));
    pull(machine);
    for (let i = 0; i < 100; i++) machine.feed(new Uint8Array(65_536));
    expect(pull(machine)).toEqual([]);
    expect(decodePdu([sent(machine)]).pdu).toEqual({ kind: 'abort', source: 2, reason: 6 });
  });
});
