import { describe, expect, it } from 'vitest';
import { matchConf } from './match-conf.ts';
import { matchStudy, sameName, singleLateOrder, type StudyIdentity } from '../../../server/systems/pacs/matching.ts';
import type { OrderRow } from '../../../server/systems/pacs/state.ts';

const order: OrderRow = {
  key: 'F500123',
  filler: 'F500123',
  placer: 'P700123',
  accession: 'A260001234',
  accessionIssuer: '',
  studyUid: '2.25.1',
  requestedProcedureId: 'RP1',
  spsId: 'SPS1',
  procedureCode: 'CTCHW',
  procedureText: 'CT chest with contrast',
  modality: 'CT',
  station: 'CTROOM1',
  patientId: '10004521',
  issuer: 'NGH',
  name: 'DELGADO^ROSA^M',
  birthDate: '19890822',
  sex: 'F',
  scheduled: '20260316093000',
  status: 'OPEN',
  linkedStudy: undefined,
  messageTime: '20260316081502',
  receivedAt: 0,
  eventId: 1,
};

const plain = (text: string): { raw: string; text: string } => ({ raw: text, text });
const study: StudyIdentity = {
  studyUid: '2.25.1',
  accession: plain('A260001234'),
  accessionIssuer: '',
  patientId: plain('10004521'),
  issuer: plain('NGH'),
  name: plain('Delgado^Rosa'),
  birthDate: '19890822',
  sex: 'F',
  modality: 'CT',
  acquired: '20260316094000',
};
/** Another patient's order whose filler number, taken over from the former RIS, looks like an accession number. */
const legacy: OrderRow = {
  ...order,
  key: 'A260001234',
  filler: 'A260001234',
  accession: 'A260009999',
  patientId: '10009999',
  name: 'ORR^JAN',
  studyUid: '2.25.9',
};

const verdict = (
  identity: Partial<StudyIdentity>,
  orders: readonly OrderRow[] = [order],
  change: Readonly<Record<string, string>> = {},
): string => {
  const result = matchStudy({ ...study, ...identity }, orders, matchConf(change));
  return result.kind === 'verified' ? result.order.key : result.reason;
};

describe('the baseline rules', () => {
  it.each<[string, Partial<StudyIdentity>, readonly OrderRow[], string]>([
    ['everything agrees', {}, [order], 'F500123'],
    ['no accession number', { accession: plain('') }, [order], 'NO_ACCESSION'],
    ['an accession number of only spaces', { accession: { raw: '  ', text: '' } }, [order], 'NO_ACCESSION'],
    ['the filler number in its place', { accession: plain('F500123') }, [order], 'ACCESSION_NOT_FOUND'],
    ['two orders with it', {}, [order, { ...order, key: 'F2', filler: 'F2' }], 'ACCESSION_AMBIGUOUS'],
    ['a filler number that equals it is nothing', {}, [order, legacy], 'F500123'],
    ['the order is cancelled', {}, [{ ...order, status: 'CANCELED' }], 'ORDER_CLOSED'],
    ['the order is completed by another study', {}, [{ ...order, status: 'COMPLETED' }], 'ORDER_CLOSED'],
    ['another patient ID', { patientId: plain('10004522') }, [order], 'PATIENT_MISMATCH'],
    ['a leading zero more', { patientId: plain('010004521') }, [order], 'PATIENT_MISMATCH'],
    ['another issuer', { issuer: plain('WFC') }, [order], 'PATIENT_MISMATCH'],
    ['no issuer in the images', { issuer: plain('') }, [order], 'F500123'],
    ['names the other way round', { name: plain('ROSA^DELGADO') }, [order], 'NAME_MISMATCH'],
    ['another birth date', { birthDate: '19890823' }, [order], 'DEMOGRAPHICS_DIFFER'],
    ['no birth date in the images', { birthDate: '' }, [order], 'F500123'],
    ['another sex', { sex: 'M' }, [order], 'DEMOGRAPHICS_DIFFER'],
    ['another study', { studyUid: '2.25.2' }, [order], 'STUDY_UID_DIFFERS'],
    ['only the study agrees', { accession: plain('A26') }, [order], 'ACCESSION_NOT_FOUND'],
    [
      'an accession number of another issuer',
      { accessionIssuer: 'WFC' },
      [{ ...order, accessionIssuer: 'RIS' }],
      'ACCESSION_NOT_FOUND',
    ],
  ])('%s', (_, identity, orders, expected) => {
    expect(verdict(identity, orders)).toBe(expected);
  });

  it('say in words what was compared', () => {
    expect(matchStudy({ ...study, patientId: plain('10004522') }, [order], matchConf({}))).toEqual({
      kind: 'unverified',
      reason: 'PATIENT_MISMATCH',
      detail: 'patient ID 10004522 in the images, 10004521 in the order',
    });
  });
});

describe('changed rules really change the hospital', () => {
  it.each<[string, Readonly<Record<string, string>>, Partial<StudyIdentity>, readonly OrderRow[], string]>([
    [
      'match on filler: HL01 images fit',
      { 'match.by': 'accession,filler' },
      { accession: plain('F500123') },
      [order],
      'F500123',
    ],
    [
      'match on either: a legacy filler number is ambiguous',
      { 'match.by': 'accession,filler' },
      {},
      [order, legacy],
      'ACCESSION_AMBIGUOUS',
    ],
    ['match on filler only: true accessions are lost', { 'match.by': 'filler' }, {}, [order], 'ACCESSION_NOT_FOUND'],
    ['match on filler only: and hit a stranger', { 'match.by': 'filler' }, {}, [order, legacy], 'PATIENT_MISMATCH'],
    ['name ignored', { name: 'ignore' }, { name: plain('ORR^JAN') }, [order], 'F500123'],
    ['only the family name', { name: 'family' }, { name: plain('DELGADO^X') }, [order], 'F500123'],
    [
      'patient ID ignored: another person is verified',
      { 'patient.id': 'ignore' },
      { patientId: plain('1') },
      [order],
      'F500123',
    ],
    [
      'not trimmed: padding counts',
      { trim: 'false' },
      { patientId: { raw: '10004521 ', text: '10004521' } },
      [order],
      'PATIENT_MISMATCH',
    ],
    [
      'not trimmed: an odd accession number is not found',
      { trim: 'false' },
      { accession: { raw: 'A26000123 ', text: 'A26000123' } },
      [{ ...order, accession: 'A26000123' }],
      'ACCESSION_NOT_FOUND',
    ],
    [
      'accession optional: the study UID finds the order',
      { accession: 'optional' },
      { accession: plain('') },
      [order],
      'F500123',
    ],
    [
      'accession optional: the only order of the day is taken, right or wrong',
      { accession: 'optional', 'study.uid': 'ignore' },
      { accession: plain(''), studyUid: '2.25.7' },
      [order],
      'F500123',
    ],
    ['study UID ignored', { 'study.uid': 'ignore' }, { studyUid: '2.25.2' }, [order], 'F500123'],
    ['closed orders taken', { 'order.status': 'any' }, {}, [{ ...order, status: 'CANCELED' }], 'F500123'],
  ])('%s', (_, change, identity, orders, expected) => {
    expect(verdict(identity, orders, change)).toBe(expected);
  });
});

it('a name is compared by family and given name without case', () => {
  expect([
    sameName('DELGADO^ROSA^M^DR^III', 'Delgado^Rosa'),
    sameName('DELGADO^ROSA=ideographic', 'DELGADO^ROSA'),
    sameName('DELGADO', 'DELGADO^ROSA'),
    sameName('', ''),
  ]).toEqual([true, true, false, true]);
});

it('a late order is taken only when exactly one fits patient, modality and window', () => {
  const rules = matchConf({ 'late.orders': 'single-candidate' });
  const late = { ...study, accession: plain('') };
  const other = { ...order, key: 'F2', filler: 'F2', scheduled: '20260316110000' };
  const far = { ...other, scheduled: '20260316130000' };
  expect([
    singleLateOrder(late, [order], rules)?.key,
    singleLateOrder(late, [order, far], rules)?.key,
    singleLateOrder(late, [order, other], rules)?.key,
    singleLateOrder(late, [{ ...order, patientId: '1' }], rules)?.key,
  ]).toEqual(['F500123', 'F500123', undefined, undefined]);
});
