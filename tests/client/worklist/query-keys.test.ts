import { expect, test } from 'vitest';
import { editableOf } from '../../../client/src/features/worklist/element.ts';
import { dicomDay, emptyForm, isMatching, queryKeys } from '../../../client/src/features/worklist/query-keys.ts';
import type { DicomNode } from '../../../server/contract/message.ts';

test('an empty form matches every entry and still asks for the attributes that a list needs', () => {
  const keys = queryKeys(emptyForm());
  expect(keys.filter(isMatching)).toEqual([]);
  expect(keys.map(({ attribute }) => attribute)).toEqual(
    expect.arrayContaining(['PatientName', 'IssuerOfPatientID', 'StudyInstanceUID', 'SPS/ScheduledProcedureStepID']),
  );
  expect(new Set(keys.map(({ attribute }) => attribute)).size).toBe(keys.length);
});

test('a filled field and an attribute of one’s own narrow the answer', () => {
  const form = emptyForm('NGH_CT1');
  form.values.station = ' NGH_CT1 ';
  form.own = [
    { attribute: 'RequestedProcedureID', value: 'RP1' },
    { attribute: ' ', value: 'x' },
  ];
  expect(queryKeys(form).filter(isMatching)).toEqual([
    { attribute: 'RequestedProcedureID', value: 'RP1' },
    { attribute: 'SPS/ScheduledStationAETitle', value: 'NGH_CT1' },
  ]);
});

test('today is the day on the hospital’s clock', () => {
  expect(dicomDay(Date.UTC(2026, 2, 18, 3) * 1000, -300)).toBe('20260317');
});

test('elements of the entry and of its scheduled step can be changed, deeper ones and sequences cannot', () => {
  const node = (path: string, depth: number, kind: DicomNode['kind'] = 'element'): DicomNode => ({
    path,
    tag: path.slice(-11),
    vr: 'SH',
    name: '',
    keyword: '',
    length: 0,
    value: '',
    depth,
    kind,
  });
  expect(editableOf(node('(0008,0050)', 0))).toBe('yes');
  expect(editableOf(node('(0040,0100)[1].(0040,0001)', 2))).toBe('yes');
  expect(editableOf(node('(0040,0100)[1].(0040,0008)[1].(0008,0100)', 4))).toBe('nested');
  expect(editableOf(node('(0040,0100)', 0, 'sequence'))).toBe('sequence');
});
