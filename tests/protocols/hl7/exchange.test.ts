import { describe, expect, it } from 'vitest';
import { buildAck, readAck } from '../../../server/protocols/hl7/ack.ts';
import { buildMessage } from '../../../server/protocols/hl7/build.ts';
import { diffMessages } from '../../../server/protocols/hl7/diff.ts';
import { Hl7Message, Hl7PathError } from '../../../server/protocols/hl7/message.ts';
import { valuedFields } from '../../../server/protocols/hl7/walk.ts';
import { template } from './templates.ts';

const lines = (message: Hl7Message): string[] => Buffer.from(message.bytes).toString('latin1').split('\r');
const read = (...segments: string[]): Hl7Message =>
  Hl7Message.read(new TextEncoder().encode(`${segments.join('\r')}\r`));

describe('building', () => {
  it('writes values escaped, at their places', () => {
    const message = buildMessage([
      { name: 'MSH', fields: { '3': 'HIS', '9.1': 'ADT', '9.2': 'A08', '10': '1', '12': '2.3.1', '18': '8859/1' } },
      { name: 'PID', fields: { '3[2].1': 'b', '3.4.2': '1.2', '3.1': 'a', '5.1': 'MÜLLER & SON' } },
      'ZDS|1.2^100',
    ]);
    expect(lines(message)).toEqual([
      'MSH|^~\\&|HIS||||||ADT^A08|1||2.3.1||||||8859/1',
      'PID|||a^^^&1.2~b||M\u00dcLLER \\T\\ SON',
      'ZDS|1.2^100',
      '',
    ]);
    expect(message.value('PID-5.1')).toBe('MÜLLER & SON');
  });

  it('takes delimiters and segment ends as told', () => {
    const message = buildMessage(['MSH#!@$%#A', { name: 'PID', fields: { '3[2].2': '#' } }], { terminator: '\n' });
    expect(new TextDecoder().decode(message.bytes)).toBe('MSH#!@$%#A\nPID###@!$F$\n');
  });

  it('says which character or key it cannot write', () => {
    const greek = [{ name: 'MSH', fields: { '3': 'Ω', '18': '8859/1' } }];
    expect(() => buildMessage(greek)).toThrow(new Hl7PathError({ code: 'not-encodable', found: 'Ω' }));
    expect(buildMessage(greek, { unencodable: 'question-mark' }).value('MSH-3')).toBe('?');
    expect(() => buildMessage([{ name: 'MSH', fields: { '2': '^' } }])).toThrow('delimiter-field');
    expect(() => buildMessage([{ name: 'MSH', fields: { x: '^' } }])).toThrow('bad-path');
  });
});

describe('acknowledging', () => {
  const order = template('orm-o01-nw');
  const plain = { controlId: 'MWL0000917', timestamp: '20260316081503' } as const;

  it('accepts an order as the reference answer does', () => {
    expect(buildAck(order, { ...plain, code: 'AA' }).bytes).toEqual(template('ack').bytes);
    expect(readAck(template('ack'))).toEqual({
      kind: 'ack',
      code: 'AA',
      requestControlId: 'RIS0004711',
      text: '',
      errors: [],
    });
  });

  it('reports errors in ERR-1 up to 2.4', () => {
    const path = { segment: 'PID', ordinal: 1, field: 3 };
    const ack = buildAck(order, {
      ...plain,
      code: 'AE',
      text: 'PID-3?',
      errors: [{ path, code: '101', text: 'Required field missing' }],
    });
    expect(lines(ack).slice(1)).toEqual([
      'MSA|AE|RIS0004711|PID-3?',
      'ERR|PID^1^3^101&Required field missing&HL70357',
      '',
    ]);
    expect(readAck(ack)).toEqual({
      kind: 'ack',
      code: 'AE',
      requestControlId: 'RIS0004711',
      text: 'PID-3?',
      errors: [{ path: 'PID-3', code: '101', text: 'Required field missing', severity: '', userMessage: '' }],
    });
  });

  it('reports errors in ERR-2 to ERR-4 from 2.5', () => {
    const path = { segment: 'OBX', ordinal: 2, field: 5, repetition: 1, component: 4, subcomponent: 2 };
    const errors = [
      { path, code: '102', text: 'Data type error', userMessage: 'Not a number' },
      { code: '207', text: 'Application internal error', severity: 'F' as const },
    ];
    const ack = buildAck(template('omi-o23-nw'), { ...plain, code: 'AR', errors });
    expect(lines(ack)).toEqual([
      'MSH|^~\\&|MWL|NGH|RIS|NGHRAD|20260316081503||ACK^O23^ACK|MWL0000917|P|2.5.1',
      'MSA|AR|RIS0004712',
      'ERR||OBX^2^5^1^4^2|102^Data type error^HL70357|E||||Not a number',
      'ERR|||207^Application internal error^HL70357|F',
      '',
    ]);
    expect(readAck(ack)).toMatchObject({
      errors: [
        { path: 'OBX[2]-5.4.2', code: '102', text: 'Data type error', severity: 'E', userMessage: 'Not a number' },
        { code: '207', severity: 'F' },
      ],
    });
    expect([ack.diagnostics, ack.status]).toEqual([[], 'ok']);
  });

  it('uses the delimiters and the character set of the request', () => {
    const request = read('MSH#!@$%#HIS!1#H#RIS#R#1##ORM!O01#C!9#P#2.3.1######UNICODE UTF-8');
    expect(new TextDecoder().decode(buildAck(request, { ...plain, code: 'AE', text: 'Übel#' }).bytes)).toBe(
      'MSH#!@$%#RIS#R#HIS!1#H#20260316081503##ACK#MWL0000917#P#2.3.1######UNICODE UTF-8\rMSA#AE#C!9#Übel$F$\r',
    );
  });

  it('answers what is not HL7, and broken headers', () => {
    const garbage = buildAck(read('hello'), {
      ...plain,
      code: 'AR',
      sendingApplication: 'ENG',
      sendingFacility: 'NGH',
    });
    expect(lines(garbage)).toEqual(['MSH|^~\\&|ENG|NGH|||20260316081503||ACK|MWL0000917|P|2.3.1', 'MSA|AR|', '']);
    expect(lines(buildAck(read('MSH|^^\\&|A|B|C|D|1||X|7|P|2.3'), { ...plain, code: 'AA' }))[1]).toBe('MSA|AA|7');
  });

  it.each([
    ['hello', { kind: 'not-an-ack', reason: 'not-hl7', found: '' }],
    ['MSH|^~\\&|A||||||ADT^A08|1|P|2.3', { kind: 'not-an-ack', reason: 'msa-missing', found: 'ADT' }],
    ['MSH|^~\\&|A||||||ACK|1|P|2.3\rMSA|OK|1', { kind: 'not-an-ack', reason: 'unknown-code', found: 'OK' }],
  ])('%j is not an answer', (text, expected) => {
    expect(readAck(read(text))).toEqual(expected);
  });
});

describe('comparing', () => {
  const a = read('MSH|^~\\&|A|B||||||1|P|2.3.1', 'PID|||1^^^N&9~2||X^Y', 'OBX|1||||""', 'PV1||O');
  const differences = (b: Hl7Message): string[] =>
    diffMessages(a, b)
      .filter(({ same }) => !same)
      .map((row) => `${row.path} (${row.name}) ${String(row.a)} → ${String(row.b)}`);

  it('finds no difference between a message and itself, and lists what it has', () => {
    expect(differences(a)).toEqual([]);
    expect(diffMessages(a, a).map(({ path }) => path)).toEqual(valuedFields(a).map(({ path }) => path));
  });

  it('names each value that differs, as deep as either message goes', () => {
    const b = read('MSH|^~\\&|A|B||||||2|P|2.3.1', 'PID|||1^^^M&9~2~3||X', 'OBX|1', 'OBX|2', 'PV1||O|W');
    expect(differences(b)).toEqual([
      'MSH-10 (Message Control ID) 1 → 2',
      'PID-3.4.1 (Namespace ID) N → M',
      'PID-3[3] (Patient Identifier List) null → 3',
      'PID-5.2 (Given Name) Y → null',
      'OBX-5 (Observation Value) "" → null',
      'OBX[2]-1 (Set ID - OBX) null → 2',
      'PV1-3 (Assigned Patient Location) null → W',
    ]);
  });

  it('does not count other delimiters, escapes and character sets', () => {
    const b = read('MSH#!@$%#A#B######1#P#2.3.1', 'PID###1!!!N%9@2##X!Y', 'OBX#1####""', 'PV1##O');
    expect(differences(b)).toEqual(['MSH-1 (Field Separator) | → #', 'MSH-2 (Encoding Characters) ^~\\& → !@$%']);
  });
});

it('lists valued parts by their shortest paths', () => {
  const message = read('MSH|^~\\&|A', 'PID|||1^^^N&9~2|""|X^Y', 'PID|2|3&4');
  expect(valuedFields(message).map(({ path, read: { raw } }) => `${path}=${raw}`)).toEqual([
    'MSH-1=|',
    'MSH-2=^~\\&',
    'MSH-3=A',
    'PID-3.1=1',
    'PID-3.4.1=N',
    'PID-3.4.2=9',
    'PID-3[2]=2',
    'PID-4=""',
    'PID-5.1=X',
    'PID-5.2=Y',
    'PID[2]-1=2',
    'PID[2]-2.1.1=3',
    'PID[2]-2.1.2=4',
  ]);
});
