import { Worker } from 'node:worker_threads';
import { workerLimits } from '../../workers/limits.ts';
import type { CheckRun, CheckTask } from './check-task.ts';

const file = new URL('check-worker.ts', import.meta.url);

/**
 * Runs the tasks on so many threads, in their order. `done` is called for each as it ends. A task that takes longer than
 * `limit` ms, or ends its thread, fails alone: another thread goes on with the others.
 */
export async function runTasks(
  tasks: readonly CheckTask[],
  jobs: number,
  limit: number,
  done: (task: CheckTask, runs: readonly CheckRun[]) => void,
): Promise<void> {
  const queue = [...tasks];
  const line = async (): Promise<void> => {
    let worker: Worker | undefined;
    for (let task = queue.shift(); task; task = queue.shift()) {
      worker ??= new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: workerLimits.threadYoungMb } });
      const answer = await ask(worker, task, limit);
      if (typeof answer === 'string') {
        await worker.terminate();
        worker = undefined;
      }
      done(task, typeof answer === 'string' ? [broken(task, answer)] : answer);
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, line));
}

function ask(worker: Worker, task: CheckTask, limit: number): Promise<readonly CheckRun[] | string> {
  const { promise, resolve } = Promise.withResolvers<readonly CheckRun[] | string>();
  const failed = (error: unknown): void => {
    resolve(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const ended = (code: number): void => {
    resolve(`its thread ended with code ${code}`);
  };
  const timer = setTimeout(() => {
    resolve(`took longer than ${limit / 1000} s and was stopped: something in the case loops`);
  }, limit);
  worker.once('message', resolve).once('error', failed).once('exit', ended);
  worker.postMessage(task);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', resolve).off('error', failed).off('exit', ended);
  });
}

function broken({ folder, seed }: CheckTask, reason: string): CheckRun {
  const scenario = folder.split('/').at(-1) ?? '';
  return { scenario, seed, kind: 'untouched', name: '', passed: false, reason, outcome: 'broken', score: 0, cpu: 0 };
}
