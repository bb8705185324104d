import type { Micros } from '../core/clock.ts';
import { Table } from '../core/state.ts';
import { latin1 } from '../protocols/latin1.ts';
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
  /** Undefined once dropped to make room: "not kept". Read with `chunksOf`. */
  readonly kept: KeptChunks | undefined;
}

/**
 * The writes of a finished conversation, packed: an object, an array and two buffers for each would take several times
 * the room of what was said (kernel.md rule 9).
 */
export interface KeptChunks {
  /**
   * For each chunk: sent and arrived (µs since the conversation opened), 0 = client or 1 = server, number of parts; then
   * for each part its length in `small`, or −1 − its index in `shared`.
   */
  readonly columns: readonly number[];
  /** Parts below `sharedFrom` one after the other, one character a byte. */
  readonly small: string;
  /** The others: the sender's own buffers, which tables, the journal and other labs hold too. */
  readonly shared: readonly Uint8Array[];
}

/** Bytes from which on a part is kept by reference. */
const sharedFrom = 192;

export function packChunks(opened: Micros, chunks: readonly CapturedChunk[]): KeptChunks {
  const columns: number[] = [];
  const shared: Uint8Array[] = [];
  let small = '';
  for (const { at, arrives, from, parts } of chunks) {
    columns.push(at - opened, arrives - opened, from === 'client' ? 0 : 1, parts.length);
    for (const part of parts) {
      if (part.length >= sharedFrom) columns.push(-shared.push(part));
      else {
        columns.push(part.length);
        small += latin1(part);
      }
    }
  }
  return { columns, small: flat(small), shared };
}

/** What both sides wrote, oldest first; undefined when it was dropped to make room. */
export function chunksOf({ kept, opened }: Conversation): CapturedChunk[] | undefined {
  if (!kept) return undefined;
  const { columns, small, shared } = kept;
  const chunks: CapturedChunk[] = [];
  let read = 0;
  let column = 0;
  const next = (): number => columns[column++] ?? 0;
  while (column < columns.length) {
    const at = opened + next();
    const arrives = opened + next();
    const from = next() === 0 ? 'client' : 'server';
    const parts = Array.from({ length: next() }, () => {
      const length = next();
      if (length < 0) return shared[-1 - length] ?? new Uint8Array(0);
      read += length;
      return new Uint8Array(Buffer.from(small.slice(read - length, read), 'latin1'));
    });
    chunks.push({ at, arrives, from, parts });
  }
  return chunks;
}

/** The same text in one piece: a string made by adding keeps its pieces. */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
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
    state.conversations.put(String(conversation.id), { ...conversation, kept: undefined });
    return;
  }
  state.conversations.put(String(conversation.id), conversation);
  state.heldBytes += conversation.bytes;
  while (state.heldBytes > networkLimits.captureBytes && state.firstKept < conversation.id) {
    const oldest = state.conversations.get(String(state.firstKept));
    if (oldest?.kept) {
      state.heldBytes -= oldest.bytes;
      state.conversations.put(String(oldest.id), { ...oldest, kept: undefined });
    }
    state.firstKept += 1;
  }
}
