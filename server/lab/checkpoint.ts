import type { Micros } from '../core/clock.ts';
import type { Hospital } from './hospital.ts';

/** A copy of the hospital to start again from. The copy is never run; take a fork of it. */
export interface Checkpoint {
  readonly at: Micros;
  /** Log entries applied in it: those with a `seq` up to this. */
  readonly seq: number;
  readonly hospital: Hospital;
}

/** Copies along the life of a lab, oldest first. Thinned from the old end when there are too many. */
export class Checkpoints {
  readonly #list: Checkpoint[] = [];
  readonly #most: number;

  constructor(first: readonly Checkpoint[], most = 96) {
    this.#list.push(...first);
    this.#most = most;
  }

  add(checkpoint: Checkpoint): void {
    this.#list.push(checkpoint);
    if (this.#list.length <= this.#most) return;
    // Every second one of the older half goes; the first stays, it is where replay from zero begins.
    const half = this.#list.length >> 1;
    const kept = this.#list.filter((_, index) => index === 0 || index >= half || index % 2 === 0);
    this.#list.splice(0, this.#list.length, ...kept);
  }

  /** The latest one that has no entry after `seq` and is not after `at`. */
  nearest(seq: number, at: Micros = Number.MAX_SAFE_INTEGER): Checkpoint | undefined {
    return this.#list.findLast((checkpoint) => checkpoint.seq <= seq && checkpoint.at <= at);
  }

  latest(): Checkpoint | undefined {
    return this.#list.at(-1);
  }

  /** Forgets what an undo has made untrue. */
  dropAfter(seq: number): void {
    const kept = this.#list.filter((checkpoint) => checkpoint.seq <= seq);
    this.#list.splice(0, this.#list.length, ...kept);
  }
}
