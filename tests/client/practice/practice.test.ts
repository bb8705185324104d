import { describe, expect, it } from 'vitest';
import { messageLines } from '../../../client/src/features/practice/message-fields.ts';
import { encodeMessage, ownMessage } from '../../../client/src/features/practice/own-message.ts';
import { byWords, fromIhe, sourceWords } from '../../../client/src/features/practice/rule-words.ts';
import { drillPath, readRoute } from '../../../client/src/lib/route.ts';

const marked = (text: string, paths: string): string[] =>
  messageLines(text, paths).flatMap(({ pieces }) => pieces.filter((piece) => piece.marked).map((piece) => piece.text));

describe('fields of a message that a line was read from', () => {
  const text = 'MSH|^~\\&|RAD|X\rOBX|1|NM|A||72|kg\rOBX|2|NM|B||172|cm\rPID|||1^^^X~2^^^Y||DOE^J';
  it.each([
    ['a field', 'PID-5', ['DOE^J']],
    ['a component marks its field', 'PID-3[2].1', ['1^^^X~2^^^Y']],
    ['a segment by its number', 'OBX[2]-5', ['172']],
    ['without a number the first', 'OBX-5', ['72']],
    ['several places', 'OBX-5, OBX[2]-6', ['72', 'cm']],
    ['the header counts its separator', 'MSH-3', ['RAD']],
    ['nothing', '', []],
  ])('%s', (_, paths, expected) => {
    expect(marked(text, paths)).toEqual(expected);
  });

  it('keeps every character of a line', () => {
    const lines = messageLines(text, '');
    expect(lines.map(({ pieces }) => pieces.map((piece) => piece.text).join(''))).toEqual(text.split('\r'));
  });
});

describe('a message of one’s own', () => {
  it('ends its segments as on the wire, in the set that was chosen', () => {
    expect([...(encodeMessage('A\nÄ', 'latin1') ?? [])]).toEqual([65, 13, 0xc4, 13]);
    expect([...(encodeMessage('A\r\nÄ', 'utf-8') ?? [])]).toEqual([65, 13, 0xc3, 0x84, 13]);
    expect(encodeMessage('Ж', 'latin1')).toBeUndefined();
    expect([...(encodeMessage('', 'utf-8') ?? [])]).toEqual([]);
  });

  it('shows bytes that are no UTF-8 letter by letter, and sends them as they are', () => {
    const own = ownMessage(new Uint8Array([0x4d, 0xc4, 0xff]), 'x');
    expect(own.text).toBe('MÄÿ');
    expect(atob(own.base64)).toBe('M\xc4\xff');
  });
});

describe('a rule in words', () => {
  it.each([
    [{ from: { any: 'OBR-18' } }, 'OBR-18'],
    [{ from: { '2.3.1': 'OBR-18', '2.5.1': 'IPC-1' } }, 'OBR-18 · IPC-1'],
    [{ from: { '2.5.1': 'IPC-1' } }, '– · IPC-1'],
    [{ from: {} }, ''],
  ])('its source', (rule, words) => {
    expect(sourceWords(rule)).toBe(words);
  });

  it('its function with what it was told', () => {
    const of = (name: string, parameters: Record<string, string>) => byWords({ from: {}, function: name, parameters });
    expect(of('lookup', { table: 'PROC', column: 'modality', default: 'hold' })).toBe(
      'lookup PROC: modality default hold',
    );
    expect(of('person-name', { type: 'XPN' })).toBe('person-name XPN');
    expect(of('copy', {})).toBe('copy');
    expect(fromIhe({ ihe: { from231: 'A', from251: 'B', rule: '' } })).toBe('A / B');
    expect(fromIhe({ ihe: { from231: 'A', from251: 'A', rule: '' } })).toBe('A');
  });
});

it.each([
  ['/practice', { view: 'practice' }],
  ['/practice/own-site', { view: 'own-site' }],
  [drillPath('legal-name'), { view: 'drill', drill: 'legal-name' }],
  ['/practice/a/b', { view: 'missing' }],
  ['/practice/%E0%A4%A', { view: 'missing' }],
])('the address %s', (path, route) => {
  expect(readRoute(path)).toEqual(route);
});
