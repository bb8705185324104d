import { expect, test } from 'vitest';
import { nextCase } from '../../../client/src/features/debrief/next-case.ts';

const one = (slug: string, state: 'new' | 'solved', kind: 'case' | 'free-play' = 'case') => ({
  slug,
  headline: slug,
  kind,
  tracks: [],
  difficulty: 1,
  minutes: 10,
  state,
  best: null,
  solvedAt: [],
});

test.each([
  ['the next unsolved one', [one('a', 'new'), one('b', 'solved'), one('c', 'new')], 'c'],
  ['one before it when none follows', [one('x', 'new'), one('a', 'solved'), one('b', 'solved')], 'x'],
  ['never free play', [one('a', 'new'), one('p', 'new', 'free-play')], undefined],
  ['the first when this one is not listed any more', [one('b', 'new')], 'b'],
])('after a case comes %s', (_, cases, slug) => expect(nextCase(cases, 'a')?.slug).toBe(slug));
