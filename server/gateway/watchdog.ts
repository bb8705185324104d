/** Something with deadlines of its own. */
export interface Watched {
  /** `now` in ms of the watchdog's own clock. */
  check(now: number): void;
}

/** Asks all it watches again and again whether a deadline has passed: one timer, not several for every chunk of bytes. */
export class Watchdog {
  readonly #watched = new Set<Watched>();
  readonly #every: number;
  #timer: NodeJS.Timeout | undefined;
  #now = 0;
  #ticked = 0;

  /** `shortest`: the shortest deadline in ms; it is noticed at most a quarter late. */
  constructor(shortest: number) {
    this.#every = Math.min(1_000, Math.max(10, shortest / 4));
  }

  /** Ms of a clock that stands still while we are too busy to listen: what the peer said meanwhile is not heard yet. */
  get now(): number {
    return this.#now;
  }

  add(watched: Watched): void {
    this.#watched.add(watched);
    if (this.#timer !== undefined) return;
    this.#ticked = performance.now();
    this.#timer = setInterval(() => this.#tick(), this.#every);
  }

  delete(watched: Watched): void {
    this.#watched.delete(watched);
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const now = performance.now();
    this.#now += Math.min(now - this.#ticked, this.#every * 2);
    this.#ticked = now;
    for (const each of this.#watched) each.check(this.#now);
  }
}
