import type { ActionKind } from '../../../contract/action.ts';
import { type Conclusion, errorKinds } from '../../../contract/verdict.ts';
import { MINUTE } from '../../../core/clock.ts';
import { type RandomStream, stream } from '../../../core/random.ts';
import { Lab } from '../../lab.ts';
import { judge } from '../../verdict/judge.ts';
import { labView } from '../../views/lab.ts';
import { conclusionPickers } from '../../views/pickers.ts';
import { courseOf } from '../course.ts';
import type { Scenario } from '../load.ts';
import type { RunResult } from '../prove.ts';
import { draws, type Learner } from './draws.ts';

/** What such a learner can do besides actions. */
type Move = ActionKind | 'wait' | 'undo';

export interface RandomRun extends RunResult {
  /** How many of each kind were accepted. */
  readonly accepted: Readonly<Partial<Record<Move, number>>>;
  readonly refused: number;
  /** What was done by one who solved it. */
  readonly steps: readonly string[];
}

const kinds = Object.keys(draws) as ActionKind[];
const moves: readonly Move[] = [...kinds, 'wait', 'undo', 'deploy'];
/** An undo replays the log: once or twice in a run, as people do. */
const UNDO = 0.2;
const TRIES = 40;

/**
 * A learner who understands nothing: does so many things of all that the page offers, says something was wrong
 * somewhere, and asks for a verdict. `n` tells the runs of one lab apart.
 */
export function randomRun(scenario: Scenario, seed: string, n: number, actions: number): RandomRun {
  const { id, kind } = scenario.file;
  const course = courseOf(scenario, seed);
  const lab = new Lab(course, seed);
  const random = stream(`${id}/${seed}/${n}`, 'random learner');
  const { users } = labView(lab);
  const within = (host: string): boolean => users.some(({ systems }) => systems.includes(host));
  const learner: Learner = { lab, random, within };
  const accepted: Partial<Record<Move, number>> = {};
  let refused = 0;
  let done = 0;
  for (let tries = 0; done < actions && tries < actions + TRIES && !lab.ended; tries++) {
    const move = random.pick(moves);
    const ok = perform(learner, move, users);
    if (ok === undefined) continue;
    done += 1;
    if (ok) accepted[move] = (accepted[move] ?? 0) + 1;
    else refused += 1;
  }
  const conclusion = randomConclusion(lab, random);
  const { view } = judge(course, lab.hospital, 1, conclusion, `random/${id}/${seed}/${n}`);
  const solved = view.outcome === 'solved';
  const model: string = scenario.file.conclusion.disposition;
  const reason = !solved
    ? ''
    : model !== 'fixed' && model !== conclusion.disposition
      ? 'solved with a conclusion that is wrong'
      : model === 'fixed' && kind === 'cause'
        ? `solved by ${done} things done at random: a check is missing that sees what is still wrong`
        : '';
  const { outcome, score } = view;
  const steps = lab.standing.flatMap((entry) => (entry.kind === 'action' ? [`${lab.succeeded(entry.seq) ? '' : 'refused: '}${JSON.stringify(entry.payload)}`] : [])); // prettier-ignore
  return {
    scenario: id,
    seed,
    kind: 'random',
    name: String(n),
    passed: reason === '',
    reason,
    outcome,
    score,
    accepted,
    refused,
    steps: solved ? steps : [],
  };
}

/** Whether it was accepted; undefined: nothing of the kind is offered as things stand. */
function perform(
  learner: Learner,
  move: Move,
  users: readonly { readonly id: string; readonly systems: readonly string[] }[],
): boolean | undefined {
  const { lab, random } = learner;
  if (move === 'wait') {
    const to = lab.now + random.pick([1, 1, 5, 15, 30]) * MINUTE;
    while (!lab.advance(to, Number.POSITIVE_INFINITY).reached);
    return true;
  }
  if (move === 'undo') {
    if (lab.seq === 0 || !random.chance(UNDO)) return undefined;
    return lab.rewind(random.integer(Math.max(0, lab.seq - 3), lab.seq - 1), 'random') !== undefined;
  }
  const action = draws[move](learner);
  if (!action) return undefined;
  const host = 'host' in action ? action.host : move.startsWith('pacs') ? 'pacs01' : move.startsWith('worklist') ? 'mwl01' : 'eng01'; // prettier-ignore
  const fitting = users.filter(({ systems }) => systems.includes(host));
  const { id: as } = random.pick(fitting.length > 0 && random.chance(0.95) ? fitting : users);
  return lab.act({ action, as }, 'random').outcome.ok;
}

/** Something of all that the conclusion's pickers offer, with a few events pinned. */
function randomConclusion(lab: Lab, random: RandomStream): Conclusion {
  const disposition = random.pick(['fixed', 'fixed', 'nothing-wrong', 'escalate'] as const);
  const system = random.pick(conclusionPickers.systems);
  const place = random.pick(system.places);
  const evidence = Array.from({ length: random.integer(0, 3) }, () =>
    random.integer(1, Math.max(1, lab.journalLength)),
  );
  return {
    disposition,
    ...(disposition === 'escalate' ? { escalateTo: random.pick(conclusionPickers.escalation).id } : {}),
    system: system.id,
    place: place.id,
    field: random.pick(place.fields).id,
    kind: random.pick(errorKinds),
    evidence: [...new Set(evidence)],
    text: '',
  };
}
