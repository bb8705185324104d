import type { EngineView, StoredMessage } from '../../../../server/contract/engine.ts';
import { get } from '../../lib/api.ts';
import { KeptRows } from '../../lib/kept-rows.ts';

/** The engine's view, kept up by what has changed since it was asked for last. */
export class EngineChanges {
  readonly #params: { lab: string };
  readonly #stored = new KeptRows<StoredMessage>(({ message }) => String(message));
  #rest: Omit<EngineView, 'stored'> = { channels: [], ruleSets: [], lookups: [], queues: [], errors: [] };

  constructor(lab: string) {
    this.#params = { lab };
  }

  /** Of a past moment the whole is asked for. */
  async ask(at: number | undefined, signal?: AbortSignal): Promise<EngineView> {
    const params = this.#params;
    const stop = signal ? { signal } : {};
    if (at !== undefined) return get('/api/labs/:lab/engine', { params, query: { at }, ...stop });
    const query = this.#stored.tokenFor('');
    const answer = await get('/api/labs/:lab/engine/changes', { params, query, ...stop });
    this.#rest = { ...this.#rest, ...answer.parts };
    return { ...this.#rest, stored: this.#stored.take(answer) };
  }
}
