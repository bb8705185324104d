import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from '../../server/lab/prelude.ts';
import { type Course, courseOf, freePlay } from '../../server/lab/scenario/course.ts';
import { loadScenarios } from '../../server/lab/scenario/load.ts';
import { capturedMorning } from '../../server/lab/views/capture-file.ts';
import { chunksOf, type Conversation } from '../../server/network/capture.ts';

const root = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Free play and every scenario that loads, with its variables drawn for `seed`. */
export function courses(seed: string): readonly (readonly [name: string, course: Course])[] {
  const cases = loadScenarios(root).flatMap((result): [string, Course][] =>
    result.ok ? [[result.scenario.file.id, courseOf(result.scenario, seed)]] : [],
  );
  return [['free-play', freePlay], ...cases];
}

export function trafficHash(course: Course, seed: string): string {
  return hashOfTraffic(capturedMorning(build(course, seed)));
}

/** SHA-256 over everything sent before the learner arrives: who to whom, when, which bytes. */
export function hashOfTraffic(all: readonly Conversation[]): string {
  const hash = createHash('sha256');
  for (const conversation of all) {
    hash.update(JSON.stringify({ ...conversation, kept: undefined }));
    for (const { at, from, parts } of chunksOf(conversation) ?? []) {
      hash.update(`${at} ${from}`);
      for (const part of parts) hash.update(part);
    }
  }
  return hash.digest('hex');
}
