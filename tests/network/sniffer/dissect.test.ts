import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../server/core/clock.ts';
import { Kernel, sleep, type Task } from '../../../server/core/kernel.ts';
import { type Endpoint, emptyNetwork, Network } from '../../../server/network/network.ts';
import { dissect } from '../../../server/network/sniffer/dissect.ts';
import { encodePdu } from '../../../server/protocols/dimse/pdu-codec.ts';
import type { Pdu } from '../../../server/protocols/dimse/pdu.ts';
import { frameMllp } from '../../../server/protocols/mllp/codec.ts';

const START = 1_773_745_200_000_000;
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const pdu = (value: Pdu): Uint8Array => new Uint8Array(Buffer.concat(encodePdu(value)));
const hl7 = (...segments: readonly string[]): Uint8Array => latin1(segments.map((segment) => `${segment}\r`).join(''));

const WORKLIST = '1.2.840.10008.5.1.4.31';
const CT = '1.2.840.10008.5.1.4.1.1.2';
const IMPLICIT = '1.2.840.10008.1.2';
const user = {
  maxPduLength: 16_384,
  implementationClassUid: '2.25.1',
  implementationVersionName: 'T',
  roleSelections: [],
  extendedNegotiations: [],
  commonExtendedNegotiations: [],
  unknownItems: [],
} as unknown as (Pdu & { kind: 'associate-request' })['userInformation'];
const request = (called: string): Uint8Array =>
  pdu({
    kind: 'associate-request',
    protocolVersion: 1,
    calledAeTitle: called,
    callingAeTitle: 'NGH_CT1',
    applicationContext: '1.2.840.10008.3.1.1.1',
    userInformation: user,
    unknownItems: [],
    contexts: [
      { id: 1, abstractSyntax: WORKLIST, transferSyntaxes: [IMPLICIT] },
      { id: 3, abstractSyntax: CT, transferSyntaxes: [IMPLICIT] },
    ],
  });
const accept = (...results: readonly number[]): Uint8Array =>
  pdu({
    kind: 'associate-accept',
    protocolVersion: 1,
    calledAeTitle: 'NGH_MWL',
    callingAeTitle: 'NGH_CT1',
    applicationContext: '1.2.840.10008.3.1.1.1',
    userInformation: user,
    unknownItems: [],
    contexts: results.map((result, index) => ({ id: 2 * index + 1, result, transferSyntax: IMPLICIT })),
  });
const release = [pdu({ kind: 'release-request' }), pdu({ kind: 'release-reply' })] as const;

let kernel: Kernel;
let network: Network;
beforeEach(() => {
  kernel = new Kernel(START);
  network = new Network(kernel, '1', emptyNetwork());
  network.addHost('ct01', '10.20.20.11');
  network.addHost('mwl01', '10.20.10.21');
});

/** One conversation: what the client writes, one after the other, and what the server does at each write. */
function converse(
  writes: readonly Uint8Array[],
  answer: (endpoint: Endpoint, index: number) => void,
  port = 11113,
): string[] {
  let heard = 0;
  network.listen('mwl01', 11113, (endpoint) => ({
    data: () => {
      answer(endpoint, heard++);
    },
    closed: () => undefined,
  }));
  kernel.spawn(
    'test',
    (function* (): Task<void> {
      const result = yield* network.connect('ct01', 'mwl01', port);
      if (result.kind !== 'open') return;
      for (const write of writes) {
        result.connection.send([write]);
        yield* sleep(kernel, SECOND);
      }
      result.connection.close();
    })(),
  );
  kernel.runUntil(START + 2 * MINUTE);
  const [conversation] = [...network.state.capture.conversations.values()];
  if (!conversation) throw new Error('nothing was captured');
  return dissect(conversation).packets.map(
    ({ n, from, protocol, level, start, end, info }) =>
      `${n} ${from === 'client' ? '→' : '←'} ${protocol} ${end - start} ${level} ${info}`,
  );
}
/** Each segment is lost at first and sent again. */
function everySegmentIsLost(): void {
  network.state.linkFaults.put('loss', {
    id: 'loss',
    from: undefined,
    to: 'mwl01',
    port: undefined,
    flaw: { kind: 'loss', share: 1 },
    every: 1,
    chance: 1,
    seen: 0,
  });
}
const opened = ['1 → TCP 0 ok 49153 → 11113 [SYN]', '2 ← TCP 0 ok 11113 → 49153 [SYN, ACK]'];
const closed = (n: number): string[] => [
  `${n} → TCP 0 ok 49153 → 11113 [FIN, ACK]`,
  `${n + 1} ← TCP 0 ok 11113 → 49153 [FIN, ACK]`,
];
const asked = (called: string): string =>
  `3 → DICOM ${request(called).length} ok A-ASSOCIATE request NGH_CT1 → ${called} (Modality Worklist Information Model - FIND and 1 more)`;

describe('a conversation as the sniffer tells it', () => {
  it('an association that is accepted and released', () => {
    const said = converse([request('NGH_MWL'), release[0]], (to, index) => {
      to.send([index === 0 ? accept(0, 0) : release[1]]);
    });
    expect(said).toEqual([
      ...opened,
      asked('NGH_MWL'),
      `4 ← DICOM ${accept(0, 0).length} ok A-ASSOCIATE accept, 2 of 2 presentation contexts accepted`,
      '5 → DICOM 10 ok A-RELEASE request',
      '6 ← DICOM 10 ok A-RELEASE response',
      ...closed(7),
    ]);
  });

  it.each([
    [[0, 4], 'warn', 1, 'CT Image Storage (transfer syntaxes not supported)'],
    [[3, 4], 'bad', 0, 'Modality Worklist Information Model - FIND (abstract syntax not supported) and 1 more'],
    [[2, 0], 'warn', 1, 'Modality Worklist Information Model - FIND (no reason)'],
    [[1, 0], 'warn', 1, 'Modality Worklist Information Model - FIND (user rejection)'],
  ] as const)('contexts that are refused %j are %s', (results, level, taken, refused) => {
    const said = converse([request('NGH_MWL')], (to) => {
      to.send([accept(...results)]);
    });
    expect(said[3]).toBe(
      `4 ← DICOM ${accept(...results).length} ${level} A-ASSOCIATE accept, ${taken} of 2 presentation contexts accepted; refused: ${refused}`,
    );
  });

  it('an association that is rejected for a wrong called AE title', () => {
    const said = converse([request('WRONG_AE')], (to) => {
      to.send([pdu({ kind: 'associate-reject', result: 1, source: 1, reason: 7 })]);
      to.close();
    });
    expect(said).toEqual([
      ...opened,
      asked('WRONG_AE'),
      '4 ← DICOM 10 bad A-ASSOCIATE reject: called AE title not recognized (rejected-permanent, DICOM UL service-user)',
      expect.stringMatching(/^5 ← TCP 0 ok .*\[FIN, ACK]$/),
      expect.stringMatching(/^6 → TCP 0 ok .*\[FIN, ACK]$/),
    ]);
  });

  it('an abort in the middle of it, and a PDU that is cut off', () => {
    const said = converse(
      [request('NGH_MWL'), pdu({ kind: 'abort', source: 2, reason: 2 }), latin1('\x04\0\0\0\x10\0abc')],
      (to, index) => {
        if (index === 0) to.send([accept(0, 0)]);
      },
    );
    expect(said.slice(4, 6)).toEqual([
      '5 → DICOM 10 bad A-ABORT: unexpected PDU (DICOM UL service-provider (initiated abort))',
      '6 → DICOM 9 bad P-DATA, no value [incomplete: the conversation ends within this PDU]',
    ]);
  });

  it('a port on which nobody listens', () => {
    expect(converse([], () => undefined, 11119)).toEqual([
      '1 → TCP 0 ok 49153 → 11119 [SYN]',
      '2 ← TCP 0 bad 11119 → 49153 [RST, ACK] connection refused: nothing listens on port 11119',
    ]);
  });

  it('a host that does not answer', () => {
    network.state.hosts.update('mwl01', { up: false });
    expect(converse([], () => undefined)).toEqual(
      [1, 2, 3, 4, 5].map(
        (n) => `${n} → TCP 0 bad ${n === 1 ? '' : '[TCP Retransmission] '}49153 → 11113 [SYN] [no answer]`,
      ),
    );
  });

  it('a message and its acknowledgement, a refusal, and none at all', () => {
    const order = hl7('MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|M1|P|2.3.1', 'ORC|NW|1');
    const refusal = hl7('MSH|^~\\&|ENG|NGH|RIS|NGH|20260317||ACK|A2|P|2.3.1', 'MSA|AE|M1|no such procedure');
    const said = converse([frameMllp(order), frameMllp(order)], (to, index) => {
      if (index === 0) to.send([frameMllp(refusal)]);
    });
    expect(said.slice(2, 5)).toEqual([
      `3 → HL7 ${order.length + 3} ok ORM^O01 NW ID=M1`,
      `4 ← HL7 ${refusal.length + 3} bad ACK AE ID=M1 "no such procedure"`,
      `5 → HL7 ${order.length + 3} bad ORM^O01 NW ID=M1 [no acknowledgement; the sender gave up after 1.0 s]`,
    ]);
  });

  it.each([
    [0.4, /ok ACK AA ID=M1$/],
    [1.2, /warn ACK AA ID=M1 \[1\.2 s after the message]$/],
    [2 - 0.0001, /bad ACK AA ID=M1 \[late: the sender has closed the connection already]$/],
  ])('an acknowledgement that takes %d s', (wait, expected) => {
    const order = hl7('MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|M1|P|2.3.1', 'ORC|NW|1');
    const ack = hl7('MSH|^~\\&|ENG|NGH|RIS|NGH|20260317||ACK|A2|P|2.3.1', 'MSA|AA|M1');
    const said = converse([frameMllp(order), latin1('')], (to) => {
      kernel.callAt(kernel.now + Math.round(wait * SECOND), () => {
        to.send([frameMllp(ack)]);
      });
    });
    expect(said[3]).toMatch(expected);
  });

  it('lost segments that are sent again', () => {
    everySegmentIsLost();
    const order = frameMllp(hl7('MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|M1|P|2.3.1', 'ORC|NW|1'));
    const said = converse([order], () => undefined);
    expect(said.filter((line) => line.includes('Retransmission'))).toEqual(
      [4, 5, 6].map(
        (n) => `${n} → TCP ${order.length} bad [TCP Retransmission] 49153 → 11113 ${order.length} bytes sent again`,
      ),
    );
  });

  it('an acknowledgement that is lost at first is not late when the sender still waits', () => {
    everySegmentIsLost();
    const order = hl7('MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|M1|P|2.3.1', 'ORC|NW|1');
    const ack = hl7('MSH|^~\\&|ENG|NGH|RIS|NGH|20260317||ACK|A2|P|2.3.1', 'MSA|AA|M1');
    const said = converse([frameMllp(order), latin1(''), latin1('')], (to, index) => {
      if (index === 0) to.send([frameMllp(ack)]);
    });
    expect(said.filter((line) => line.includes('HL7'))).toEqual([
      `3 → HL7 ${order.length + 3} ok ORM^O01 NW ID=M1`,
      `7 ← HL7 ${ack.length + 3} warn ACK AA ID=M1 [1.4 s after the message]`,
    ]);
  });

  it('an acknowledgement of another message, one that comes twice and one of nothing', () => {
    const order = (id: string): Uint8Array =>
      frameMllp(hl7(`MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|${id}|P|2.3.1`, 'ORC|NW|1'));
    const ack = (id: string): Uint8Array =>
      frameMllp(hl7('MSH|^~\\&|ENG|NGH|RIS|NGH|20260317||ACK|A2|P|2.3.1', `MSA|AA|${id}`));
    const said = converse([order('M1'), order('M2')], (to, index) => {
      if (index === 0) to.send([ack('M9')]);
      else for (const id of ['M1', 'M2', 'M2']) to.send([ack(id)]);
    });
    expect(said.slice(2, 8).map((line) => line.replace(/HL7 \d+ /, ''))).toEqual([
      '3 → ok ORM^O01 NW ID=M1',
      '4 ← bad ACK AA ID=M9 [MSA-2 is M9, the message sent is M1]',
      '5 → ok ORM^O01 NW ID=M2',
      '6 ← warn ACK AA ID=M1 [1.0 s after the message]',
      '7 ← ok ACK AA ID=M2',
      '8 ← bad ACK AA ID=M2 [acknowledged already]',
    ]);
  });

  it('segments that end with line feeds', () => {
    const said = converse(
      [frameMllp(latin1('MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|M1|P|2.3.1\nPID|1\n'))],
      (to) => {
        to.send([frameMllp(hl7('MSH|^~\\&|ENG|NGH|RIS|NGH|20260317||ACK|A2|P|2.3.1', 'MSA|AR|M1'))]);
      },
    );
    expect(said[2]).toMatch(/^3 → HL7 \d+ bad ORM\^O01 ID=M1 \[segments do not end with <CR>]$/);
    expect(said[3]).toMatch(/^4 ← HL7 \d+ bad ACK AR ID=M1$/);
  });

  it('one that is under way: what has been said so far, and nothing of it called lost', () => {
    const order = frameMllp(hl7('MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|M1|P|2.3.1', 'ORC|NW|1'));
    network.listen('mwl01', 11113, () => ({ data: () => undefined, closed: () => undefined }));
    kernel.spawn(
      'test',
      (function* (): Task<void> {
        const result = yield* network.connect('ct01', 'mwl01', 11113);
        if (result.kind !== 'open') return;
        result.connection.send([order]);
        yield* sleep(kernel, SECOND);
        result.connection.send([request('NGH_MWL').subarray(0, 20)]);
        yield* sleep(kernel, SECOND);
        result.connection.close();
      })(),
    );
    const said = (after: number): string[][] => {
      kernel.runUntil(START + after);
      return network.underWay().map((one) => dissect(one).packets.map(({ info, level }) => `${level} ${info}`));
    };
    expect(said(0)).toEqual([]);
    expect(said(SECOND / 2)).toEqual([
      ['ok 49153 → 11113 [SYN]', 'ok 11113 → 49153 [SYN, ACK]', 'ok ORM^O01 NW ID=M1'],
    ]);
    expect(said(1.5 * SECOND)[0]).toHaveLength(4);
    expect(said(3 * SECOND)).toEqual([]);
    expect(network.state.capture.conversations.size).toBe(1);
  });

  it('a host that has not answered yet', () => {
    network.state.hosts.update('mwl01', { up: false });
    kernel.spawn(
      'test',
      (function* (): Task<void> {
        yield* network.connect('ct01', 'mwl01', 11113);
      })(),
    );
    kernel.runUntil(START + 2 * SECOND);
    const [one] = network.underWay();
    expect(one && dissect(one).packets.map(({ info }) => info)).toEqual([
      '49153 → 11113 [SYN] [no answer]',
      '[TCP Retransmission] 49153 → 11113 [SYN] [no answer]',
    ]);
  });

  it('bytes that are no frame', () => {
    const order = hl7('MSH|^~\\&|RIS|NGH|ENG|NGH|20260317||ORM^O01|M1|P|2.3.1');
    const said = converse([order, latin1('\x1c\r'), latin1('\x0bMSH|^~\\&|')], () => undefined);
    expect(said.slice(2, 4)).toEqual([
      `3 → HL7 ${order.length + 2} bad ${order.length + 2} bytes: start block <VT> missing`,
      '4 → HL7 10 bad 10 bytes: frame without an end: <FS><CR> missing',
    ]);
  });
});
