import { expect, test } from 'vitest';
import type { DicomNode, Hl7Node, MessageDetail } from '../../../server/contract/message.ts';
import { FoundPlaces, placesByPath } from '../../../client/src/bench/found-places.ts';
import { selectedField } from '../../../client/src/bench/selected-field.ts';

const base = {
  id: 9,
  at: 0,
  from: 'mwl01',
  to: 'ct01',
  title: '',
  keys: {},
  answer: null,
  inReplyTo: null,
  count: 1,
  bytes: '',
  totalBytes: 0,
  answers: [],
  conversation: 1,
};
const element = (path: string, value: string, kind: DicomNode['kind'] = 'element'): DicomNode => ({
  path,
  tag: path,
  vr: 'SH',
  name: 'Accession Number',
  keyword: 'AccessionNumber',
  length: value.length,
  value,
  depth: 0,
  kind,
});
const dicom: MessageDetail = {
  ...base,
  protocol: 'DICOM',
  dicom: {
    callingAe: 'A',
    calledAe: 'B',
    sopClass: '',
    transferSyntax: '',
    command: [element('(0000,0100)', '32800')],
    data: [
      element('(0008,0050)', 'F500177'),
      element('(0040,0100)', '1 item', 'sequence'),
      element('(0040,0100)[1].(0008,0060)', 'CT'),
      element('(0040,0100)[1].(0040,0009)', 'F500177'),
      element('(0010,0040)', 'F'),
    ],
    diagnostics: [],
  },
};
const field = (path: string, raw: string, value: string, depth: number): Hl7Node => ({
  path,
  name: 'Filler Order Number',
  raw,
  value,
  state: 'value',
  start: 0,
  end: 0,
  depth,
  dataType: 'EI',
  meaning: 'Given by the filler.',
});
const hl7: MessageDetail = {
  ...base,
  protocol: 'HL7',
  hl7: {
    text: '',
    charset: '8859/1',
    diagnostics: [],
    nodes: [
      field('PID-3[2].1', '10004733', '10004733', 2),
      field('OBR', '', '', 0),
      field('OBR-3', 'F500177^RIS', '', 1),
      field('OBR-3.1', 'F500177', 'F500177', 2),
      field('OBR-18', 'A1', 'A1', 1),
      field('OBR-18.1', 'A1', 'A1', 2),
    ],
  },
};

test('a value is found wherever it occurs, told by the innermost tag', () => {
  const found = new FoundPlaces(dicom);
  expect(found.of('F500177')).toBe('(0008,0050) +1');
  expect(found.of('CT')).toBe('(0008,0060)');
  expect(found.of('A1')).toBeUndefined();
});

test('a single character, a sequence and the command set are not searched', () => {
  const found = new FoundPlaces(dicom);
  expect([found.of('F'), found.of('1 item'), found.of('32800')]).toEqual([undefined, undefined, undefined]);
});

test('a field that has only one component is one place', () => {
  const found = new FoundPlaces(hl7);
  expect(found.paths('A1')).toEqual(['OBR-18']);
  expect(found.of('F500177^RIS')).toBe('OBR-3');
  expect(found.of('10004733')).toBe('PID-3[2].1');
});

test('the selected field is told with its name, type and value', () => {
  expect(selectedField(hl7, 'OBR-3')).toEqual({
    path: 'OBR-3',
    name: 'Filler Order Number',
    kind: 'EI',
    meaning: 'Given by the filler.',
    value: 'F500177^RIS',
  });
  expect(selectedField(dicom, '(0008,0050)')?.kind).toBe('SH · AccessionNumber · 7 bytes');
  expect(selectedField(dicom, 'command (0000,0100)')?.value).toBe('32800');
  expect(selectedField(dicom, 'OBR-3')).toBeUndefined();
});

test('a field that is closed tells of the first of its parts that is found', () => {
  const nodes = [{ path: 'OBR-3' }, { path: 'OBR-3.1' }, { path: 'OBR-3.2.1' }, { path: 'OBR-4' }];
  const known: Record<string, string> = { 'OBR-3.1': '(0008,0050)', 'OBR-3.2.1': '(0008,0051)' };
  expect([...placesByPath(nodes, ({ path }) => known[path])]).toEqual([
    ['OBR-3.1', '(0008,0050)'],
    ['OBR-3', '(0008,0050)'],
    ['OBR-3.2.1', '(0008,0051)'],
    ['OBR-3.2', '(0008,0051)'],
  ]);
});
