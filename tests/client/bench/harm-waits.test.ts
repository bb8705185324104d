import { expect, test } from 'vitest';
import { harmWaits } from '../../../client/src/bench/harm-waits.ts';
import type { CheckResult, VerdictView } from '../../../server/contract/verdict.ts';

const check = (part: CheckResult['part'], passed: boolean): CheckResult => ({
  id: part,
  title: part,
  part,
  required: true,
  passed,
  asExpected: passed ? 1 : 0,
  of: 1,
  sent: '',
  hop: '',
  difference: '',
});

const verdict = (
  outcome: VerdictView['outcome'],
  score: number,
  harmless: boolean,
): Pick<VerdictView, 'outcome' | 'parts' | 'checks'> => ({
  outcome,
  parts: [{ part: 'harm', score, of: 25 }],
  checks: [check('root-cause', false), check('harm', harmless)],
});

test('that no harm gives no points yet is said where nothing is mended and nothing was harmed', () => {
  expect(harmWaits(verdict('not-solved', 0, true))).toBe(true);
  expect(harmWaits(verdict('not-solved', 25, true))).toBe(false);
  expect(harmWaits(verdict('not-solved', 0, false))).toBe(false);
  // Where a safety rule is broken the empty bar tells the truth.
  expect(harmWaits(verdict('unsafe', 0, true))).toBe(false);
});
