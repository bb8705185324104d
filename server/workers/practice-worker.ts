import { parentPort } from 'node:worker_threads';
import { type PracticeJob, runPractice } from '../practice/library.ts';

// Entry of the thread of mapping practice: learners' rules run here, never in the server's own thread.

const port = parentPort;
if (!port) throw new Error('practice-worker.ts runs as a worker thread only');
port.on('message', ({ id, job }: { id: number; job: PracticeJob }) => {
  try {
    port.postMessage({ id, ok: true, result: runPractice(job) });
  } catch (error) {
    port.postMessage({ id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
