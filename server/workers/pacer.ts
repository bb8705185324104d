import type { ClockView } from '../contract/lab.ts';
import type { Micros } from '../core/clock.ts';
import { workerLimits } from './limits.ts';

export type Pace = 0 | 1 | 10 | 60;
export type StopReason = Exclude<ClockView['stopped'], null>;

/** What the pacer is told at each beat. */
export interface PacerFacts {
  /** Pages that watch the lab. */
  readonly watchers: number;
  /** The simulation has reached its 72 virtual hours. */
  readonly ended: boolean;
}

/**
 * The only place where wall time becomes virtual time. Holds no timer: the caller beats it with a wall clock in ms, of
 * which only differences matter.
 */
export class Pacer {
  #pace: Pace = 0;
  #stopped: StopReason = 'paused';
  #lastBeat = 0;
  #lastAction: number;
  #lastWatched: number;

  constructor(now: number) {
    this.#lastAction = now;
    this.#lastWatched = now;
  }

  get pace(): Pace {
    return this.#pace;
  }

  /** Why it stands still; null while it runs. */
  get stopped(): StopReason | null {
    return this.#pace === 0 ? this.#stopped : null;
  }

  setPace(pace: Pace, now: number): void {
    this.#pace = pace;
    this.#stopped = 'paused';
    this.#lastBeat = now;
    this.noteAction(now);
    this.#lastWatched = now; // a page asked for it, though its live connection may still be on the way
  }

  /** The learner did something. */
  noteAction(now: number): void {
    this.#lastAction = now;
  }

  stop(reason: StopReason): void {
    this.#pace = 0;
    this.#stopped = reason;
  }

  /** Virtual µs to advance by; 0 when it stands still or has just been stopped. */
  beat(now: number, { watchers, ended }: PacerFacts): Micros {
    if (watchers > 0) this.#lastWatched = now;
    if (this.#pace === 0) return 0;
    const reason = this.#reasonToStop(now, ended);
    if (reason) {
      this.stop(reason);
      return 0;
    }
    const elapsedMs = Math.max(0, Math.min(now - this.#lastBeat, workerLimits.catchUpMs));
    this.#lastBeat = now;
    return Math.round(elapsedMs * 1000) * this.#pace;
  }

  #reasonToStop(now: number, ended: boolean): StopReason | undefined {
    if (ended) return 'end';
    if (now - this.#lastWatched > workerLimits.unwatchedMs) return 'no-page';
    return now - this.#lastAction >= workerLimits.inactiveMs ? 'no-action' : undefined;
  }
}
