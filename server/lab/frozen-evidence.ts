import { disputeLimits, type FrozenEvidence } from '../contract/dispute.ts';
import { conclusionRows, ownSteps } from './debrief.ts';
import { withHostNames } from './debrief-words.ts';
import type { LabHeader, LogEntry } from './log.ts';
import type { Course } from './scenario/course.ts';
import type { VerdictRecord } from './verdict/judge.ts';
import type { CheckOutcome } from './verdict/observation.ts';

interface Judged {
  readonly header: LabHeader;
  readonly course: Course;
}

/** Everything that a verdict rests on. `entries`: the log up to it. */
export function frozenEvidence(
  { header, course }: Judged,
  record: VerdictRecord,
  pinned: readonly string[],
  entries: readonly LogEntry[],
  refusal: (seq: number) => string,
): FrozenEvidence {
  const { file } = course;
  return {
    caseId: file?.id ?? '',
    title: file?.title ?? course.headline,
    kind: file?.kind ?? 'cause',
    seed: header.seed,
    rung: header.rung ?? 'practice',
    versions: { logFormat: header.format, hospital: header.hospitalVersion, scenario: header.scenarioHash },
    verdict: record.view,
    conclusion: record.view.conclusion,
    conclusionPoints: record.conclusion.points,
    conclusionRows: conclusionRows(file, record, pinned).map(({ label, yours, model, points, of }) => ({
      label,
      yours,
      model,
      points,
      of,
    })),
    checks: record.checks.map(frozenCheck),
    steps: ownSteps({ entries, refusal }).map(({ at, title, refused }) => ({ at, title, refused })),
  };
}

/** What differs first, and then as much of the rest as there is room for. */
function frozenCheck({ result, unsafe, observations }: CheckOutcome): FrozenEvidence['checks'][number] {
  const sorted = [...observations.filter(({ ok }) => !ok), ...observations.filter(({ ok }) => ok)];
  return {
    result,
    unsafe,
    observations: sorted
      .slice(0, disputeLimits.observations)
      .map(({ object, hop, attribute, expected, found, ok }) => ({
        object: withHostNames(object),
        hop,
        attribute,
        expected,
        found,
        ok,
      })),
    more: Math.max(0, sorted.length - disputeLimits.observations),
  };
}
