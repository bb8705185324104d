import { SvelteMap } from 'svelte/reactivity';
import type { DicomNode } from '../../../../server/contract/message.ts';
import { failureText, get } from '../../lib/api.ts';
import type { LabSession } from '../../lib/lab-session.svelte.ts';
import { t } from '../../text/t.ts';
import { emptyForm, isMatching, queryKeys, type QueryForm } from './query-keys.ts';

export interface ReturnedItem {
  event: number;
  nodes: readonly DicomNode[];
}

export interface QueryAnswer {
  ok: boolean;
  /** One sentence. */
  title: string;
  text: string | undefined;
  /** Message of the request. */
  event: number | undefined;
  items: readonly ReturnedItem[];
  /** What was asked, to tell whether the form has changed since. */
  asked: string;
}

/** A test query: its form and the last answer. */
export class QueryState {
  form = $state<QueryForm>(emptyForm());
  answer = $state.raw<QueryAnswer>();
  error = $state<string>();
  busy = $state(false);
  selected = $state<number>();

  readonly keys = $derived(queryKeys(this.form));
  readonly matching = $derived(this.keys.filter(isMatching));
  readonly signature = $derived(JSON.stringify([this.form.callingAe.trim(), this.keys]));

  async ask(session: LabSession): Promise<void> {
    const asked = this.signature;
    const callingAe = this.form.callingAe.trim();
    this.busy = true;
    this.error = undefined;
    try {
      const outcome = await session.act({ kind: 'worklist-query', callingAe, keys: this.keys });
      const items = await Promise.all(
        (outcome.events ?? []).map(async (event): Promise<ReturnedItem> => {
          const { dicom } = await get('/api/labs/:lab/messages/:id', { params: { lab: session.id, id: event } });
          return { event, nodes: dicom?.data ?? [] };
        }),
      );
      this.answer = { ok: outcome.ok, event: outcome.event, items, asked, ...wordsFor(outcome, items, callingAe) };
      this.selected = items[0]?.event;
    } catch (error) {
      this.error = failureText(error);
    } finally {
      this.busy = false;
    }
  }
}

function wordsFor(
  outcome: { ok: boolean; code?: string; message: string },
  items: readonly ReturnedItem[],
  callingAe: string,
): { title: string; text: string | undefined } {
  const words = t.worklist.query;
  if (outcome.code === 'rejected') {
    const unknown = outcome.message.includes('calling-AE-title-not-recognized');
    return {
      title: words.rejected,
      text: unknown ? `${words.rejectedUnknown(callingAe)} ${outcome.message}` : outcome.message,
    };
  }
  if (!outcome.ok) return { title: outcome.message, text: undefined };
  return items.length === 0
    ? { title: words.zero, text: words.zeroText }
    : { title: words.entries(items.length), text: undefined };
}

const kept = new SvelteMap<string, QueryState>();

/** The query of a lab. It outlives the tool, so that looking at a message loses nothing, but not the page. */
export function queryOf(lab: string): QueryState {
  let state = kept.get(lab);
  if (!state) {
    state = new QueryState();
    kept.set(lab, state);
  }
  return state;
}
