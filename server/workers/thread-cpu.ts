import type { Worker } from 'node:worker_threads';

/** CPU that a thread has used, ms; 0 when it has not begun yet, or has ended, which is told elsewhere. */
export async function cpuUsed(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return 0;
  }
}
