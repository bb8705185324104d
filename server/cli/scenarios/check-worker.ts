import { parentPort } from 'node:worker_threads';
import { type CheckTask, runTask } from './check-task.ts';

/** A thread of `scenarios check`: one task at a time, answered with its runs. */
parentPort?.on('message', (task: CheckTask) => {
  parentPort?.postMessage(runTask(task));
});
