import type { LogEntry } from '../lab/log.ts';
import type { ServerSecret } from '../store/server-secret.ts';
import type { LabRecord, Store, VerdictRecord } from '../store/store.ts';
import type { JobKind, JobOf, JobResults, OpenResult } from './job.ts';
import { JobFailed, ThreadLost, type LabThread } from './lab-thread.ts';
import { workerLimits } from './limits.ts';
import { Refused } from './reply.ts';

/** What a hosted lab needs of the place that hosts it. */
export interface LabSurroundings {
  readonly store: Store;
  readonly secret: ServerSecret;
  readonly thread: () => LabThread;
  /** Clock that only runs, ms. */
  readonly now: () => number;
  /** Wall clock, ms since 1970. */
  readonly wall: () => number;
  readonly log: (line: string) => void;
}

export type Opened = Extract<OpenResult, { ok: true }>;

/** Told each time the lab was reopened, with the verdicts that the record holds. */
export type OpenedListener = (opened: Opened, verdicts: readonly VerdictRecord[]) => void;

/** Where a lab's simulation lives: in some worker thread, or nowhere until it is needed. One job at a time. */
export class LabHome {
  readonly #record: LabRecord;
  readonly #around: LabSurroundings;
  readonly #onOpened: OpenedListener;
  #thread: LabThread | undefined;
  #stuckUntil = 0;

  constructor(record: LabRecord, around: LabSurroundings, onOpened: OpenedListener) {
    this.#record = record;
    this.#around = around;
    this.#onOpened = onOpened;
  }

  get isAwake(): boolean {
    return this.#thread !== undefined;
  }

  /** The lab has just been created there. */
  adopt(thread: LabThread): void {
    thread.labs.add(this.#record.id);
    this.#thread = thread;
  }

  /** Drops it from memory. */
  sleep(): void {
    const thread = this.#thread;
    this.#thread = undefined;
    if (!thread) return;
    thread.labs.delete(this.#record.id);
    if (thread.alive) void thread.run({ kind: 'sleep', lab: this.#record.id }).catch(() => undefined);
  }

  /** Runs a job on the open lab; reopens it first where needed, and again when its thread was lost through another lab. */
  async ask<K extends JobKind>(kind: K, job: Omit<JobOf<K>, 'kind' | 'lab'>): Promise<JobResults[K]> {
    for (let attempt = 0; ; attempt += 1) {
      const thread = await this.wake();
      try {
        // The parts of one union member, put together again: TypeScript does not follow the generic.
        return await thread.run({ ...job, kind, lab: this.#record.id } as unknown as JobOf<K>);
      } catch (error) {
        this.#forgetAfter(error, kind);
        if (error instanceof ThreadLost && !error.guilty && attempt < workerLimits.retries) continue;
        throw error;
      }
    }
  }

  #forgetAfter(error: unknown, kind: JobKind): void {
    if (error instanceof JobFailed) {
      const { limit, stack, message } = error.failure;
      if (limit === undefined) this.#around.log(`lab ${this.#record.id}: ${kind} failed: ${stack ?? message}`);
      if (kind === 'query' || kind === 'messages' || kind === 'next-event') return;
    }
    this.sleep();
  }

  /** Reopens it from its log where needed. */
  async wake(): Promise<LabThread> {
    if (this.#thread?.alive) return this.#thread;
    this.sleep();
    if (this.#around.now() < this.#stuckUntil) {
      throw new Refused(503, {
        code: 'stuck',
        message:
          'This lab could not be rebuilt from its record. It can be tried again in a minute; or start the case anew.',
      });
    }
    const { store } = this.#around;
    const lab = this.#record.id;
    const [entries, verdicts] = await Promise.all([store.log(lab), store.verdicts(lab)]);
    const { opened, thread } = await this.#reopen(entries);
    this.adopt(thread);
    this.#onOpened(opened, verdicts);
    return thread;
  }

  async #reopen(entries: readonly LogEntry[]): Promise<{ opened: Opened; thread: LabThread }> {
    const { id: lab, header } = this.#record;
    for (let attempt = 0; ; attempt += 1) {
      const thread = this.#around.thread();
      try {
        const opened = await thread.run({ kind: 'reopen', lab, header, entries });
        if (!opened.ok) throw new Refused(opened.status, opened.error);
        return { opened, thread };
      } catch (error) {
        if (error instanceof ThreadLost && !error.guilty && attempt < workerLimits.retries) continue;
        if (error instanceof ThreadLost && error.guilty) {
          this.#stuckUntil = this.#around.now() + workerLimits.stuckMs;
        }
        throw error;
      }
    }
  }
}
