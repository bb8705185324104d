import { expect, test } from 'vitest';
import { guideSteps, stepOf } from '../../../client/src/features/rail/step-of.ts';

test.each(guideSteps)('the step %s is the one that the server says', (guide) => {
  expect(stepOf({ guide, verdicts: [] })).toBe(guide);
});

test('a verdict is the end of the way', () => {
  expect(stepOf({ guide: 'confirm', verdicts: [{ n: 1, at: 0, outcome: 'solved', score: 90 }] })).toBe('verdict');
});
