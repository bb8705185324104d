import { Worker } from 'node:worker_threads';
import {
  PIECE,
  RUNNING_JOB,
  SHARED_CELLS,
  type Job,
  type JobAnswer,
  type JobFailure,
  type JobKind,
  type JobOf,
  type JobResults,
  type ThreadData,
} from './job.ts';
import { workerLimits } from './limits.ts';
import { cpuUsed } from './thread-cpu.ts';

/** The simulation threw. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
  readonly failure: JobFailure;

  constructor(failure: JobFailure) {
    super(`${failure.name}: ${failure.message}`);
    this.failure = failure;
  }
}

/** The thread ended before it answered. `guilty`: this very job was running when it did. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
  readonly guilty: boolean;

  constructor(reason: string, guilty: boolean) {
    super(reason);
    this.guilty = guilty;
  }
}

export interface LabThreadOptions {
  readonly library: string;
  readonly pieceMs?: number;
  readonly replayMs?: number;
  /** Told once, when the thread is gone for whatever reason but `close`; `lab` is the one it was working for. */
  readonly onLost: (reason: string, lab: string | undefined) => void;
}

/** What may replay a lab's log, or more than one. */
const longJobs: ReadonlySet<JobKind> = new Set([
  'reopen',
  'rewind',
  'warm-up',
  'open-debrief',
  'debrief',
  'evidence',
  'expert',
]);

interface Waiting {
  readonly job: Job;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One worker thread from the main thread's side: sends jobs, watches that none runs for ever. */
export class LabThread {
  readonly #worker: Worker;
  readonly #cells: Int32Array;
  readonly #waiting = new Map<number, Waiting>();
  readonly #options: LabThreadOptions;
  readonly #watchdog: ReturnType<typeof setInterval>;
  /** Settled when the verdict before has been given. */
  #verdicts: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #seenPiece = 0;
  #seenAt = performance.now();
  /** CPU that the thread had used when the piece was first seen, ms. */
  #cpuBefore: Promise<number> = Promise.resolve(0);
  #alive = true;
  /** Ids of labs that live here. */
  readonly labs = new Set<string>();

  constructor(options: LabThreadOptions) {
    this.#options = options;
    const shared = new SharedArrayBuffer(SHARED_CELLS * Int32Array.BYTES_PER_ELEMENT);
    this.#cells = new Int32Array(shared);
    const data: ThreadData = { shared, library: options.library, sliceMs: workerLimits.sliceMs };
    this.#worker = new Worker(new URL('./lab-worker.ts', import.meta.url), {
      workerData: data,
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: workerLimits.threadHeapMb,
        maxYoungGenerationSizeMb: workerLimits.threadYoungMb,
      },
    });
    this.#worker.on('message', (answer: JobAnswer) => this.#settle(answer));
    this.#worker.on('error', (error) =>
      this.#lost(`failed: ${error instanceof Error ? error.message : String(error)}`),
    );
    this.#worker.on('exit', (code) => this.#lost(`ended with code ${code}`));
    this.#watchdog = setInterval(() => this.#watch(), workerLimits.watchdogMs);
    this.#watchdog.unref();
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Rejects with `JobFailed` or `ThreadLost`. */
  run<K extends JobKind>(job: JobOf<K>): Promise<JobResults[K]> {
    if (job.kind !== 'verdict') return this.#post(job);
    // One verdict at a time: what others ask meanwhile waits for one of them, not for all that were asked at once.
    const turn = this.#verdicts.then(() => this.#post(job));
    this.#verdicts = turn.catch(() => undefined);
    return turn;
  }

  #post<K extends JobKind>(job: JobOf<K>): Promise<JobResults[K]> {
    if (!this.#alive) return Promise.reject(new ThreadLost('the thread had ended', false));
    const id = this.#nextId;
    this.#nextId = (this.#nextId % 0x7fff_ffff) + 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { job, resolve: resolve as (result: unknown) => void, reject });
      this.#worker.postMessage({ id, job });
    });
  }

  async close(): Promise<void> {
    this.#alive = false;
    clearInterval(this.#watchdog);
    await this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new ThreadLost('the server is closing', false));
    this.#waiting.clear();
  }

  #settle(answer: JobAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting.resolve(answer.result);
    else waiting.reject(new JobFailed(answer.failure));
  }

  #watch(): void {
    const piece = Atomics.load(this.#cells, PIECE);
    const now = performance.now();
    if (piece !== this.#seenPiece || piece % 2 === 0) {
      this.#seenPiece = piece;
      this.#seenAt = now;
      if (piece % 2 === 1) this.#cpuBefore = cpuUsed(this.#worker);
      return;
    }
    const limit = this.#limitOf(this.#waiting.get(Atomics.load(this.#cells, RUNNING_JOB))?.job);
    const took = now - this.#seenAt;
    if (took <= limit) return;
    const stop = (): void => {
      if (this.#seenPiece === piece) this.#lost(`stopped by the watchdog after ${limit} ms`);
    };
    // On a machine that has other things to do, time passes without work.
    if (took > workerLimits.starved * limit) stop();
    else {
      void Promise.all([this.#cpuBefore, cpuUsed(this.#worker)]).then(([before, after]) => {
        if (after - before > limit) stop();
      });
    }
  }

  #limitOf(job: Job | undefined): number {
    const isLong = job !== undefined && longJobs.has(job.kind);
    return isLong ? (this.#options.replayMs ?? workerLimits.replayMs) : (this.#options.pieceMs ?? workerLimits.pieceMs);
  }

  #lost(reason: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    clearInterval(this.#watchdog);
    const wasBusy = Atomics.load(this.#cells, PIECE) % 2 === 1;
    const guiltyId = wasBusy ? Atomics.load(this.#cells, RUNNING_JOB) : undefined;
    void this.#worker.terminate();
    const guilty = guiltyId === undefined ? undefined : this.#waiting.get(guiltyId)?.job;
    this.#options.onLost(reason, guilty && 'lab' in guilty ? guilty.lab : undefined);
    for (const [id, { reject }] of this.#waiting) reject(new ThreadLost(reason, id === guiltyId));
    this.#waiting.clear();
  }
}
