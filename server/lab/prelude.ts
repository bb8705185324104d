import { type Micros, MINUTE } from '../core/clock.ts';
import { LimitExceeded } from '../core/limits.ts';
import type { Checkpoint } from './checkpoint.ts';
import { BrokenScenario } from './faults/broken-scenario.ts';
import { Hospital } from './hospital.ts';
import type { Course } from './scenario/course.ts';

/** Everything up to the learner's arrival: one shared copy per (scenario, seed), never run again. */
export interface Prelude {
  readonly hospital: Hospital;
  readonly arrived: Micros;
  readonly checkpoints: readonly Checkpoint[];
}

const STEP = 30 * MINUTE;
/** More than ten times as much as happens in a morning of forty orders. */
const MOST_EVENTS = 100_000;
const flood =
  'more happens before the learner arrives than a hospital can do: the faults or the script make messages go in a circle, or flood; look at destinations that lead back to their own channel, and at what is repeated'; // prettier-ignore
/** Five minutes behind the learner's arrival somebody still talks: nothing could be copied, undone or judged. */
const neverQuiet =
  'the conversations of this hospital never come to an end, so the learner cannot arrive: a flaw keeps too many of them open; let it meet fewer (port, every, chance), take less time, or end before the ticket'; // prettier-ignore
const SETTLE = 5 * MINUTE;
const KEPT = 8;
const cache = new Map<string, Prelude>();

/** Built once, then shared; the least recently used is dropped. */
export function preludeOf(course: Course, seed: string): Prelude {
  // A guided and a practising learner are in the same hospital.
  const key = `${course.hash}/${seed}/${course.rung === 'exam' ? 'exam' : ''}`;
  const known = cache.get(key);
  const prelude = known ?? build(course, seed);
  cache.delete(key);
  cache.set(key, prelude);
  const [oldest] = cache.keys();
  if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
  return prelude;
}

/**
 * Without the cache: what tests of replay compare with. Throws BrokenScenario, with file, line and what to do, when the
 * scenario loops, floods, or asks for what the hospital does not have.
 */
export function build(course: Course, seed: string): Prelude {
  try {
    const prelude = run(course, seed);
    const [trouble] = prelude.hospital.director.state.troubles.values();
    if (trouble) throw new BrokenScenario(`${trouble.id}: ${trouble.message}`);
    return prelude;
  } catch (error) {
    if (!(error instanceof BrokenScenario || error instanceof LimitExceeded)) throw error;
    const where = course.scenario ? `${course.scenario.place}: ` : '';
    throw new BrokenScenario(`${where}${error.message}`);
  }
}

function run(course: Course, seed: string): Prelude {
  const hospital = Hospital.build(seed, course.begins);
  hospital.director.start(course);
  hospital.traffic.start(course.begins + 72 * 60 * MINUTE);
  const { kernel } = hospital.room;
  const checkpoints: Checkpoint[] = [];
  /** False where somebody still talks. */
  const runUntil = (at: Micros): boolean => {
    const result = kernel.runUntil(at, MOST_EVENTS - kernel.eventCount);
    if (result === 'budget' || kernel.eventCount > MOST_EVENTS) throw new BrokenScenario(flood);
    return hospital.settle(SETTLE);
  };
  const keep = (): void => {
    checkpoints.push({ at: kernel.now, seq: 0, hospital: hospital.fork() });
  };
  keep();
  for (let at = course.begins + STEP; at < course.arrives; at += STEP) if (runUntil(at)) keep();
  if (!runUntil(course.arrives)) throw new BrokenScenario(neverQuiet);
  keep();
  return { hospital, arrived: kernel.now, checkpoints };
}
