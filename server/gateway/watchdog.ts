/** Something with deadlines of its own. */
export interface Watched {
  /** `now` in ms of `performance.now()`. */
  check(now: number): void;
}

/** Asks all it watches again and again whether a deadline has passed: one timer, not several for every chunk of bytes. */
export class Watchdog {
  readonly #watched = new Set<Watched>();
  readonly #every: number;
  #timer: NodeJS.Timeout | undefined;

  /** `shortest`: the shortest deadline in ms; it is noticed at most a quarter late. */
  constructor(shortest: number) {
    this.#every = Math.min(1_000, Math.max(10, shortest / 4));
  }

  add(watched: Watched): void {
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => {
      const now = performance.now();
      for (const each of this.#watched) each.check(now);
    }, this.#every);
  }

  delete(watched: Watched): void {
    this.#watched.delete(watched);
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
