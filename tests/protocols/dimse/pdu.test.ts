import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssociateAcceptPdu, AssociateRequestPdu, Pdu } from '../../../server/protocols/dimse/pdu.ts';
import { decodePdu, encodePdu } from '../../../server/protocols/dimse/pdu-codec.ts';
import { PduReader } from '../../../server/protocols/dimse/pdu-reader.ts';
import { noUserInformation } from '../../../server/protocols/dimse/user-information.ts';
import { fromHex, recording, recordings, toHex } from './recording.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const request: AssociateRequestPdu = {
  kind: 'associate-request',
  protocolVersion: 1,
  calledAeTitle: 'PACS01',
  callingAeTitle: 'CT1',
  applicationContext: '1.2.840.10008.3.1.1.1',
  contexts: [{ id: 1, abstractSyntax: '1.2.840.10008.1.1', transferSyntaxes: ['1.2.840.10008.1.2'] }],
  userInformation: {
    ...noUserInformation,
    maxPduLength: 16384,
    implementationClassUid: '1.2.276.0.7230010.3.0.3.6.7',
    implementationVersionName: 'OFFIS_DCMTK_367',
  },
  unknownItems: [],
};

const accept: AssociateAcceptPdu = {
  ...request,
  kind: 'associate-accept',
  contexts: [{ id: 1, result: 0, transferSyntax: '1.2.840.10008.1.2' }],
};

/** The bytes are DCMTK 3.6.7's, taken from `recorded/echo.txt` and `recorded/echo-refused.txt`. */
const known: readonly (readonly [string, Pdu, string])[] = [
  [
    'A-ASSOCIATE-RQ',
    request,
    `0100000000cd00010000 50414353303120202020202020202020 43543120202020202020202020202020 ${'00'.repeat(32)}
     10000015312e322e3834302e31303030382e332e312e312e31
     2000002e0100ff00 30000011312e322e3834302e31303030382e312e31 40000011312e322e3834302e31303030382e312e32
     5000003a 5100000400004000 5200001b312e322e3237362e302e373233303031302e332e302e332e362e37
     5500000f4f464649535f44434d544b5f333637`,
  ],
  [
    'A-ASSOCIATE-AC',
    accept,
    `0200000000b800010000 50414353303120202020202020202020 43543120202020202020202020202020 ${'00'.repeat(32)}
     10000015312e322e3834302e31303030382e332e312e312e31
     2100001901000000 40000011312e322e3834302e31303030382e312e32
     5000003a 5100000400004000 5200001b312e322e3237362e302e373233303031302e332e302e332e362e37
     5500000f4f464649535f44434d544b5f333637`,
  ],
  ['A-ASSOCIATE-RJ', { kind: 'associate-reject', result: 1, source: 1, reason: 1 }, '03000000000400010101'],
  [
    'P-DATA-TF',
    { kind: 'data', pdvs: [{ contextId: 1, isCommand: true, isLast: true, fragment: [fromHex('0000000004000000')] }] },
    '04000000000e 0000000a 01 03 0000000004000000',
  ],
  ['A-RELEASE-RQ', { kind: 'release-request' }, '05000000000400000000'],
  ['A-RELEASE-RP', { kind: 'release-reply' }, '06000000000400000000'],
  ['A-ABORT', { kind: 'abort', source: 2, reason: 6 }, '07000000000400000206'],
];

describe('the seven PDUs', () => {
  test.each(known)('%s is written byte for byte', (_, pdu, hex) => {
    expect(toHex(encodePdu(pdu))).toBe(hex.replace(/\s/g, ''));
  });

  test.each(known)('%s is read whole', (_, pdu, hex) => {
    expect(decodePdu([fromHex(hex)])).toEqual({ pdu, diagnostics: [] });
  });

  test.each(recordings)('all of the recorded conversation %s come out as they went in', (name) => {
    for (const { bytes } of recording(name)) {
      const reader = new PduReader(1 << 20);
      reader.feed(bytes);
      let written = '';
      for (let framed = reader.next(); framed?.kind === 'pdu'; framed = reader.next()) {
        const { pdu } = decodePdu(framed.parts);
        if (pdu !== undefined) written += toHex(encodePdu(pdu));
      }
      expect(written).toBe(toHex(bytes));
    }
  });
});

describe('user information', () => {
  const full: AssociateRequestPdu = {
    ...request,
    userInformation: {
      maxPduLength: 0,
      implementationClassUid: '1.2.3',
      implementationVersionName: 'V1',
      asynchronousOperations: { invoked: 5, performed: 0 },
      roleSelections: [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.2', scu: false, scp: true }],
      extendedNegotiations: [{ sopClassUid: '1.2.3.4', applicationInformation: Uint8Array.of(1, 0, 1) }],
      commonExtendedNegotiations: [
        { sopClassUid: '1.2.3', serviceClassUid: '1.2.4', relatedGeneralSopClassUids: ['1.2.5', '1.2.6.7'] },
      ],
      userIdentity: { type: 2, positiveResponseRequested: true, primary: text('doe'), secondary: text('secret') },
      unknownItems: [{ itemType: 0x5f, bytes: Uint8Array.of(9, 8) }],
    },
    unknownItems: [{ itemType: 0x7e, bytes: Uint8Array.of(7) }],
  };

  test('has every item written and read back', () => {
    const { pdu, diagnostics } = decodePdu(encodePdu(full));
    expect(pdu).toEqual(full);
    expect(diagnostics.map(({ code, severity, detail }) => [code, severity, detail])).toEqual([
      ['item-unknown', 'warning', { itemType: 0x5f }],
      ['item-unknown', 'warning', { itemType: 0x7e }],
    ]);
  });

  test('carries a server response to a user identity', () => {
    const answer: AssociateAcceptPdu = {
      ...accept,
      userInformation: { ...accept.userInformation, userIdentityResponse: text('token') },
    };
    expect(decodePdu(encodePdu(answer))).toEqual({ pdu: answer, diagnostics: [] });
  });

  test('of storescu --user holds name and passcode', () => {
    const { pdu } = decodePdu([recording('store-user-identity')[0]?.bytes ?? new Uint8Array(0)]);
    if (pdu?.kind !== 'associate-request') throw new Error('not a request');
    expect(pdu.userInformation.userIdentity).toEqual({
      type: 2,
      positiveResponseRequested: false,
      primary: text('doe'),
      secondary: text('secret'),
    });
  });

  test('of getscu asks for the SCP role of every storage class', () => {
    const { pdu } = decodePdu([recording('get')[0]?.bytes ?? new Uint8Array(0)]);
    if (pdu?.kind !== 'associate-request') throw new Error('not a request');
    const { roleSelections } = pdu.userInformation;
    expect(roleSelections.length).toBeGreaterThan(100);
    expect(roleSelections.every(({ scu, scp }) => !scu && scp)).toBe(true);
  });
});

describe('a PDU that is not as it should be', () => {
  const rq = toHex(encodePdu(request));
  const replaced = (from: string, to: string): Uint8Array => {
    expect(rq).toContain(from);
    return withLength(fromHex(rq.replace(from, to)));
  };

  /** Corrects the PDU length after bytes were added or removed. */
  function withLength(bytes: Uint8Array): Uint8Array {
    new DataView(bytes.buffer).setUint32(2, bytes.length - 6);
    return bytes;
  }

  test.each([
    ['an item longer than the PDU', replaced('5000003a', '5000013a'), 'item-exceeds-enclosing'],
    ['a sub-item longer than its item', replaced('51000004', '5100f004'), 'item-exceeds-enclosing'],
    ['a maximum length of two bytes', replaced('5000003a5100000400004000', '50000038510000024000'), 'item-truncated'],
    ['an even context id', replaced('2000002e01', '2000002e02'), 'context-id-not-odd'],
    ['no application context', replaced('10000015312e322e3834302e31303030382e332e312e312e31', ''), 'item-missing'],
    ['a header cut short', fromHex('0100'), 'pdu-truncated'],
    ['a body cut short', fromHex('0100000000cd0001'), 'pdu-truncated'],
    ['no PDV in P-DATA-TF', fromHex('040000000000'), 'pdv-missing'],
    ['a PDV longer than its PDU', fromHex('040000000007 0000000a 0103 00'), 'pdv-length'],
    ['a PDV of 4 GB', fromHex('040000000007 ffffffff 0103 00'), 'pdv-length'],
    ['a PDV without context id', fromHex('040000000004 00000000'), 'pdv-length'],
    ['a release request with a long body', fromHex('050000000006000000000000'), 'pdu-length-not-fixed'],
    ['an unknown type', fromHex('090000000000'), 'unrecognized-pdu-type'],
  ])('%s is an error', (_, bytes, code) => {
    expect(decodePdu([bytes]).diagnostics.find(({ severity }) => severity === 'error')?.code).toBe(code);
  });

  test('a UID padded with NUL is read with a warning', () => {
    const padded: AssociateRequestPdu = {
      ...request,
      contexts: [{ id: 1, abstractSyntax: '1.2.840.10008.1.1\0', transferSyntaxes: ['1.2.840.10008.1.2'] }],
    };
    const { pdu, diagnostics } = decodePdu(encodePdu(padded));
    expect(pdu).toEqual(request);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['uid-padded', 'warning']]);
  });

  test('two contexts with one id are an error', () => {
    const twice = { ...request, contexts: [...request.contexts, ...request.contexts] };
    expect(decodePdu(encodePdu(twice)).diagnostics.map(({ code }) => code)).toEqual(['context-id-repeated']);
  });

  test('a second maximum length is named and does not count', () => {
    const bytes = replaced('5000003a5100000400004000', '5000004251000004000040005100000400000007');
    const { pdu, diagnostics } = decodePdu([bytes]);
    expect(pdu).toEqual(request);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['item-repeated', 'warning']]);
  });
});

describe('any bytes', () => {
  test('are decoded without an exception and with bounded findings', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.uint8Array({ maxLength: 300 }), (type, body) => {
        const bytes = new Uint8Array(6 + body.length);
        bytes[0] = type;
        new DataView(bytes.buffer).setUint32(2, body.length);
        bytes.set(body, 6);
        expect(decodePdu([bytes]).diagnostics.length).toBeLessThanOrEqual(66);
      }),
      { numRuns: 500 },
    );
  });

  test('of an A-ASSOCIATE with single bytes changed are decoded without an exception', () => {
    const original = recording('get')[0]?.bytes ?? new Uint8Array(0);
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.nat(255), (at, value) => {
        const bytes = original.slice();
        bytes[at] = value;
        decodePdu([bytes]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('framing', () => {
  test('refuses a claim of 4 GB when the header is there', () => {
    const reader = new PduReader(65_536);
    reader.feed(fromHex('0400ffffffff'));
    expect(reader.next()).toEqual({
      kind: 'invalid',
      diagnostic: {
        code: 'pdu-too-long',
        severity: 'error',
        offset: 2,
        detail: { type: 4, length: 0xffffffff, limit: 65_536 },
      },
    });
    reader.feed(fromHex('05000000000400000000'));
    expect(reader.next()).toBeUndefined();
  });

  test.each([
    ['a TLS hello', '16'],
    ['an HTTP request', '47'],
    ['an MLLP frame', '0b'],
  ])('refuses %s by its first byte', (_, hex) => {
    const reader = new PduReader(65_536);
    reader.feed(fromHex(hex));
    expect(reader.next()).toMatchObject({ kind: 'invalid', diagnostic: { code: 'unrecognized-pdu-type' } });
  });

  test('passes large fragments on by reference', () => {
    const pixels = new Uint8Array(5_000).fill(7);
    const reader = new PduReader(65_536);
    for (const part of encodePdu({
      kind: 'data',
      pdvs: [{ contextId: 1, isCommand: false, isLast: true, fragment: [pixels] }],
    })) {
      reader.feed(part);
    }
    const framed = reader.next();
    if (framed?.kind !== 'pdu') throw new Error('no PDU');
    const { pdu } = decodePdu(framed.parts);
    if (pdu?.kind !== 'data') throw new Error('no data');
    expect(pdu.pdvs[0]?.fragment).toHaveLength(1);
    expect(pdu.pdvs[0]?.fragment[0]?.buffer).toBe(pixels.buffer);
  });
});
