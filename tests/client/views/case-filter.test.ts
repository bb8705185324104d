import { expect, test } from 'vitest';
import { countBy, filterCases, readFilter, toggled } from '../../../client/src/views/case-filter.ts';
import type { CaseSummary } from '../../../server/contract/case.ts';

const one = (slug: string, headline: string, more: Partial<CaseSummary> = {}): CaseSummary => ({
  slug,
  headline,
  kind: 'case',
  tracks: ['CPAS'],
  difficulty: 1,
  minutes: 15,
  state: 'new',
  solvedAt: [],
  best: null,
  ...more,
});
const cases = [
  one('a', 'Every CT lands in unverified', { tracks: ['CPIA', 'HL7'], difficulty: 2, state: 'in-progress' }),
  one('b', 'CT1’s list is empty'),
  one('c', 'ER portable isn’t on the reading list', { state: 'solved' }),
];
const slugs = (query: Record<string, string>) => filterCases(cases, readFilter(query)).map(({ slug }) => slug);

test('every word must occur, and each facet lets its chosen values pass', () => {
  expect(slugs({})).toEqual(['a', 'b', 'c']);
  expect(slugs({ text: 'ct list' })).toEqual(['b']);
  expect(slugs({ state: 'in-progress,solved' })).toEqual(['a', 'c']);
  expect(slugs({ state: 'in-progress,solved', track: 'HL7' })).toEqual(['a']);
  expect(slugs({ level: '1' })).toEqual(['b', 'c']);
});

test('a chosen value is taken out by choosing it again', () => {
  expect(toggled(['1'], '2')).toBe('1,2');
  expect(toggled(['1', '2'], '1')).toBe('2');
});

test('each value is counted over all cases', () => {
  expect(countBy(cases, ({ tracks }) => tracks)).toEqual([
    { value: 'CPIA', count: 1 },
    { value: 'HL7', count: 1 },
    { value: 'CPAS', count: 2 },
  ]);
});
