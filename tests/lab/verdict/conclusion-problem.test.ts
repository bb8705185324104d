import { describe, expect, it, test } from 'vitest';
import type { Conclusion } from '../../../server/contract/verdict.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { conclusionProblem } from '../../../server/lab/verdict/conclusion-problem.ts';
import { conclusionPickers } from '../../../server/lab/views/pickers.ts';
import { openCase } from '../../support/cases.ts';

const lab = new Lab(freePlay, 'conclusion');
const { journal } = lab.hospital.room;

const nothing: Conclusion = {
  disposition: 'fixed',
  system: '',
  place: '',
  field: '',
  kind: '',
  evidence: [],
  text: '',
};
const whole: Conclusion = {
  ...nothing,
  system: 'eng01',
  place: 'RES2STATION',
  field: 'ae',
  kind: 'wrong-value-in-table',
  evidence: [1, 2],
};

describe('a conclusion', () => {
  it.each<[string, Conclusion]>([
    ['with everything', whole],
    ['with nothing', nothing],
    ['with a system alone', { ...nothing, system: 'pacs01' }],
    ['that escalates', { ...nothing, disposition: 'escalate', escalateTo: 'biomed1' }],
  ])('%s is taken', (_, conclusion) => {
    expect(conclusionProblem(conclusion, journal)).toBeUndefined();
  });

  it('with any value that the pickers offer is taken', () => {
    for (const system of conclusionPickers.systems) {
      for (const place of system.places) {
        for (const field of place.fields) {
          for (const kind of conclusionPickers.kinds) {
            const chosen = { ...nothing, system: system.id, place: place.id, field: field.id, kind };
            expect(conclusionProblem(chosen, journal)).toBeUndefined();
          }
        }
      }
    }
  });

  it.each<[string, Partial<Conclusion>, string]>([
    ['system', { system: 'eng02' }, '"eng02" is no system. Choose one of his01, ris01, eng01,'],
    ['place', { place: 'RES2STATIONS' }, '"RES2STATIONS" is no place of eng01. Choose one of ADT_FAN, ORDER,'],
    ['field', { field: 'AE' }, '"AE" is no field of RES2STATION. Choose one of resource, ae, station, location.'],
    ['place of another system', { system: 'pacs01' }, '"RES2STATION" is no place of pacs01. Choose one of match.conf,'],
    [
      'place without a system',
      { system: '' },
      '"RES2STATION" is no place of no system. Choose what it belongs to first.',
    ],
    ['kind', { kind: 'gremlins' }, '"gremlins" is no kind of error. Choose one of wrong-source-field,'],
    ['addressee', { disposition: 'escalate', escalateTo: 'me' }, '"me" is no who must act. Choose one of vendor1,'],
    ['no addressee', { disposition: 'escalate' }, 'Say who must act: one of vendor1, biomed1,'],
  ])('with a value outside the pickers is refused by name (%s)', (_, change, message) => {
    const problem = conclusionProblem({ ...whole, ...change }, journal);
    expect(problem?.code).toBe('not-in-pickers');
    expect(problem?.message).toContain(message);
  });

  it('with an event that is not in the lab is refused by its number', () => {
    const last = journal.state.events.length;
    expect(conclusionProblem({ ...whole, evidence: [1, last] }, journal)).toBeUndefined();
    for (const id of [last + 1, 0, -3, 1_000_000]) {
      expect(conclusionProblem({ ...whole, evidence: [1, id] }, journal)).toEqual({
        code: 'no-such-event',
        message: `There is no event #${id} in this lab (any more). Take it off the evidence, or pin another.`,
      });
    }
  });

  it('with more than ten events is refused', () => {
    const ids = Array.from({ length: 11 }, (_, index) => index + 1);
    expect(conclusionProblem({ ...whole, evidence: ids.slice(1) }, journal)).toBeUndefined();
    expect(conclusionProblem({ ...whole, evidence: ids }, journal)?.code).toBe('too-many-events');
  });
});

describe('a lab', () => {
  test('of a case refuses such a conclusion and logs nothing', () => {
    const { lab: open } = openCase('WL01', '1');
    const before = open.entries.length;
    expect(open.verdict({ ...whole, field: 'x' }, 'draw', 'me')).toMatchObject({
      ok: false,
      status: 400,
      error: { code: 'not-in-pickers' },
    });
    expect(open.entries).toHaveLength(before);
    expect(open.verdict(whole, 'draw', 'me')).toMatchObject({ view: { n: 1, outcome: 'not-solved' } });
  });

  test('without a case has nothing to judge, and says that it is free play', () => {
    expect(lab.verdict(whole, 'draw', 'me')).toEqual({
      ok: false,
      status: 409,
      error: {
        code: 'no-case',
        message: 'This hospital is healthy and there is no case in it, so there is nothing to judge.',
      },
    });
    expect(lab.entries).toEqual([]);
    expect(lab.query('getLab', {})).toMatchObject({ value: { kind: 'free-play', rung: 'free-play', verdicts: [] } });
  });

  test('takes no evidence for a hypothesis that is no event', () => {
    lab.act({ action: { kind: 'hypothesis-add', text: 'the table' } }, 'me');
    const attach = (event: number): unknown =>
      lab.act({ action: { kind: 'hypothesis-evidence', hypothesis: 1, event, polarity: 'for', note: '' } }, 'me')
        .outcome;
    expect(attach(journal.state.events.length + 1)).toMatchObject({ ok: false, code: 'no-such-event' });
    expect(attach(1)).toMatchObject({ ok: true });
  });
});
