import type { LearnerAction } from '../../contract/action.ts';
import { MINUTE } from '../../core/clock.ts';
import { stream } from '../../core/random.ts';
import { Lab } from '../lab.ts';
import { isNote } from '../notebook.ts';
import type { QueryName } from '../query.ts';
import { restartServices, runNightlyJobs } from '../services.ts';
import { judge } from '../verdict/judge.ts';
import { courseOf } from './course.ts';
import type { NamedFix, Scenario } from './load.ts';
import { failures, modelConclusion, type RunResult } from './prove.ts';
import { reordered } from './reorder.ts';
import { runFix } from './run-fix.ts';

/** Views that a learner has open; looking changes nothing. */
const views: readonly QueryName[] = [
  'getLab',
  'getWorklist',
  'listMessages',
  'getPacs',
  'listOrders',
  'listResults',
  'getEngine',
  'listScanners',
  'getTimeline',
  'listFiles',
];

/**
 * A fix that solves can be done at the guided rung, which asks for a hypothesis first; it must solve also after the night's job and a start of every service from the files on disk, in a lab
 * replayed from its log, and when it is done in another order with looks in between.
 */
export function proveAgain(scenario: Scenario, seed: string, fix: NamedFix): RunResult[] {
  const course = courseOf(scenario, seed);
  // The hospital of the guided rung is that of practice: one run proves both.
  const lab = new Lab(courseOf(scenario, seed, 'guided'), seed);
  const guided = inGuidedSteps(lab, fix);
  const verdictOn = (kind: RunResult['kind'], other: Lab, trouble: string): RunResult => {
    const draw = `${kind}/${scenario.file.id}/${seed}`;
    const record = judge(course, other.hospital, 1, modelConclusion(course, other), draw);
    const { outcome, score } = record.view;
    const reason = trouble !== '' ? trouble : outcome === 'solved' ? '' : `not solved: ${failures(record)}`;
    return { scenario: scenario.file.id, seed, kind, name: fix.name, passed: reason === '', reason, outcome, score };
  };

  const replayed = Lab.replay(lab.course, seed, lab.entries);
  const isSame = replayed.hospital.hash() === lab.hospital.hash();
  runNightlyJobs(replayed.hospital);
  restartServices(replayed.hospital);
  replayed.hospital.settle(MINUTE);
  const restart = verdictOn('restart', replayed, isSame ? '' : 'replayed from its log the hospital is another one');

  const other = new Lab(course, seed);
  const trouble = inAnotherOrder(lab, other, seed);
  const { outcome, score } = restart;
  const asked = { ...restart, kind: 'guided', passed: guided === '', reason: guided, outcome, score } as const;
  return [asked, restart, verdictOn('order', other, trouble)];
}

/** A sentence with an event as evidence, then the fix, then a look whether it helped; what of it was refused, or ''. */
function inGuidedSteps(lab: Lab, fix: NamedFix): string {
  const note = (action: LearnerAction): void => void lab.act({ action }, 'author');
  note({ kind: 'hypothesis-add', text: fix.title });
  note({ kind: 'hypothesis-evidence', hypothesis: 1, event: 1, polarity: 'for', note: '' });
  const [trouble] = runFix(lab, fix);
  if (trouble) return `guided, step ${trouble.step}: ${trouble.message}`;
  // Anybody may ask the worklist; no case can take that away.
  if (lab.guide === 'confirm') note({ kind: 'worklist-query', callingAe: 'NGH_ADMIN', keys: [] });
  return lab.guide === 'confirm' ? 'guided, nothing confirms the change: no verdict could be asked for' : '';
}

/** Does in `other` what was done in `lab`: what may be exchanged is, and the learner looks around in between. */
function inAnotherOrder(lab: Lab, other: Lab, seed: string): string {
  const steps = lab.standing.map((entry) => ({
    entry,
    action: entry.kind === 'action' && !isNote(entry.payload) ? entry.payload : undefined,
  }));
  const scanners = [...other.hospital.scanners.keys()];
  let refused = '';
  const act = (action: LearnerAction, as: string): void => {
    const { outcome } = other.act({ action, as }, 'author');
    if (!outcome.ok && refused === '') refused = `in another order ${action.kind} is refused: ${outcome.message}`;
  };
  for (const [index, { entry, action }] of reordered(steps, stream(seed, 'order')).entries()) {
    const view = other.query(views[index % views.length] ?? 'getLab', {});
    if (!view.ok) return `looking fails: ${view.error.message}`;
    // A refresh of a console's list: somebody who may not is told so, which changes nothing either.
    const host = scanners[index % scanners.length] ?? '';
    if (index % 3 === 0) other.act({ action: { kind: 'modality-query', host }, as: entry.as }, 'author');
    if (action) act(action, entry.as);
    else if (entry.kind === 'advance-to') while (!other.advance(entry.payload.at, Number.POSITIVE_INFINITY).reached);
  }
  return refused;
}
