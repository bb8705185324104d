import type { Micros } from '../core/clock.ts';
import { Table } from '../core/state.ts';
import { networkLimits } from './limits.ts';

/** One write of one side, as it left the sender. Parts are the sender's immutable buffers, never copies. */
export interface CapturedChunk {
  readonly at: Micros;
  /** When the other side has it. */
  readonly arrives: Micros;
  readonly from: 'client' | 'server';
  readonly parts: readonly Uint8Array[];
}

export interface Conversation {
  readonly id: number;
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly opened: Micros;
  readonly outcome: 'accepted' | 'refused' | 'timed-out';
  readonly closed: Micros;
  /** Which side ended it first, and how. */
  readonly end: { readonly by: 'client' | 'server'; readonly how: 'fin' | 'reset' } | undefined;
  readonly bytes: number;
  /** Undefined once dropped to make room: "not kept". */
  readonly chunks: readonly CapturedChunk[] | undefined;
}

/** Conversations by id, oldest first; bytes are bounded, heads are kept. */
export interface CaptureState {
  readonly conversations: Table<Conversation>;
  /** Bytes held by conversations whose chunks are kept. */
  heldBytes: number;
  /** Ids below this have no chunks any more. */
  firstKept: number;
}

export function emptyCapture(): CaptureState {
  return { conversations: new Table<Conversation>(), heldBytes: 0, firstKept: 1 };
}

/** Adds a finished conversation and drops the oldest ones' bytes beyond the limit. */
export function keepConversation(state: CaptureState, conversation: Conversation): void {
  // One that outlived younger ones is older than what is kept: its bytes have had their turn.
  if (conversation.id < state.firstKept) {
    state.conversations.put(String(conversation.id), { ...conversation, chunks: undefined });
    return;
  }
  state.conversations.put(String(conversation.id), conversation);
  state.heldBytes += conversation.bytes;
  while (state.heldBytes > networkLimits.captureBytes && state.firstKept < conversation.id) {
    const oldest = state.conversations.get(String(state.firstKept));
    if (oldest?.chunks) {
      state.heldBytes -= oldest.bytes;
      state.conversations.put(String(oldest.id), { ...oldest, chunks: undefined });
    }
    state.firstKept += 1;
  }
}
