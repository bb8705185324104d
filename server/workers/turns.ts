import { Refused } from './reply.ts';

/** Work done one after the other, in the order it came; what fails does not stop what follows. */
export class Turns {
  readonly #whose: string;
  readonly #most: number;
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** `whose`: what has too much to do when more than `most` pieces wait. */
  constructor(whose: string, most: number) {
    this.#whose = whose;
    this.#most = most;
  }

  /** Pieces of work not finished, the running one included. */
  get waiting(): number {
    return this.#waiting;
  }

  take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.#most) {
      return Promise.reject(
        new Refused(503, {
          code: 'busy',
          message: `${this.#whose} has too much to do at once. Wait a moment, then try again.`,
        }),
      );
    }
    this.#waiting += 1;
    const done = this.#tail.then(work).finally(() => (this.#waiting -= 1));
    this.#tail = done.catch(() => undefined);
    return done;
  }

  /** Resolves when nothing is left of what was waiting. */
  async done(): Promise<void> {
    await this.#tail;
  }
}
