import type { DebriefView } from '../contract/verdict.ts';
import { actionTitle } from './actions/title.ts';
import { effectiveEntries, type LogEntry } from './log.ts';
import type { Course } from './scenario/course.ts';
import { fill } from './scenario/variables.ts';
import type { VerdictRecord } from './verdict/judge.ts';

/** Observations told in full; the rest is counted in the verdict. */
const DETAILS = 200;

/** Everything about a verdict, values and traps included. Whether it may be read is the caller's to decide. */
export function debriefOf(course: Course, record: VerdictRecord, entries: readonly LogEntry[]): DebriefView {
  const { file, scenario, variables } = course;
  const effective = new Set(effectiveEntries(entries).map((entry) => entry.seq));
  return {
    verdict: record.view,
    caseId: file?.id ?? '',
    title: file?.title ?? course.headline,
    details: record.checks
      .flatMap((check) =>
        check.observations.filter((each) => !each.ok).map((each) => ({ check: check.result.title, ...each })),
      )
      .slice(0, DETAILS)
      .map(({ check, object, hop, attribute, expected, found }) => ({
        check,
        object,
        hop,
        attribute,
        expected,
        found,
      })),
    conclusion: record.conclusion.rows.map((row) => ({ ...row })),
    explanation: fill(scenario?.debrief.explanation ?? '', variables),
    faultPath: file?.faultPath.map((step) => ({ ...step })) ?? [],
    expertRoute: file?.route.slice() ?? [],
    traps: scenario?.traps.map((trap) => fill({ title: trap.title, why: trap.why ?? '' }, variables)) ?? [],
    questions: scenario?.debrief.questions.map((each) => fill({ ...each }, variables)) ?? [],
    references: file?.references.map((each) => ({ ...each })) ?? [],
    yourSteps: entries.flatMap((entry) =>
      entry.kind === 'action'
        ? [{ at: entry.at, title: actionTitle(entry.payload), rewound: !effective.has(entry.seq), ok: true }]
        : entry.kind === 'verdict'
          ? [{ at: entry.at, title: 'Asked for a verdict', rewound: false, ok: true }]
          : [],
    ),
  };
}
