import { expect, test } from 'vitest';
import {
  asRequest,
  emptyDraft,
  leftOut,
  withAlso,
  withAnother,
  withEvidence,
  withoutAlso,
  withPlace,
  withSystem,
} from '../../../client/src/features/verdict/draft.ts';

const whole = { ...emptyDraft, system: 'eng01', place: 'ORDER', field: 'filter', kind: 'wrong-filter', evidence: [7] };

test('another system takes back the place and the field', () => {
  expect(withSystem(whole, 'mwl01')).toEqual({ ...whole, system: 'mwl01', place: undefined, field: undefined });
  expect(withSystem(whole, 'eng01')).toBe(whole);
});

test('another place takes back the field', () => {
  expect(withPlace(whole, 'ADT_FAN')).toEqual({ ...whole, place: 'ADT_FAN', field: undefined });
  expect(withPlace(whole, 'ORDER')).toBe(whole);
});

test('evidence is pinned once and can be taken off', () => {
  expect(withEvidence(withEvidence(whole, 9, true), 9, true).evidence).toEqual([7, 9]);
  expect(withEvidence(whole, 7, false).evidence).toEqual([]);
});

test.each([
  ['nothing', emptyDraft, ['place', 'kind', 'evidence']],
  ['a place without its field', { ...whole, field: undefined }, ['place']],
  ['everything', whole, []],
])('with %s said, the parts without points are named', (_, draft, parts) => expect(leftOut(draft)).toEqual(parts));

test('what was not chosen is sent as empty, the addressee only with an escalation', () => {
  expect(asRequest({ ...emptyDraft, escalateTo: 'network', text: ' why ' }, 0)).toEqual({
    disposition: 'fixed',
    system: '',
    place: '',
    field: '',
    kind: '',
    evidence: [],
    text: 'why',
    confidence: 0,
  });
  expect(asRequest({ ...whole, disposition: 'escalate', escalateTo: 'network' }, 75)).toEqual({
    disposition: 'escalate',
    escalateTo: 'network',
    system: 'eng01',
    place: 'ORDER',
    field: 'filter',
    kind: 'wrong-filter',
    evidence: [7],
    text: '',
    confidence: 75,
  });
});

test('further places are added, chosen and removed, and sent when something is chosen', () => {
  const two = withAlso(withAnother(whole), 0, { system: 'ris01', place: 'schedule', field: 'start', kind: 'person-slip' }); // prettier-ignore
  expect(leftOut(withAnother(whole))).toEqual(['place', 'kind']);
  expect(leftOut(two)).toEqual([]);
  expect(asRequest(two, 50).also).toEqual([
    { system: 'ris01', place: 'schedule', field: 'start', kind: 'person-slip' },
  ]);
  expect(withoutAlso(two, 0)).toEqual(whole);
  expect(asRequest(whole, 50)).not.toHaveProperty('also');
});

test('whoever says that nothing is wrong names no place', () => {
  const nothing = { ...withAnother(whole), disposition: 'nothing-wrong' as const };
  expect(leftOut(nothing)).toEqual([]);
  expect(asRequest(nothing, 50)).toMatchObject({ system: '', place: '', field: '', kind: 'no-error' });
  expect(asRequest(nothing, 50)).not.toHaveProperty('also');
});
