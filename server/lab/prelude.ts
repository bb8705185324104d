import { type Micros, MINUTE } from '../core/clock.ts';
import type { Checkpoint } from './checkpoint.ts';
import { Hospital } from './hospital.ts';
import type { Course } from './scenario/course.ts';

/** Everything up to the learner's arrival: one shared copy per (scenario, seed), never run again. */
export interface Prelude {
  readonly hospital: Hospital;
  readonly arrived: Micros;
  readonly checkpoints: readonly Checkpoint[];
}

const STEP = 30 * MINUTE;
const SETTLE = 5 * MINUTE;
const KEPT = 8;
const cache = new Map<string, Prelude>();

/** Built once, then shared; the least recently used is dropped. */
export function preludeOf(course: Course, seed: string): Prelude {
  const key = `${course.hash}/${seed}`;
  const known = cache.get(key);
  const prelude = known ?? build(course, seed);
  cache.delete(key);
  cache.set(key, prelude);
  const [oldest] = cache.keys();
  if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
  return prelude;
}

/** Without the cache: what tests of replay compare with. */
export function build(course: Course, seed: string): Prelude {
  const hospital = Hospital.build(seed, course.begins);
  hospital.director.start(course);
  hospital.traffic.start(course.begins + 72 * 60 * MINUTE);
  const checkpoints: Checkpoint[] = [{ at: hospital.room.kernel.now, seq: 0, hospital: hospital.fork() }];
  for (let at = course.begins + STEP; at < course.arrives; at += STEP) {
    hospital.room.kernel.runUntil(at);
    hospital.settle(SETTLE);
    checkpoints.push({ at: hospital.room.kernel.now, seq: 0, hospital: hospital.fork() });
  }
  hospital.room.kernel.runUntil(course.arrives);
  hospital.settle(SETTLE);
  const arrived = hospital.room.kernel.now;
  checkpoints.push({ at: arrived, seq: 0, hospital: hospital.fork() });
  return { hospital, arrived, checkpoints };
}
