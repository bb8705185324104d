import type { DecisionRequest, FrozenEvidence } from '../../contract/dispute.ts';
import { type CheckOutcome, scoreVerdict, type Score } from '../../lab/verdict/observation.ts';

/** All that a conclusion can earn (DESIGN §3.3). */
const WHOLE_CONCLUSION = 10;

/**
 * A frozen verdict graded again by the code that graded it first, with what a person has accepted counted as met: a check
 * by its number, or all checks of a part; what was unsafe in an accepted check is unsafe no more.
 */
export function regrade(evidence: FrozenEvidence, { checks, parts }: DecisionRequest): Score {
  const accepted = new Set(checks.filter(({ ruling }) => ruling === 'overturned').map(({ check }) => check));
  const whole = new Set(parts.filter(({ ruling }) => ruling === 'overturned').map(({ part }) => part));
  const outcomes = evidence.checks.map(({ result, unsafe }, index): CheckOutcome => {
    const isMet = accepted.has(index + 1) || whole.has(result.part);
    return isMet
      ? { result: { ...result, passed: true, asExpected: result.of }, observations: [], unsafe: false }
      : { result, observations: [], unsafe };
  });
  return scoreVerdict(evidence.kind, outcomes, whole.has('conclusion') ? WHOLE_CONCLUSION : evidence.conclusionPoints);
}
