import type { DebriefView } from '../contract/verdict.ts';
import type { Micros } from '../core/clock.ts';
import { stepHostsOf, stepKindOf } from './actions/step-kind.ts';
import { actionTitle } from './actions/title.ts';
import { hostInWords, hostsOf, placeInWords, withHostNames, withRowNames } from './debrief-words.ts';
import { type Asked, effectiveEntries, type LogEntry } from './log.ts';
import { clauseExplained } from './scenario/clauses.ts';
import type { Course } from './scenario/course.ts';
import { type Cause, causesOf } from './scenario/causes.ts';
import type { ScenarioFile } from './scenario/schema.ts';
import { fill } from './scenario/variables.ts';
import { namedFaults } from './verdict/conclusion.ts';
import type { VerdictRecord } from './verdict/judge.ts';

/** Observations told in full; the rest is counted in the verdict. */
const DETAILS = 200;

/** What the debrief tells besides the verdict. */
export interface Told {
  /** The log as far as it is told, rewinds included. */
  readonly entries: readonly LogEntry[];
  /** Why an action was refused; '' when it was done. */
  readonly refusal: (seq: number) => string;
  /** The pinned events in words. */
  readonly evidence: readonly string[];
  readonly rewinds: DebriefView['rewinds'];
  readonly visible: DebriefView['visible'];
  readonly arrived: Micros;
}

/** Everything about a verdict, values and traps included. Whether it may be read is the caller's to decide. */
export function debriefOf(course: Course, record: VerdictRecord, told: Told): DebriefView {
  const { file, scenario, variables } = course;
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
        object: withHostNames(object),
        hop,
        attribute,
        expected,
        found,
      })),
    conclusion: conclusionRows(file, record, told.evidence),
    explanation: fill(scenario?.debrief.explanation ?? '', variables),
    ...pathsOf(file),
    expertRoute: file?.route.map(withHostNames) ?? [],
    traps: scenario?.traps.map((trap) => fill({ title: trap.title, why: trap.why ?? '' }, variables)) ?? [],
    questions: scenario?.debrief.questions.map((each) => fill({ ...each }, variables)) ?? [],
    references:
      file?.references.map(({ clause, text }) => ({ clause, text, explanation: clauseExplained(clause) })) ?? [],
    yourSteps: ownSteps(told),
    from: told.arrived,
    until: record.view.at,
    visible: told.visible,
    rewinds: told.rewinds,
  };
}

/** Places and pinned events as a person would say them; the kind stays the id that the page has words for. */
export function conclusionRows(
  file: ScenarioFile | undefined,
  { view, conclusion }: VerdictRecord,
  evidence: readonly string[],
): DebriefView['conclusion'] {
  return conclusion.rows.map((row) => {
    if (row.label === 'place') {
      const best = (file ? causesOf(file) : []).flatMap(({ places: [model] }) =>
        model ? [placeInWords({ ...model, field: model.fields[0] ?? '' })] : [],
      );
      const yours = namedFaults(view.conclusion).map(placeInWords).filter(Boolean);
      return { ...row, yours: yours.join('; '), model: best.join('; ') };
    }
    if (row.label === 'evidence')
      return { ...row, yours: evidence.join('; '), model: withHostNames(withRowNames(row.model)) };
    return { ...row };
  });
}

function pathsOf(file: ScenarioFile | undefined): Pick<DebriefView, 'faultPath' | 'furtherPaths'> {
  const [faultPath = [], ...furtherPaths] = file ? causesOf(file).map(pathOf) : [];
  return { faultPath, ...(furtherPaths.length > 0 ? { furtherPaths } : {}) };
}

/** The way of the fault: right until it breaks, wrong from there on, and where somebody could see it first. */
function pathOf({ places, faultPath }: Cause): DebriefView['faultPath'] {
  const culprits = new Set(places.map(({ system }) => system));
  const found = faultPath.findIndex(({ system }) => hostsOf(system).some((host) => culprits.has(host)));
  const isRight = culprits.size === 0;
  const breaks = Math.max(0, found);
  const named = faultPath.findIndex(({ firstSeen }) => firstSeen === true);
  const seen = named === -1 ? Math.min(breaks + 1, faultPath.length - 1) : named;
  return faultPath.map(({ system, text }, index) => ({
    hosts: hostsOf(system),
    title: hostInWords(system),
    text,
    state: isRight || index < breaks ? 'right' : index === breaks ? 'breaks' : 'wrong',
    firstSeen: index === seen && !isRight,
  }));
}

/** What a guided learner wanted to do and was asked about first. */
function askedStep(at: Micros, { action }: Asked): DebriefView['yourSteps'][number] {
  const title = action ? withHostNames(actionTitle(action)) : 'Asked for a verdict';
  const refused = action ? 'asked for a hypothesis with evidence first' : 'asked to confirm the change first';
  const kind = action ? stepKindOf(action) : 'verdict';
  return { at, kind, title, hosts: action ? stepHostsOf(action) : [], hypothesis: '', rewound: false, refused };
}

/** By the log alone: what was only looked at is not in it. */
export function ownSteps({ entries, refusal }: Pick<Told, 'entries' | 'refusal'>): DebriefView['yourSteps'] {
  const effective = new Set(effectiveEntries(entries).map((entry) => entry.seq));
  return entries.flatMap((entry): DebriefView['yourSteps'] => {
    const bare = { at: entry.at, hosts: [], hypothesis: '', rewound: false, refused: '' };
    if (entry.kind === 'verdict') return [{ ...bare, kind: 'verdict', title: 'Asked for a verdict' }];
    if (entry.kind === 'asked') return [askedStep(entry.at, entry.payload)];
    if (entry.kind === 'rewind-to') return [{ ...bare, kind: 'undo', title: 'Went back' }];
    if (entry.kind !== 'action') return [];
    const { payload, seq } = entry;
    const kind = stepKindOf(payload);
    const hosts = stepHostsOf(payload);
    const title = withHostNames(actionTitle(payload));
    return [{ ...bare, kind, title, hosts, rewound: !effective.has(seq), refused: refusal(seq) }];
  });
}
