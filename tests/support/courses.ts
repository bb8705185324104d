import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Prelude } from '../../server/lab/prelude.ts';
import { type Course, courseOf, freePlay } from '../../server/lab/scenario/course.ts';
import { loadScenarios } from '../../server/lab/scenario/load.ts';
import { chunksOf, type Conversation } from '../../server/network/capture.ts';

const root = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Free play and every scenario that loads, with its variables drawn for `seed`. */
export function courses(seed: string): readonly (readonly [name: string, course: Course])[] {
  const cases = loadScenarios(root).flatMap((result): [string, Course][] =>
    result.ok ? [[result.scenario.file.id, courseOf(result.scenario, seed)]] : [],
  );
  return [['free-play', freePlay], ...cases];
}

/** The prelude's conversations with their bytes: those that the last capture no longer keeps are in an earlier one. */
export function conversations({ checkpoints }: Prelude): readonly Conversation[] {
  const all = new Map<number, Conversation>();
  for (const { hospital } of checkpoints) {
    for (const conversation of hospital.state.network.capture.conversations.values()) {
      if (conversation.kept !== undefined || !all.has(conversation.id)) all.set(conversation.id, conversation);
    }
  }
  return [...all.values()].sort((a, b) => a.id - b.id);
}

export function trafficHash(course: Course, seed: string): string {
  return hashOfTraffic(conversations(build(course, seed)));
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
