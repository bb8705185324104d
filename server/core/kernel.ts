import type { Micros } from './clock.ts';
import { coreLimits, LimitExceeded } from './limits.ts';

/**
 * Discrete-event kernel. Two kinds of work:
 *
 * - **entries**: what lasts. `{at, handler name, plain arguments}`, copied with the lab.
 * - **processes and calls**: one conversation. A process is a generator that yields a `Wait`; a call is a closure. While
 *   either is pending the lab is not quiet and can't be copied.
 *
 * Work at the same instant runs in the order in which it was scheduled. A process is never resumed inside the waker's
 * stack frame: it goes to the ready queue (kernel.md rule 5).
 */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** A conversation step: `const reply = yield* association.find(query)`. */
export type Task<T> = Generator<Wait, T, unknown>;

export type Wait =
  | { readonly kind: 'until'; readonly at: Micros }
  | { readonly kind: 'signal'; readonly signal: Signal; readonly deadline: Micros | undefined };

/** Something that processes wait for: bytes on a connection, a freed slot. */
export class Signal {
  /** @internal the processes that wait, in order */
  readonly waiting: Process[] = [];
}

export interface EntryView {
  readonly id: number;
  readonly at: Micros;
  readonly handler: string;
  readonly args: Plain;
}

interface Entry {
  readonly at: Micros;
  readonly order: number;
  readonly cause: number;
  readonly work:
    | { readonly kind: 'handler'; readonly handler: string; readonly args: Plain }
    | { readonly kind: 'call'; readonly call: () => void };
  cancelled: boolean;
}

interface Process {
  readonly name: string;
  readonly task: Task<void>;
  cause: number;
  timer: Entry | undefined;
  waitingFor: Signal | undefined;
}

export type Handler = (args: Plain) => void;

export type RunResult = 'reached' | 'idle' | 'budget';

export class Kernel {
  /** Current virtual time, µs since 1970-01-01T00:00:00Z. */
  now: Micros;
  /** Id of the journal event that what runs now follows from; 0 for none. Whoever records an event may advance it. */
  cause = 0;
  #heap: Entry[] = [];
  #order = 0;
  #events = 0;
  #atThisInstant = 0;
  #live = 0;
  #ready: { process: Process; value: unknown }[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #started: Micros;

  constructor(now: Micros, started: Micros = now) {
    this.now = now;
    this.#started = started;
  }

  /** Registers what runs for entries of this name; each system does so for itself, again after a fork. */
  on(handler: string, run: Handler): void {
    if (this.#handlers.has(handler)) throw new Error(`handler ${handler} is registered twice`);
    this.#handlers.set(handler, run);
  }

  /** Adds a lasting entry; returns its id for `cancel`. */
  schedule(at: Micros, handler: string, args: Plain = null): number {
    return this.#push(at, { kind: 'handler', handler, args }).order;
  }

  /** Removes a lasting entry; false when it has run or never was. */
  cancel(id: number): boolean {
    const entry = this.#heap.find((candidate) => candidate.order === id && !candidate.cancelled);
    if (!entry) return false;
    entry.cancelled = true;
    return true;
  }

  /** Runs a closure later, inside one conversation. Returns its cancellation. */
  callAt(at: Micros, call: () => void): () => void {
    const entry = this.#push(at, { kind: 'call', call });
    this.#live += 1;
    return () => {
      if (entry.cancelled) return;
      entry.cancelled = true;
      this.#live -= 1;
    };
  }

  /** Starts a process at the current instant. */
  spawn(name: string, task: Task<void>): void {
    if (this.#processCount >= coreLimits.processes) throw new LimitExceeded('processes', `starting ${name}`);
    this.#processCount += 1;
    this.#live += 1;
    this.#ready.push({
      process: { name, task, cause: this.cause, timer: undefined, waitingFor: undefined },
      value: undefined,
    });
  }
  #processCount = 0;

  /** Wakes every process that waits for the signal. */
  notify(signal: Signal): void {
    for (const process of signal.waiting.splice(0)) this.#wake(process, true);
  }

  /** No conversation is open: the lab can be copied. */
  get quiet(): boolean {
    return this.#live === 0 && this.#ready.length === 0;
  }

  /** Events handled since the start of the lab. */
  get eventCount(): number {
    return this.#events;
  }

  /** When the next entry is due, undefined when nothing is left. */
  get nextAt(): Micros | undefined {
    if (this.#ready.length > 0) return this.now;
    this.#dropCancelled();
    return this.#heap[0]?.at;
  }

  /**
   * Runs everything due up to and including `until`, then sets the clock to it. Stops early with 'budget' after
   * `maxEvents`, so that a caller can let other labs go on; call again to continue.
   */
  runUntil(until: Micros, maxEvents = Number.POSITIVE_INFINITY): RunResult {
    let budget = maxEvents;
    for (;;) {
      this.#drainReady();
      this.#dropCancelled();
      const head = this.#heap[0];
      if (!head || head.at > until) {
        if (until > this.now) this.#advanceTo(until);
        return head ? 'reached' : 'idle';
      }
      if (budget-- <= 0) return 'budget';
      this.#step();
    }
  }

  /** Runs until no conversation is open, at most to `until`; true when quiet. */
  runToQuiet(until: Micros): boolean {
    for (;;) {
      this.#drainReady();
      if (this.quiet) return true;
      this.#dropCancelled();
      const head = this.#heap[0];
      if (!head || head.at > until) return false;
      this.#step();
    }
  }

  /** Lasting entries that wait, soonest first. */
  entries(): EntryView[] {
    return this.#heap
      .filter((entry) => !entry.cancelled && entry.work.kind === 'handler')
      .sort(before)
      .map((entry) => {
        if (entry.work.kind !== 'handler') throw new Error('unreachable');
        return { id: entry.order, at: entry.at, handler: entry.work.handler, args: entry.work.args };
      });
  }

  /** A kernel with the same clock and lasting entries and no handlers. Only at a quiet instant. */
  fork(): Kernel {
    if (!this.quiet) throw new Error('fork: a conversation is open');
    const copy = new Kernel(this.now, this.#started);
    copy.cause = this.cause;
    copy.#order = this.#order;
    copy.#events = this.#events;
    copy.#atThisInstant = this.#atThisInstant;
    copy.#heap = this.#heap.filter((entry) => !entry.cancelled).map((entry) => ({ ...entry }));
    heapify(copy.#heap);
    return copy;
  }

  /** What the state hash covers. */
  snapshot(): Plain {
    return {
      now: this.now,
      order: this.#order,
      entries: this.entries().map(({ id, at, handler, args }) => ({ id, at, handler, args })),
    };
  }

  #push(at: Micros, work: Entry['work']): Entry {
    if (!Number.isSafeInteger(at)) throw new RangeError(`not an instant in whole µs: ${at}`);
    if (this.#heap.length >= coreLimits.heap) throw new LimitExceeded('heap', 'too many entries wait');
    const entry: Entry = {
      at: Math.max(at, this.now),
      order: ++this.#order,
      cause: this.cause,
      work,
      cancelled: false,
    };
    siftUp(this.#heap, entry);
    return entry;
  }

  #step(): void {
    const entry = pop(this.#heap);
    if (!entry || entry.cancelled) return;
    if (entry.at > this.now) this.#advanceTo(entry.at);
    this.#count();
    this.cause = entry.cause;
    switch (entry.work.kind) {
      case 'call':
        entry.cancelled = true;
        this.#live -= 1;
        entry.work.call();
        break;
      case 'handler': {
        const handler = this.#handlers.get(entry.work.handler);
        if (!handler) throw new Error(`no handler ${entry.work.handler}`);
        handler(entry.work.args);
        break;
      }
      default:
        entry.work satisfies never;
    }
    this.#drainReady();
  }

  #advanceTo(at: Micros): void {
    if (at - this.#started > coreLimits.virtualTime) {
      throw new LimitExceeded('virtualTime', 'the hospital has run for 76 hours');
    }
    this.now = at;
    this.#atThisInstant = 0;
  }

  #count(): void {
    this.#events += 1;
    this.#atThisInstant += 1;
    if (this.#events > coreLimits.events) throw new LimitExceeded('events', 'too much happened in this hospital');
    if (this.#atThisInstant > coreLimits.eventsAtOneInstant) {
      throw new LimitExceeded('eventsAtOneInstant', 'systems answer each other without end');
    }
  }

  #drainReady(): void {
    for (let next = this.#ready.shift(); next; next = this.#ready.shift()) {
      this.#count();
      this.#resume(next.process, next.value);
    }
  }

  #resume(process: Process, value: unknown): void {
    this.cause = process.cause;
    const { done, value: wait } = process.task.next(value);
    process.cause = this.cause;
    if (done) {
      this.#processCount -= 1;
      this.#live -= 1;
      return;
    }
    switch (wait.kind) {
      case 'until':
        process.timer = this.#push(wait.at, {
          kind: 'call',
          call: () => {
            this.#wake(process, false);
          },
        });
        this.#live += 1;
        return;
      case 'signal':
        process.waitingFor = wait.signal;
        wait.signal.waiting.push(process);
        if (wait.deadline !== undefined) {
          process.timer = this.#push(wait.deadline, {
            kind: 'call',
            call: () => {
              this.#wake(process, false);
            },
          });
          this.#live += 1;
        }
        return;
      default:
        wait satisfies never;
    }
  }

  #wake(process: Process, signalled: boolean): void {
    if (process.timer && !process.timer.cancelled) {
      process.timer.cancelled = true;
      this.#live -= 1;
    }
    process.timer = undefined;
    const waiting = process.waitingFor?.waiting;
    const index = waiting?.indexOf(process) ?? -1;
    if (waiting && index >= 0) waiting.splice(index, 1);
    process.waitingFor = undefined;
    this.#ready.push({ process, value: signalled });
  }

  #dropCancelled(): void {
    while (this.#heap[0]?.cancelled) pop(this.#heap);
  }
}

/** Waits `micros` of virtual time. */
export function* sleep(kernel: Kernel, micros: number): Task<void> {
  yield { kind: 'until', at: kernel.now + Math.max(0, Math.round(micros)) };
}

/** Waits for the signal; false when `deadline` (an instant) passed first. */
export function* waitFor(signal: Signal, deadline?: Micros): Task<boolean> {
  return (yield { kind: 'signal', signal, deadline }) === true;
}

function before(a: Entry, b: Entry): number {
  return a.at - b.at || a.order - b.order;
}

function siftUp(heap: Entry[], entry: Entry): void {
  let index = heap.push(entry) - 1;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex];
    if (!parent || before(parent, entry) <= 0) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (top && last && heap.length > 0) siftDown(heap, 0, last);
  return top;
}

function siftDown(heap: Entry[], start: number, entry: Entry): void {
  let index = start;
  for (;;) {
    let childIndex = 2 * index + 1;
    let child = heap[childIndex];
    if (!child) break;
    const right = heap[childIndex + 1];
    if (right && before(right, child) < 0) {
      childIndex += 1;
      child = right;
    }
    if (before(entry, child) <= 0) break;
    heap[index] = child;
    index = childIndex;
  }
  heap[index] = entry;
}

function heapify(heap: Entry[]): void {
  for (let index = (heap.length >> 1) - 1; index >= 0; index--) {
    const entry = heap[index];
    if (entry) siftDown(heap, index, entry);
  }
}
