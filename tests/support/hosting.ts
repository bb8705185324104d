import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LiveEvent } from '../../server/contract/live.ts';
import { ServerSecret } from '../../server/store/server-secret.ts';
import { SqliteStore } from '../../server/store/sqlite-store.ts';
import { Labs, type LabsOptions } from '../../server/workers/labs.ts';
import type { Reply } from '../../server/workers/reply.ts';
import { fakeLibrary } from './fake-library.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Hosting {
  readonly labs: Labs;
  readonly store: SqliteStore;
  /** Lines of the server's log. */
  readonly lines: string[];
  /** The injected wall clock, ms. */
  readonly wall: { now: number };
  readonly folder: string;
}

/** Labs over a store in a temporary folder, with a wall clock that stands still until the test moves it. */
export function host(options: Partial<LabsOptions> & { folder?: string } = {}): Hosting {
  const folder = options.folder ?? temporaryFolder();
  const store = new SqliteStore(join(folder, 'faultline.db'));
  const lines: string[] = [];
  const wall = { now: 1_000_000 };
  const labs = new Labs({
    store,
    secret: ServerSecret.keptIn(folder),
    library: fakeLibrary,
    threads: 1,
    log: (line) => lines.push(line),
    now: () => wall.now,
    beats: false,
    ...options,
  });
  const hosting = { labs, store, lines, wall, folder };
  onTestFinished(() => shut(hosting));
  return hosting;
}

const shutAlready = new WeakSet<Labs>();

/** As a server that ends; the folder can be opened again. */
export async function shut({ labs, store }: Hosting): Promise<void> {
  if (shutAlready.has(labs)) return;
  shutAlready.add(labs);
  await labs.close('test over');
  await store.close();
}

export const learner = (name: string): { id: string; tokenHash: string } => ({
  id: name,
  tokenHash: `hash of ${name}`,
});

export async function value<T>(replied: Promise<Reply<T>>): Promise<T> {
  const outcome = await replied;
  if (!outcome.ok) throw new Error(`${outcome.status} ${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

/** Status and code of a refusal. */
export async function refusal(replied: Promise<Reply<unknown>>): Promise<[number, string]> {
  const outcome = await replied;
  if (outcome.ok) throw new Error('it was not refused');
  return [outcome.status, outcome.error.code];
}

/** The titles of messages in order, and what kinds of events came. */
export function heard(events: readonly LiveEvent[]): { kinds: string[]; titles: string[] } {
  return {
    kinds: events.map(({ kind }) => kind),
    titles: events.flatMap((event) => (event.kind === 'tick' ? event.messages.map(({ title }) => title) : [])),
  };
}
