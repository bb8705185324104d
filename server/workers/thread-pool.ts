import { LabThread } from './lab-thread.ts';
import { workerLimits } from './limits.ts';

export interface ThreadPoolOptions {
  /** Module that exports a `LabLibrary`. */
  readonly library: string;
  readonly threads?: number;
  readonly pieceMs?: number;
  readonly replayMs?: number;
  /** One line for the server's log. */
  readonly log: (line: string) => void;
}

/** A fixed number of threads; one that ends is replaced at once. */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  #threads: LabThread[];
  #closed = false;
  /** Threads that ended one after the other without doing anything: the module cannot be loaded. */
  #barren = 0;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
    this.#threads = Array.from({ length: options.threads ?? workerLimits.threads }, () => this.#start());
  }

  /** The thread with the fewest labs. */
  leastBusy(): LabThread {
    const [first, ...rest] = this.#threads;
    if (!first) throw new Error('the thread pool is empty');
    return rest.reduce((best, thread) => (thread.labs.size < best.labs.size ? thread : best), first);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #start(): LabThread {
    const { library, pieceMs, replayMs, log } = this.#options;
    const thread: LabThread = new LabThread({
      library,
      ...(pieceMs === undefined ? {} : { pieceMs }),
      ...(replayMs === undefined ? {} : { replayMs }),
      onLost: (reason, lab) => {
        if (this.#closed) return;
        const during = lab === undefined ? '' : ` while working for lab ${lab}`;
        log(`worker thread ${reason}${during}; labs to be rebuilt from their logs when next used: ${thread.labs.size}`);
        this.#replace(thread);
      },
    });
    this.#warmUp(thread).catch((error: unknown) => {
      if (!this.#closed) log(`warm-up: ${error instanceof Error ? error.message : String(error)}`);
    });
    return thread;
  }

  /**
   * A few cases, from the easiest to the hardest: they share nearly all their code. One after the other, so that a learner
   * who comes early does not wait behind all of them.
   */
  async #warmUp(thread: LabThread): Promise<void> {
    const { cases } = await thread.run({ kind: 'contents' });
    this.#barren = 0;
    const step = Math.max(1, Math.ceil(cases.length / workerLimits.warmCases));
    for (const { slug } of cases.filter((_, index) => index % step === 0)) await thread.run({ kind: 'warm-up', slug });
  }

  #replace(lost: LabThread): void {
    this.#barren += 1;
    // A module that cannot be loaded would end threads as fast as they start.
    const waitMs = this.#barren > 3 ? Math.min(30_000, 250 * 2 ** (this.#barren - 3)) : 0;
    const swap = (): void => {
      if (!this.#closed) this.#threads = this.#threads.map((thread) => (thread === lost ? this.#start() : thread));
    };
    if (waitMs === 0) swap();
    else setTimeout(swap, waitMs).unref();
  }
}
