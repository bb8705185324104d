import { parentPort, workerData } from 'node:worker_threads';
import { PIECE, RUNNING_JOB, type JobAnswer, type JobMessage, type ThreadData } from './job.ts';
import type { LabLibrary } from './lab-api.ts';
import { jobFailure, LabShelf } from './lab-shelf.ts';

// Entry of a worker thread: takes jobs, answers each once. The main thread sends one job of a lab at a time.

const port = parentPort;
if (!port) throw new Error('lab-worker.ts runs as a worker thread only');
const { shared, library, sliceMs } = workerData as ThreadData;
const cells = new Int32Array(shared);
const shelf = new LabShelf((await import(library)) as LabLibrary);

/** Marks a synchronous piece for the watchdog. */
function piece<T>(id: number, work: () => T): T {
  Atomics.store(cells, RUNNING_JOB, id);
  Atomics.add(cells, PIECE, 1);
  try {
    return work();
  } finally {
    Atomics.add(cells, PIECE, 1);
  }
}

function answer(message: JobAnswer): void {
  port?.postMessage(message);
}

function take({ id, job }: JobMessage): void {
  try {
    const result = piece(id, () => {
      if (job.kind !== 'advance') return { done: shelf.run(job) };
      const until = performance.now() + sliceMs;
      for (;;) {
        const advanced = shelf.advanceSome(job);
        if (advanced) return { done: advanced };
        if (performance.now() >= until) return undefined;
      }
    });
    if (result) answer({ id, ok: true, result: result.done });
    else setImmediate(take, { id, job }); // other labs' jobs have their turn first
  } catch (error) {
    answer({ id, ok: false, failure: jobFailure(error) });
  }
}

port.on('message', (message: JobMessage) => take(message));
