import { describe, expect, it } from 'vitest';
import type { Conclusion, NamedFault } from '../../../server/contract/verdict.ts';
import type { Cause } from '../../../server/lab/scenario/causes.ts';
import { noConclusion, scoreConclusion } from '../../../server/lab/verdict/conclusion.ts';

const cause = (places: Cause['places'], kinds: Cause['kinds']): Cause => ({
  places,
  kinds,
  evidence: { about: { any: true }, hops: [{ kind: 'row', host: 'mwl01', table: 'mwl_item' }] },
  faults: undefined,
  faultPath: [],
});
const table = cause(
  [
    { system: 'eng01', place: 'PROC2MOD', fields: ['code', 'modality'] },
    { system: 'eng01', place: 'SCHED_TO_MWL', fields: ['OBR-24'] },
  ],
  ['missing-entry', 'wrong-default'],
);
const title = cause([{ system: 'eng01', place: 'RES2STATION', fields: ['ae'] }], ['wrong-value-in-table']);

const named = (system: string, place: string, field: string, kind: string): NamedFault => ({ system, place, field, kind }); // prettier-ignore
const missing = named('eng01', 'PROC2MOD', 'code', 'missing-entry');
const channel = named('eng01', 'SCHED_TO_MWL', 'OBR-24', 'wrong-default');
const wrong = named('eng01', 'RES2STATION', 'ae', 'wrong-value-in-table');
const other = named('pacs01', 'match.conf', '', 'wrong-filter');

function said([first, ...also]: readonly NamedFault[], evidence: number[] = [1, 2]): Conclusion {
  return { ...noConclusion, ...first, ...(also.length > 0 ? { also } : {}), evidence };
}

/** Event 1 shows the first cause, 2 the second, 3 none. */
const shows = [1, 2].map((shown) => (event: number) => event === shown);

function points(causes: readonly Cause[], conclusion: Conclusion): (number | undefined)[] {
  const { rows, points: total } = scoreConclusion('fixed', causes, conclusion, shows.slice(0, causes.length));
  return [...rows.map((row) => row.points), total];
}

describe('a conclusion where two things are wrong', () => {
  const both = [table, title];
  it.each<[string, Conclusion, number[]]>([
    ['both, in either order', said([missing, wrong]), [4, 3, 3, 10]],
    ['the other first', said([wrong, missing]), [4, 3, 3, 10]],
    ['another place of a cause that is as right', said([channel, wrong]), [4, 3, 3, 10]],
    ['two places of one cause and the other', said([missing, channel, wrong]), [4, 3, 3, 10]],
    ['one of them', said([wrong]), [2, 1, 3, 6]],
    ['one of them, with its evidence alone', said([wrong], [2]), [2, 1, 1, 4]],
    ['one and something that is right', said([wrong, other]), [2, 1, 3, 6]],
    ['both and something that is right', said([wrong, missing, other]), [2, 2, 3, 7]],
    ['neither', said([other]), [0, 0, 3, 3]],
    ['nothing', said([]), [0, 0, 3, 3]],
    ['both, with evidence of one', said([missing, wrong], [1]), [4, 3, 1, 8]],
    ['both, with more that shows nothing', said([missing, wrong], [1, 3, 4]), [4, 3, 0, 7]],
    ['both, as nothing wrong', { ...said([missing, wrong]), disposition: 'nothing-wrong' }, [0, 0, 0, 0]],
  ])('names %s', (_, conclusion, expected) => {
    expect(points(both, conclusion)).toEqual(expected);
  });

  it('is told how many of them were found, and how many too many', () => {
    const { rows } = scoreConclusion('fixed', both, said([wrong, missing, other], [2]), shows);
    expect(rows.map(({ label, several }) => [label, several])).toEqual([
      ['place', { right: 2, causes: 2, surplus: 1 }],
      ['kind', { right: 2, causes: 2, surplus: 0 }],
      ['evidence', { right: 1, causes: 2, surplus: 0 }],
    ]);
    expect(rows[0]).toMatchObject({
      yours: 'eng01 → RES2STATION → ae; eng01 → PROC2MOD → code; pacs01 → match.conf',
      model: 'eng01 → PROC2MOD → code; eng01 → RES2STATION → ae',
    });
  });
});

describe('a conclusion where one thing is wrong', () => {
  it.each<[string, Conclusion, number[]]>([
    ['it', said([wrong], [1]), [4, 3, 3, 10]],
    ['it after an empty line', said([named('', '', '', ''), wrong], [1]), [4, 3, 3, 10]],
    ['the place without the field', said([{ ...wrong, field: '' }], [1]), [3, 3, 3, 9]],
    ['the system', said([{ ...wrong, place: '', field: '' }], [1]), [1, 3, 3, 7]],
    ['it and something that is right', said([wrong, other], [1]), [2, 1, 3, 6]],
    ['it and three that are right', said([wrong, other, other, other], [1]), [1, 0, 3, 4]],
  ])('names %s', (_, conclusion, expected) => {
    expect(points([title], conclusion)).toEqual(expected);
  });

  it('says nothing of several', () => {
    const { rows } = scoreConclusion('fixed', [title], said([wrong], [1]), shows.slice(0, 1));
    expect(rows.some((row) => 'several' in row)).toBe(false);
  });
});

describe('a conclusion where nothing is wrong', () => {
  const none = cause([], ['no-error']);
  const nothing: Conclusion = { ...noConclusion, disposition: 'nothing-wrong', kind: 'no-error', evidence: [1] };
  it.each<[string, Conclusion, number[]]>([
    ['nothing, with evidence', nothing, [4, 3, 3, 10]],
    ['nothing, without evidence', { ...nothing, evidence: [] }, [4, 3, 0, 7]],
    ['nothing, and yet a place', { ...nothing, system: 'eng01' }, [0, 3, 3, 6]],
    ['nothing, as fixed', { ...nothing, disposition: 'fixed' }, [0, 0, 0, 0]],
  ])('names %s', (_, conclusion, expected) => {
    const { rows, points: total } = scoreConclusion('nothing-wrong', [none], conclusion, shows.slice(0, 1));
    expect([...rows.map((row) => row.points), total]).toEqual(expected);
  });
});
