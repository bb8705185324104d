import type { Micros } from '../../core/clock.ts';
import type { CapturedChunk } from '../capture.ts';

interface Written {
  readonly at: Micros;
  readonly arrives: Micros;
  /** Place of the write among those of both sides. */
  readonly order: number;
  /** Offset behind its last byte. */
  readonly end: number;
}

/** What one side of a conversation wrote, as the other side's TCP hands it over: bytes without the seams of the writes. */
export class ByteStream {
  readonly length: number;
  readonly #parts: readonly Uint8Array[];
  /** Offset of each part. */
  readonly #starts: readonly number[];
  readonly #writes: readonly Written[];

  constructor(chunks: readonly CapturedChunk[], side: 'client' | 'server') {
    const parts: Uint8Array[] = [];
    const starts: number[] = [];
    const writes: Written[] = [];
    let length = 0;
    for (const [order, chunk] of chunks.entries()) {
      if (chunk.from !== side) continue;
      for (const part of chunk.parts) {
        if (part.length === 0) continue;
        parts.push(part);
        starts.push(length);
        length += part.length;
      }
      writes.push({ at: chunk.at, arrives: chunk.arrives, order, end: length });
    }
    this.#parts = parts;
    this.#starts = starts;
    this.#writes = writes;
    this.length = length;
  }

  /** Bytes [start, end), cut to what is there; a view where they lie in one part, else a copy. */
  slice(start: number, end: number): Uint8Array {
    const to = Math.min(end, this.length);
    const length = Math.max(0, to - start);
    let index = this.#partAt(start);
    const first = this.#parts[index];
    const within = start - (this.#starts[index] ?? 0);
    if (first === undefined || length === 0) return new Uint8Array(0);
    if (within + length <= first.length) return first.subarray(within, within + length);
    const bytes = new Uint8Array(length);
    for (let at = start; at < to; index++) {
      const part = this.#parts[index];
      if (part === undefined) break;
      const from = at - (this.#starts[index] ?? 0);
      const piece = part.subarray(from, from + to - at);
      bytes.set(piece, at - start);
      at += piece.length;
    }
    return bytes;
  }

  /** When the byte before `end` was sent, with which write of the conversation, and when the other side had it. */
  sent(end: number): Omit<Written, 'end'> {
    let low = 0;
    let high = this.#writes.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#writes[middle]?.end ?? 0) >= end) high = middle;
      else low = middle + 1;
    }
    const { at, arrives, order } = this.#writes[low] ?? { at: 0, arrives: 0, order: 0 };
    return { at, arrives, order };
  }

  #partAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
