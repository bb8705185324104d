import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Conclusion } from '../server/contract/verdict.ts';
import { ServerSecret } from '../server/store/server-secret.ts';
import { SqliteStore } from '../server/store/sqlite-store.ts';
import { Labs } from '../server/workers/labs.ts';
import type { Reply } from '../server/workers/reply.ts';
import type { Measurement } from './measurement.ts';

/** Labs as the web server holds them, in worker threads and a store of their own, for one benchmark. */

export const slug = 'copper-lantern';
export const learner = { id: 'bench', tokenHash: 'bench' };
export const conclusion: Conclusion = {
  disposition: 'fixed',
  system: 'eng01',
  place: 'SCHED_TO_MWL',
  field: 'OBR-18',
  kind: 'wrong-source-field',
  evidence: [],
  text: '',
};

/** What was asked for; a refusal ends the benchmark. */
export async function value<T>(replied: Promise<Reply<T>>): Promise<T> {
  const outcome = await replied;
  if (!outcome.ok) throw new Error(`${String(outcome.status)} ${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

/** Prints the rows as JSON for `run.ts`, and leaves nothing behind. */
export async function benchLabs(measure: (labs: Labs) => Promise<Measurement[]>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  const store = new SqliteStore(join(folder, 'faultline.db'));
  const labs = new Labs({
    store,
    secret: ServerSecret.keptIn(folder),
    beats: false,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    process.stdout.write(JSON.stringify(await measure(labs)));
  } finally {
    await labs.close('done');
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
