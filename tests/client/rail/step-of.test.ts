import { expect, test } from 'vitest';
import { placeOf, stepOf } from '../../../client/src/features/rail/step-of.ts';
import { guideSteps } from '../../../server/contract/lab.ts';

test.each(guideSteps)('the step %s is the one that the server says', (guide) => {
  expect(stepOf({ guide, verdicts: [] })).toBe(guide);
});

test('a verdict is the end of the way', () => {
  expect(stepOf({ guide: 'confirm', verdicts: [{ n: 1, at: 0, outcome: 'solved', score: 90 }] })).toBe('verdict');
});

test('what is saved and not deployed stands with the fix, which it is not yet', () => {
  expect(guideSteps.map(placeOf)).toEqual([0, 1, 2, 2, 3, 4]);
});
