import { expect, test } from 'vitest';
import {
  asRequest,
  emptyDraft,
  leftOut,
  withEvidence,
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
