import { Worker } from 'node:worker_threads';
import type { PracticeJob, PracticeJobKind, PracticeResults } from '../practice/library.ts';
import { workerLimits } from './limits.ts';
import { Refused } from './reply.ts';
import { cpuUsed } from './thread-cpu.ts';

type JobOf<K extends PracticeJobKind> = Extract<PracticeJob, { readonly kind: K }>;

interface Waiting {
  readonly id: number;
  readonly job: PracticeJob;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Answer = { readonly id: number; readonly result?: unknown } & (
  { readonly ok: true } | { readonly ok: false; readonly error: string }
);

/**
 * The thread in which learners' rules are tried. One job at a time; one that takes too long costs the thread, which is
 * started anew for the next. Nothing lives in it, so nothing is lost.
 */
export class PracticeThread {
  readonly #log: (line: string) => void;
  readonly #jobMs: number;
  #worker: Worker | undefined;
  #running: Waiting | undefined;
  #queue: Waiting[] = [];
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #nextId = 1;
  #closed = false;

  constructor(log: (line: string) => void, jobMs: number = workerLimits.practiceMs) {
    this.#log = log;
    this.#jobMs = jobMs;
  }

  /** Undefined: there is no such drill. Rejects with `Refused`. */
  run<K extends PracticeJobKind>(job: JobOf<K>): Promise<PracticeResults[K] | undefined> {
    if (this.#queue.length >= workerLimits.queue) {
      return Promise.reject(
        new Refused(503, { code: 'busy', message: 'Many are practising at once. Try again in a moment.' }),
      );
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ id: this.#nextId++, job, resolve: resolve as (result: unknown) => void, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#deadline);
    await this.#worker?.terminate();
    const closing = new Refused(503, { code: 'closing', message: 'The server is closing.' });
    this.#running?.reject(closing);
    for (const { reject } of this.#queue) reject(closing);
    this.#queue = [];
  }

  #next(): void {
    if (this.#running || this.#closed) return;
    const next = this.#queue.shift();
    if (!next) return;
    this.#running = next;
    const { id, job } = next;
    const worker = (this.#worker ??= this.#start());
    this.#watch(next, worker);
    worker.postMessage({ id, job });
  }

  /** Stops a job that has used up its CPU: on a machine that has other things to do, time passes without work. */
  #watch(job: Waiting, worker: Worker): void {
    const began = performance.now();
    const before = cpuUsed(worker);
    const look = (): void => {
      if (performance.now() - began > workerLimits.starved * this.#jobMs) {
        this.#tooLong();
        return;
      }
      this.#deadline = setTimeout(look, workerLimits.watchdogMs);
      void Promise.all([before, cpuUsed(worker)]).then(([then, now]) => {
        if (this.#running === job && now - then > this.#jobMs) this.#tooLong();
      });
    };
    this.#deadline = setTimeout(look, this.#jobMs);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./practice-worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: workerLimits.practiceHeapMb },
    });
    worker.unref();
    worker.on('message', (answer: Answer) => this.#settle(answer));
    worker.on('error', (error) => this.#lost(worker, error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => this.#lost(worker, 'ended'));
    return worker;
  }

  #settle(answer: Answer): void {
    const done = this.#running;
    if (done?.id !== answer.id) return;
    clearTimeout(this.#deadline);
    this.#running = undefined;
    if (answer.ok) done.resolve(answer.result);
    else {
      this.#log(`practice, ${done.job.kind}: ${answer.error}`);
      done.reject(new Error(`practice failed at ${done.job.kind}`));
    }
    this.#next();
  }

  #tooLong(): void {
    const worker = this.#worker;
    this.#fail(
      'it took too long',
      'This took too long and was stopped. Nothing was changed. Try fewer rules or a smaller message.',
    );
    void worker?.terminate();
  }

  #lost(worker: Worker, reason: string): void {
    if (this.#worker !== worker || this.#closed) return;
    this.#fail(reason, 'This could not be worked out and was stopped. Nothing was changed. Try a smaller message.');
  }

  #fail(reason: string, message: string): void {
    clearTimeout(this.#deadline);
    this.#worker = undefined;
    const lost = this.#running;
    this.#running = undefined;
    if (lost) {
      this.#log(`practice thread, ${lost.job.kind}: ${reason}`);
      lost.reject(new Refused(503, { code: 'stopped', message }));
    }
    this.#next();
  }
}
