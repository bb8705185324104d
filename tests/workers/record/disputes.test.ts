import { expect, test } from 'vitest';
import { disputeLimits, type FrozenEvidence } from '../../../server/contract/dispute.ts';
import type { Store } from '../../../server/store/store.ts';
import type { Labs } from '../../../server/workers/labs.ts';
import { Disputes } from '../../../server/workers/record/disputes.ts';
import { regrade } from '../../../server/workers/record/regrade.ts';
import { refusal } from '../../support/hosting.ts';

type Check = FrozenEvidence['checks'][number];

function check(part: Check['result']['part'], passed: boolean, unsafe = false): Check {
  return {
    result: { id: part, part, title: part, passed, required: true, sent: '', hop: '', asExpected: passed ? 4 : 2, of: 4, difference: '' }, // prettier-ignore
    unsafe,
    observations: [],
    more: 0,
  };
}

const conclusion = {
  disposition: 'fixed' as const,
  system: '',
  place: '',
  field: '',
  kind: '',
  evidence: [],
  text: '',
};
const evidence: FrozenEvidence = {
  caseId: 'HL01',
  title: '',
  kind: 'cause',
  seed: '1',
  rung: 'practice',
  versions: { logFormat: 1, hospital: 4, scenario: '' },
  verdict: { n: 1, at: 0, outcome: 'unsafe', score: 59, parts: [], checks: [], conclusion },
  conclusion,
  conclusionPoints: 7,
  conclusionRows: [],
  checks: [check('root-cause', true), check('repair', false), check('harm', false, true), check('harm', true)],
  steps: [],
};
const reason = 'long enough a reason';
const ruling = 'overturned' as const;

test.each([
  ['nothing', [], [], 'unsafe', 40 + 6 + 0 + 7],
  ['the unsafe check', [3], [], 'not-solved', 40 + 6 + 25 + 7],
  ['all failing checks', [2, 3], [], 'solved', 40 + 25 + 25 + 7],
  ['the part of the unsafe check', [], ['harm'], 'not-solved', 40 + 6 + 25 + 7],
  ['the conclusion', [], ['conclusion'], 'unsafe', 40 + 6 + 0 + 10],
] as const)(
  'with %s accepted the verdict is graded by the code that graded it first',
  (_, checks, parts, outcome, score) => {
    const graded = regrade(evidence, {
      checks: checks.map((number) => ({ check: number, ruling, reason })),
      parts: parts.map((part) => ({ part, ruling, reason })),
      reason,
    });
    expect([graded.outcome, graded.score]).toEqual([outcome, score]);
  },
);

test('evidence that is too large to be kept is refused with its size', async () => {
  const log = [{ seq: 1, text: 'x'.repeat(disputeLimits.evidence) }];
  const store = { disputes: () => Promise.resolve([]), log: () => Promise.resolve(log) } as unknown as Store;
  const labs = { evidence: () => Promise.resolve({ ok: true, value: evidence }) } as unknown as Labs;
  const disputes = new Disputes({ store, labs });
  expect(await refusal(disputes.open('anna', 'lab', 1, reason))).toEqual([409, 'too-large']);
});
