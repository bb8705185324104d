import { expect, test } from 'vitest';
import { begunAt, chosenRung, goesOn, labToContinue } from '../../../client/src/views/rung-choice.ts';
import type { LabSummary } from '../../../server/contract/case.ts';

const lab = (id: string, rung: LabSummary['rung'], verdicts = 0, slug = 'quiet-harbor'): LabSummary => ({
  id,
  slug,
  headline: 'It stands still',
  kind: 'case',
  rung,
  seed: '1',
  now: 0,
  verdicts,
  best: null,
});

test('the address names the rung; without it, it is practice', () => {
  expect(chosenRung({ rung: 'exam' })).toBe('exam');
  expect(chosenRung({ rung: 'easy' })).toBe('practice');
  expect(chosenRung({})).toBe('practice');
});

test('the newest lab of the rung is gone on with, but no exam that has its verdict', () => {
  const labs = [lab('b', 'practice', 3), lab('a', 'practice'), lab('c', 'guided', 0, 'other')];
  expect(labToContinue(labs, 'quiet-harbor', 'practice')?.id).toBe('b');
  expect(labToContinue(labs, 'quiet-harbor', 'guided')).toBeUndefined();
  expect(labToContinue([lab('e', 'exam', 1)], 'quiet-harbor', 'exam')).toBeUndefined();
  expect(labToContinue([lab('e', 'exam', 1), lab('d', 'exam')], 'quiet-harbor', 'exam')?.id).toBe('d');
});

test('nothing is left to do in an exam that has its verdict; in any other lab there is', () => {
  expect([lab('a', 'exam', 1), lab('b', 'exam'), lab('c', 'practice', 1)].map(goesOn)).toEqual([false, true, true]);
});

test('a case tells the rungs at which it was begun, in their order', () => {
  expect(begunAt([lab('a', 'exam'), lab('b', 'guided'), lab('c', 'practice', 0, 'other')], 'quiet-harbor')).toEqual([
    'guided',
    'exam',
  ]);
});
