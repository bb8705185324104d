import { SvelteMap } from 'svelte/reactivity';
import type { ActionOutcome } from '../../../../server/contract/action.ts';
import { failureText } from '../../lib/api.ts';
import type { LabSession } from '../../lib/lab-session.svelte.ts';
import { checksOf, type Sender } from './checks.ts';
import { readHeader } from './header.ts';
import { LongText } from './long-text.ts';
import { joined, tally, tidy, toBase64, wireBytes, type Charset, type Ending } from './wire.ts';

/** What was sent, and what the system said at once. */
export interface Sent {
  outcome: ActionOutcome;
  type: string;
  from: Sender;
  port: number;
}

/** Below this many results the earlier ones can be looked at again. */
const KEPT = 8;

export class ComposerState {
  draft = $state.raw(LongText.empty);
  /** The text as it was filled in: only what differs from it would be lost. */
  pristine = $state.raw('');
  from = $state<Sender>('ris01');
  port = $state(6665);
  charset = $state<Charset>('utf-8');
  ending = $state<Ending>('cr');
  /** Newest first. */
  sent = $state.raw<readonly Sent[]>([]);
  shown = $state(0);
  error = $state<string>();
  busy = $state(false);

  readonly #hidden = $derived(this.draft.hidden);
  readonly #hiddenTally = $derived(tally(this.#hidden, this.charset));
  readonly wire = $derived(joined(tally(this.draft.shown, this.charset), this.#hiddenTally, this.ending));
  readonly checks = $derived(checksOf(this.draft.shown, this.wire, this));
  readonly blocked = $derived(this.checks.some(({ level }) => level === 'block'));
  readonly isOwn = $derived(this.text !== this.pristine && this.text.trim() !== '');

  get text(): string {
    return this.draft.text;
  }
  /** What the editor holds. */
  set text(text: string) {
    this.draft = this.draft.edited(text);
  }

  fill(text: string, to: { from: Sender; port: number }): void {
    this.text = tidy(text);
    this.pristine = this.text;
    this.from = to.from;
    this.port = to.port;
    this.ending = 'cr';
    this.charset = /UNICODE UTF-8/i.test(readHeader(this.text)?.charset ?? '') ? 'utf-8' : 'latin-1';
  }

  async send(session: LabSession): Promise<void> {
    if (this.busy || this.blocked) return;
    const { from, port } = this;
    const type = readHeader(this.draft.shown)?.type ?? '';
    this.busy = true;
    this.error = undefined;
    try {
      const bytes = toBase64(wireBytes(this.draft.whole, this.charset, this.ending));
      const outcome = await session.act({ kind: 'send-hl7', from, port, bytes });
      this.sent = [{ outcome, type, from, port }, ...this.sent].slice(0, KEPT);
      this.shown = 0;
    } catch (error) {
      this.error = failureText(error);
    } finally {
      this.busy = false;
    }
  }
}

const kept = new SvelteMap<string, ComposerState>();

/** The composer of a lab. It outlives the tool, so that looking at a message loses nothing, but not the page. */
export function composerOf(lab: string): ComposerState {
  let state = kept.get(lab);
  if (!state) {
    state = new ComposerState();
    kept.set(lab, state);
  }
  return state;
}
