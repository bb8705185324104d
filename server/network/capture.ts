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

/** A write whose segments were lost from `kept` bytes on, and sent again until they came through. */
export interface CapturedLoss {
  /** Index of the write. */
  readonly chunk: number;
  readonly kept: number;
  /** When the first `kept` bytes had arrived. */
  readonly arrived: Micros;
  /** Instants at which the rest was sent again. */
  readonly again: readonly Micros[];
}

export interface Conversation {
  readonly id: number;
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly opened: Micros;
  readonly outcome: 'accepted' | 'refused' | 'timed-out';
  /** When it ended; of one that is under way (`isOpen`) the moment at which it was looked at. */
  readonly closed: Micros;
  readonly isOpen?: true;
  /** Which side ended it first, and how. */
  readonly end: { readonly by: 'client' | 'server'; readonly how: 'fin' | 'reset' } | undefined;
  readonly bytes: number;
  /** Only where the way loses segments. */
  readonly losses?: readonly CapturedLoss[];
  /** When the client said that it is done while the server had something to say yet. */
  readonly leftOpen?: Micros;
  /** Undefined once dropped to make room: "not kept". Read with `chunksOf`. */
  readonly kept: KeptChunks | undefined;
}

/**
 * The writes of a finished conversation, packed: an object, an array and two buffers for each would take several times
 * the room of what was said (kernel.md rule 9).
 */
export interface KeptChunks {
  /**
   * Numbers of 7 bits a character, all but the last with bit 7 set. For each chunk: µs from the one before (the first
   * from the opening of the conversation), µs until it arrived, twice the number of parts plus 1 if the server sent it;
   * then for each part twice its length in `small`, or twice its index in `shared` plus 1.
   */
  readonly columns: string;
  /** Parts below `sharedFrom` one after the other, one character a byte. */
  readonly small: string;
  /** The others: the sender's own buffers, which tables, the journal and other labs hold too. */
  readonly shared: readonly Uint8Array[];
}

/** Bytes from which on a part is kept by reference. */
const sharedFrom = 192;

const none: readonly Uint8Array[] = [];

export function packChunks(opened: Micros, chunks: readonly CapturedChunk[]): KeptChunks {
  const columns: number[] = [];
  const shared: Uint8Array[] = [];
  let small = '';
  let before = opened;
  for (const { at, arrives, from, parts } of chunks) {
    putNumber(columns, at - before);
    putNumber(columns, arrives - at);
    putNumber(columns, 2 * parts.length + (from === 'client' ? 0 : 1));
    before = at;
    for (const part of parts) {
      if (part.length >= sharedFrom) putNumber(columns, 2 * (shared.push(part) - 1) + 1);
      else {
        putNumber(columns, 2 * part.length);
        small += latin1(part);
      }
    }
  }
  return {
    columns: latin1(Uint8Array.from(columns)),
    small: flat(small),
    shared: shared.length === 0 ? none : shared,
  };
}

function putNumber(columns: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    columns.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  columns.push(rest);
}

/** What both sides wrote, oldest first; undefined when it was dropped to make room. */
export function chunksOf({ kept, opened }: Conversation): CapturedChunk[] | undefined {
  if (!kept) return undefined;
  const { columns, small, shared } = kept;
  let column = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = columns.charCodeAt(column++);
      value += (byte % 0x80) * scale;
      if (byte < 0x80) return value;
    }
  };
  const chunks: CapturedChunk[] = [];
  let read = 0;
  let at = opened;
  while (column < columns.length) {
    at += next();
    const arrives = at + next();
    const side = next();
    const parts = Array.from({ length: Math.floor(side / 2) }, () => {
      const place = next();
      if (place % 2 === 1) return shared[(place - 1) / 2] ?? new Uint8Array(0);
      read += place / 2;
      return Uint8Array.from(Buffer.from(small.slice(read - place / 2, read), 'latin1'));
    });
    chunks.push({ at, arrives, from: side % 2 === 0 ? 'client' : 'server', parts });
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
