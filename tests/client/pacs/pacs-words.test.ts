import { expect, test } from 'vitest';
import {
  actionWord,
  filterStudies,
  isWaiting,
  neighbour,
  readableField,
  readChange,
  reasonWord,
} from '../../../client/src/features/pacs/pacs-words.ts';
import type { StudyRow } from '../../../server/contract/pacs.ts';

const study = (studyUid: string, more: Partial<StudyRow> = {}): StudyRow => ({
  studyUid,
  patientId: '10004733',
  issuer: 'NGH',
  patientName: 'ARDEN^MILA',
  birthDate: '19711103',
  sex: 'F',
  accession: 'F500177',
  description: 'CT chest with contrast',
  modalities: 'CT',
  station: 'NGH_CT1',
  studyTime: 0,
  received: 0,
  series: 1,
  instances: 5,
  status: 'UNVERIFIED',
  reason: 'ACCESSION_NOT_FOUND',
  note: 'no order for accession number F500177',
  copies: '',
  revision: 1,
  event: 1,
  ...more,
});

test('a waiting study says its reason, any other its state', () => {
  const said = (more: Partial<StudyRow>) => [reasonWord(study('1', more)), isWaiting(study('1', more))];
  expect(said({})).toEqual(['accession not found', true]);
  expect(said({ status: 'HELD' })).toEqual(['on hold', true]);
  expect(said({ status: 'VERIFIED', reason: null })).toEqual(['verified', false]);
  expect(said({ status: 'REJECTED', reason: null })).toEqual(['rejected', false]);
  expect(said({ reason: 'SOMETHING_NEW' })).toEqual(['something new', true]);
});

test('an act that was undone says by whom', () => {
  expect(actionWord('move-to-patient')).toBe('move to patient');
  expect(actionWord('link, undone by pgreen')).toBe('link, undone by pgreen');
  expect(actionWord('new-act')).toBe('new-act');
});

test('only dates are rewritten: an identifier of eight digits stays as it is', () => {
  expect(readableField('patientId', '10004733')).toBe('10004733');
  expect(readableField('birthDate', '19711103')).toBe('1971-11-03');
});

test('a sentence of the archive about one value is taken apart, any other is left whole', () => {
  expect(readChange('Accession number (0008,0050): F500177 becomes A260001288')).toEqual({
    what: 'Accession number (0008,0050)',
    from: 'F500177',
    to: 'A260001288',
  });
  expect(readChange('The study is matched with the orders again')).toBeUndefined();
});

test('every typed word must occur; a name is found without its carets', () => {
  const rows = [study('1'), study('2', { patientName: 'HOWARD^SHREYA', accession: '' })];
  const found = (text: string) => filterStudies(rows, text).map(({ studyUid }) => studyUid);
  expect(found('')).toEqual(['1', '2']);
  expect(found('arden mila')).toEqual(['1']);
  expect(found('howard chest not')).toEqual(['2']);
  expect(found('howard mila')).toEqual([]);
});

test('after a row has left, the next one is at hand, after the last the one before', () => {
  const after = (leaving: string) => neighbour(['a', 'b', 'c'], (row) => row === leaving);
  expect([after('a'), after('c'), after('x')]).toEqual(['b', 'b', undefined]);
  expect(neighbour(['a'], () => true)).toBeUndefined();
});
