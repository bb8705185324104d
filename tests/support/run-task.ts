import { expect } from 'vitest';
import { SECOND } from '../../server/core/clock.ts';
import type { Kernel, Task } from '../../server/core/kernel.ts';
import type { Network } from '../../server/network/network.ts';

/** Runs one conversation to its end and returns what it returned; the lab must be quiet afterwards. */
export function runTask<T>(at: { readonly kernel: Kernel; readonly network: Network }, task: Task<T>): T {
  let result: { value: T } | undefined;
  at.kernel.spawn(
    'test',
    (function* () {
      result = { value: yield* task };
    })(),
  );
  expect(at.kernel.runToQuiet(at.kernel.now + 3600 * SECOND)).toBe(true);
  expect(at.network.openConnections).toBe(0);
  if (!result) throw new Error('the task did not end');
  return result.value;
}
