import type { Conclusion, NamedFault } from '../../contract/verdict.ts';
import { Lab } from '../lab.ts';
import { causeEvidence } from '../verdict/evidence.ts';
import { noConclusion } from '../verdict/conclusion.ts';
import { judge, type VerdictRecord } from '../verdict/judge.ts';
import { type Cause, causesOf } from './causes.ts';
import { type Course, courseOf } from './course.ts';
import type { FixFile } from './fix-schema.ts';
import type { NamedFix, Scenario } from './load.ts';
import { runFix } from './run-fix.ts';
import { fill } from './variables.ts';

/** What one run of a scenario showed. */
export interface RunResult {
  readonly scenario: string;
  readonly seed: string;
  /**
   * `guided`: a fix at the guided rung, after the hypothesis that is asked for; `exam`: one at the exam rung, noise and all.
   * `restart`, `order`: a fix whose lab was replayed and restarted, one done in another order with looks in between.
   * `symptoms`, `spoilers`: the case as the learner finds it. `random`: after things done without any sense.
   */
  readonly kind:
    'untouched' | 'fix' | 'trap' | 'exam' | 'guided' | 'restart' | 'order' | 'symptoms' | 'spoilers' | 'random';
  readonly name: string;
  readonly passed: boolean;
  /** Why not, in words for the author. */
  readonly reason: string;
  readonly outcome: string;
  readonly score: number;
}

/** The right conclusion, with two events of each cause as evidence, from different places, as a careful learner would pin them. */
export function modelConclusion(course: Course, lab: Lab): Conclusion {
  const named = course.file ? causesOf(course.file).map(modelPlace) : [];
  const [first = { system: '', place: '', field: '', kind: '' }, ...also] = named;
  return {
    disposition: course.file?.conclusion.disposition ?? 'fixed',
    ...first,
    ...(also.length > 0 ? { also } : {}),
    evidence: modelEvidence(course, lab),
    text: '',
  };
}

function modelPlace({ places: [place], kinds: [kind] }: Cause): NamedFault {
  return { system: place?.system ?? '', place: place?.place ?? '', field: place?.fields[0] ?? '', kind: kind ?? '' };
}

function modelEvidence({ file }: Course, { hospital }: Lab): number[] {
  if (!file) return [];
  const pins = causeEvidence(hospital, file).flatMap((shows) => {
    const byHost = new Map<string, number>();
    for (const event of hospital.room.journal.state.events.slice()) {
      if (byHost.size === 2) break;
      if (event.kind !== 'file' && !byHost.has(event.host) && shows(event.id)) byHost.set(event.host, event.id);
    }
    return [...byHost.values()];
  });
  return [...new Set(pins)];
}

/** The right conclusion, or what a trap says instead; of somebody who has not looked, nothing. */
function saidIn(plan: RunPlan, course: Course, lab: Lab): Conclusion {
  if (plan.kind !== 'untouched') return conclusionOf(plan.fix, course, lab);
  const right = modelConclusion(course, lab);
  // Where nothing is wrong, the right conclusion is the solution.
  return right.disposition === 'nothing-wrong' ? noConclusion : right;
}

/** What somebody concludes after these steps: the right thing, where nothing else is written. */
export function conclusionOf({ says }: Pick<FixFile, 'says'>, course: Course, lab: Lab): Conclusion {
  const right = modelConclusion(course, lab);
  if (!says) return right;
  const { disposition, escalateTo, system = '', place = '', field = '', kind = '', evidence } = fill(says, course.variables); // prettier-ignore
  return {
    disposition,
    ...(escalateTo === undefined ? {} : { escalateTo }),
    system,
    place,
    field,
    kind,
    evidence: evidence === 'none' ? [] : right.evidence,
    text: '',
  };
}

export type RunPlan = { readonly kind: 'untouched' } | { readonly kind: 'fix' | 'trap'; readonly fix: NamedFix };

export function plansOf(scenario: Scenario): RunPlan[] {
  return [
    { kind: 'untouched' },
    ...scenario.fixes.map((fix) => ({ kind: 'fix', fix }) as const),
    ...scenario.traps.map((fix) => ({ kind: 'trap', fix }) as const),
  ];
}

/** Runs one plan for one seed: opens a lab, acts, asks for a verdict, and compares with what the author promised. */
export function prove(scenario: Scenario, seed: string, plan: RunPlan): RunResult {
  const course = courseOf(scenario, seed);
  const lab = new Lab(course, seed);
  const trouble = plan.kind === 'untouched' ? [] : runFix(lab, plan.fix);
  const record = judge(course, lab.hospital, 1, saidIn(plan, course, lab), `proof/${scenario.file.id}/${seed}`);
  const result = (reason: string): RunResult => ({
    scenario: scenario.file.id,
    seed,
    kind: plan.kind,
    name: plan.kind === 'untouched' ? '' : plan.fix.name,
    passed: reason === '',
    reason,
    outcome: record.view.outcome,
    score: record.view.score,
  });
  switch (plan.kind) {
    case 'untouched':
      return result(record.view.outcome === 'solved' ? 'solved although nothing was done' : '');
    case 'fix': {
      const [first] = trouble;
      if (first) return result(`step ${first.step}: ${first.message}`);
      return result(record.view.outcome === 'solved' ? '' : `not solved: ${failures(record)}`);
    }
    case 'trap': {
      if (record.view.outcome === 'solved') return result('solved although it is a trap');
      const failing = new Set(record.view.checks.filter((check) => !check.passed).map((check) => check.id));
      const missing = (plan.fix.refusedBy ?? []).filter((check) => !failing.has(check));
      if (missing.length > 0) return result(`refused, but not by ${missing.join(', ')}: ${failures(record)}`);
      const { score } = record.view;
      const { least, most } = plan.fix.score ?? { least: 0, most: 100 };
      if (score < least || score > most) return result(`scores ${score}, expected ${least} to ${most}`);
      const wanted = plan.fix.outcome;
      return result(
        wanted !== undefined && wanted !== record.view.outcome ? `${record.view.outcome}, expected ${wanted}` : '',
      );
    }
    default:
      return plan satisfies never;
  }
}

/** One of the fixes, another with each seed, at the exam rung: what is there besides the fault does not keep it from solving. */
export function proveExam(scenario: Scenario, seed: string): RunResult {
  const { fixes } = scenario;
  const fix = fixes[(Number.parseInt(seed, 10) || 0) % fixes.length];
  if (!fix) throw new Error(`${scenario.file.id} has no fix`);
  const course = courseOf(scenario, seed, 'exam');
  const lab = new Lab(course, seed);
  const [trouble] = runFix(lab, fix);
  const record = judge(course, lab.hospital, 1, modelConclusion(course, lab), `exam/${scenario.file.id}/${seed}`);
  const { outcome, score } = record.view;
  const unsolved = outcome === 'solved' ? '' : `with noise not solved by ${fix.name}: ${failures(record)}`;
  const reason = trouble ? `with noise ${fix.name} fails, step ${trouble.step}: ${trouble.message}` : unsolved;
  return { scenario: scenario.file.id, seed, kind: 'exam', name: '', passed: reason === '', reason, outcome, score };
}

/** Each check that failed, with its first difference. */
export function failures(record: VerdictRecord): string {
  return record.checks
    .filter((check) => !check.result.passed)
    .map((check) => {
      const first = check.observations.find((each) => !each.ok);
      return first
        ? `${check.result.id} ${check.result.asExpected}/${check.result.of} (${first.object}, ${first.hop}, ${first.attribute}: expected ${first.expected}, found ${first.found})`
        : `${check.result.id} saw nothing`;
    })
    .join('; ');
}
