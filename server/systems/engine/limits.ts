import { MINUTE, SECOND, type Micros } from '../../core/clock.ts';

/** Bounds and times of the interface engine, in one place (hospital.md 4.4). */
export const engineLimits = {
  /** Messages in the store; beyond it new ones are answered AE. */
  messages: 40_000,
  /** Deliveries that wait. */
  queue: 20_000,
  /** Messages of one reprocess action. */
  reprocess: 2_000,
  /** How long a destination may take to answer. */
  answerTimeout: 20 * SECOND,
} as const;

/** Waits between tries without an answer; the last one repeats. */
export const retryDelays: readonly Micros[] = [3 * SECOND, 30 * SECOND, 5 * MINUTE];
