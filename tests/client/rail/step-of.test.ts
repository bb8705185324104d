import { expect, test } from 'vitest';
import { stepOf } from '../../../client/src/features/rail/step-of.ts';

const hypothesis = { id: 1, text: 'x', state: 'open' as const, evidence: [] };
const evidence = [{ event: 7, polarity: 'for' as const, note: '' }];
const verdict = { n: 1, at: 0, outcome: 'not-solved', score: 10 };

test.each([
  ['looks around', { hypotheses: [], verdicts: [] }, 0],
  ['has a hypothesis', { hypotheses: [hypothesis], verdicts: [] }, 1],
  ['has evidence for it', { hypotheses: [{ ...hypothesis, evidence }], verdicts: [] }, 2],
  ['has asked for a verdict', { hypotheses: [], verdicts: [verdict] }, 3],
])('the learner %s', (_, view, step) => expect(stepOf(view)).toBe(step));
