import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExplainedPdu, PduExplainer } from '../../../server/protocols/dimse/explain-pdu.ts';
import type { Field } from '../../../server/protocols/dimse/field-tree.ts';
import { encodePdu } from '../../../server/protocols/dimse/pdu-codec.ts';
import { rejections } from '../../../server/protocols/dimse/rejection.ts';
import { findRequest, findResponse } from '../../../server/protocols/dimse/services/query.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { associateRequestBytes, establishedPair, sent } from './pair.ts';
import { fromHex, recording, recordings } from './recording.ts';

/** Every byte once: children cover their parent, in order. */
function covered(field: Field): void {
  if (field.children.length === 0) return;
  let at = field.offset;
  for (const child of field.children) {
    expect(child.offset).toBe(at);
    expect(child.length).toBeGreaterThan(0);
    at += child.length;
    covered(child);
  }
  expect(at).toBe(field.offset + field.length);
}

function coversAll(pdus: readonly ExplainedPdu[], length: number): void {
  let at = 0;
  for (const { field } of pdus) {
    expect(field.offset).toBe(at);
    at += field.length;
    covered(field);
  }
  expect(at).toBe(length);
}

const leaves = (field: Field): Field[] => (field.children.length === 0 ? [field] : field.children.flatMap(leaves));
const problems = (field: Field): string[] => [
  ...(field.problem === undefined ? [] : [field.problem.code]),
  ...field.children.flatMap(problems),
];
const find = (field: Field, name: string): Field | undefined =>
  field.name === name ? field : field.children.map((child) => find(child, name)).find((found) => found !== undefined);
const titles = (pdus: readonly ExplainedPdu[]): string[] =>
  pdus.map(({ field, commands }) => (commands.length === 0 ? field.name : `${field.name} ${commands.join(' ')}`));

describe('a recorded conversation', () => {
  test.each(recordings)('%s is explained without a gap, a doubt or a problem', (name) => {
    const explainer = new PduExplainer();
    for (const { who, bytes } of recording(name)) {
      const pdus = explainer.explain(bytes, who);
      coversAll(pdus, bytes.length);
      expect(pdus.flatMap(({ field }) => problems(field)).filter((code) => code !== 'item-unknown')).toEqual([]);
      for (const leaf of pdus.flatMap(({ field }) => leaves(field))) expect(leaf.name).not.toBe('Unexplained bytes');
    }
  });

  test('is named as Wireshark names it', () => {
    const explainer = new PduExplainer();
    expect(recording('find-study').flatMap(({ who, bytes }) => titles(explainer.explain(bytes, who)))).toMatchObject({
      0: 'A-ASSOCIATE-RQ',
      1: 'A-ASSOCIATE-AC',
      2: 'P-DATA-TF C-FIND-RQ',
    });
  });
});

describe('one PDU', () => {
  test('A-ASSOCIATE-RQ and -AC: contexts by name, accepted and rejected ones told apart', () => {
    const explainer = new PduExplainer();
    const [request] = explainer.explain(associateRequestBytes(), 'requestor');
    if (!request) throw new Error('nothing');
    expect(find(request.field, 'Called-AE-title')).toMatchObject({ offset: 10, length: 16, value: 'PACS01' });
    expect(find(request.field, 'Presentation Context Item')).toMatchObject({ value: '0x01 Verification' });
    expect(find(request.field, 'Maximum Length Sub-Item')).toMatchObject({ value: '65536' });
    const [accept] = explainer.explain(
      Buffer.concat(
        encodePdu({
          kind: 'associate-accept',
          protocolVersion: 1,
          calledAeTitle: 'PACS01',
          callingAeTitle: 'CT1',
          applicationContext: uids.dicomApplicationContext,
          contexts: [
            { id: 1, result: 0, transferSyntax: uids.implicitVrLittleEndian },
            { id: 3, result: 4, transferSyntax: uids.implicitVrLittleEndian },
          ],
          userInformation: {
            maxPduLength: 0,
            roleSelections: [],
            extendedNegotiations: [],
            commonExtendedNegotiations: [],
            unknownItems: [],
          },
          unknownItems: [],
        }),
      ),
      'acceptor',
    );
    if (!accept) throw new Error('nothing');
    expect(accept.field.value).toBe('1 of 2 presentation contexts accepted');
    const contexts = accept.field.children.filter(({ name }) => name === 'Presentation Context Item');
    expect(contexts.map(({ value, meaning }) => [value, meaning])).toEqual([
      ['0x01', 'acceptance'],
      ['0x03', 'transfer-syntaxes-not-supported (provider rejection)'],
    ]);
  });

  test.each([
    [
      'A-ASSOCIATE-RJ',
      { kind: 'associate-reject', ...rejections.calledAeNotRecognized },
      'called-AE-title-not-recognized',
    ],
    ['A-ABORT', { kind: 'abort', source: 2, reason: 6 }, 'invalid-PDU-parameter-value'],
    ['A-RELEASE-RQ', { kind: 'release-request' }, ''],
  ] as const)('%s', (name, pdu, value) => {
    const bytes = Buffer.concat(encodePdu(pdu));
    const pdus = new PduExplainer().explain(bytes, 'acceptor');
    coversAll(pdus, bytes.length);
    expect(pdus.map(({ field }) => [field.name, field.value])).toEqual([[name, value]]);
  });

  test('a command set: each element with tag, length and value, a status in the words of its service', () => {
    const { requestor, acceptor } = establishedPair();
    const explainer = new PduExplainer();
    explainer.explain(associateRequestBytes(), 'requestor');
    requestor.sendMessage(3, findRequest(7, uids.studyRootFind), [Uint8Array.of(1, 2)]);
    const [command, data] = explainer.explain(sent(requestor), 'requestor');
    if (!command || !data) throw new Error('nothing');
    expect(find(command.field, 'CommandField')).toMatchObject({ value: '0x0020', meaning: 'C-FIND-RQ' });
    expect(find(command.field, 'AffectedSOPClassUID')).toMatchObject({
      meaning: 'Study Root Query/Retrieve Information Model - FIND',
      children: [
        { name: 'Tag', length: 4, value: '(0000,0002)' },
        { name: 'Value Length', length: 4 },
        { name: 'Value', length: 28, value: uids.studyRootFind },
      ],
    });
    expect(data.dataSets).toMatchObject([{ length: 2, contextId: 3, isLast: true }]);
    acceptor.sendMessage(3, findResponse(findRequest(7, uids.studyRootFind), 0xa900));
    const [response] = explainer.explain(sent(acceptor), 'acceptor');
    expect(response && find(response.field, 'Status')).toMatchObject({
      value: 'A900H',
      meaning: 'Error: identifier does not match SOP Class',
    });
  });

  test('a command set torn into PDVs of two bytes is still read to its name', () => {
    const { requestor } = establishedPair({}, { maxPduLength: 8 });
    requestor.sendMessage(3, findRequest(7, uids.studyRootFind), [Uint8Array.of(1, 2)]);
    const bytes = sent(requestor);
    const pdus = new PduExplainer().explain(bytes, 'requestor');
    coversAll(pdus, bytes.length);
    expect(pdus.flatMap(({ field }) => problems(field))).toEqual([]);
    expect(pdus.length).toBeGreaterThan(20);
  });
});

describe('broken bytes', () => {
  test.each([
    ['a length of 4 GB', '0400ffffffff 00000004', ['pdu-truncated', 'pdu-truncated'], 'P-DATA-TF', 'incomplete'],
    ['half a header', '040000', ['pdu-truncated', 'pdu-truncated'], 'P-DATA-TF', 'incomplete'],
    ['HTTP', '474554202f20485454502f312e310d0a', ['unrecognized-pdu-type'], 'Not a PDU', 'not-a-pdu'],
    ['a PDV that lies', '040000000008 000000ff 0103 0000', ['pdu-truncated'], 'P-DATA-TF', 'data'],
    ['a PDV too short to be one', '040000000006 00000001 0103', ['pdv-length'], 'P-DATA-TF', 'data'],
    [
      'a release with more to it',
      '050000000006 000000000000',
      ['item-length-unexpected'],
      'A-RELEASE-RQ',
      'release-request',
    ],
    [
      'an element of another group',
      '040000000010 0000000c 0103 0800050002000000 4142',
      ['command-group'],
      'P-DATA-TF',
      'data',
    ],
    ['a command cut short', '04000000000a 00000006 0103 00000000', ['command-truncated'], 'P-DATA-TF', 'data'],
  ])('%s is told where it is', (_, hex, codes, name, kind) => {
    const bytes = fromHex(hex);
    const pdus = new PduExplainer().explain(bytes, 'requestor');
    coversAll(pdus, bytes.length);
    expect(pdus.flatMap(({ field }) => problems(field))).toEqual(codes);
    expect([pdus[0]?.field.name, pdus[0]?.kind]).toEqual([name, kind]);
  });

  test('what is at the other end is guessed', () => {
    const meaning = (text: string): string | undefined =>
      new PduExplainer().explain(new TextEncoder().encode(text), 'requestor')[0]?.field.meaning;
    expect([
      meaning('GET / HTTP/1.1'),
      meaning('\u000bMSH|^~\\&|'),
      meaning('\u0016\u0003\u0001'),
      meaning('hello'),
    ]).toEqual(['HTTP request', 'HL7 over MLLP', 'TLS handshake', undefined]);
  });

  test('of any kind are covered, each byte once', () => {
    const conversation = recording('store-user-identity');
    fc.assert(
      fc.property(
        fc.nat(conversation.length - 1),
        fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 8 }),
        fc.nat(2_000),
        fc.uint8Array({ maxLength: 80 }),
        (turn, changes, cutAt, tail) => {
          const source = conversation[turn]?.bytes ?? new Uint8Array(0);
          const bytes = Uint8Array.from([...source.subarray(0, Math.min(cutAt, 2_000)), ...tail]);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          coversAll(new PduExplainer().explain(bytes, 'requestor'), bytes.length);
        },
      ),
      { numRuns: 400 },
    );
  });
});
