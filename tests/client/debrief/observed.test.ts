import { expect, test } from 'vitest';
import { observedChecks } from '../../../client/src/features/debrief/observed.ts';

const check = (id: string, title: string) => ({
  id,
  part: 'harm' as const,
  title,
  passed: false,
  required: true,
  sent: '',
  hop: '',
  asExpected: 0,
  of: 1,
  difference: '',
});
const detail = (title: string, object: string) => ({
  check: title,
  object,
  hop: 'worklist',
  attribute: 'a',
  expected: '1',
  found: '2',
});

test('each check has its own differences, also none', () => {
  const checks = [check('ORD', 'orders'), check('NEG', 'refusals')];
  const conclusion = {
    disposition: 'fixed' as const,
    system: '',
    place: '',
    field: '',
    kind: '',
    evidence: [],
    text: '',
  };
  const verdict = { n: 1, at: 0, outcome: 'not-solved' as const, score: 0, parts: [], checks, conclusion };
  const details = [detail('orders', 'x'), detail('orders', 'y')];
  expect(observedChecks({ verdict, details })).toEqual([
    { check: checks[0], details },
    { check: checks[1], details: [] },
  ]);
});
