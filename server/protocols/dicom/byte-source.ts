const empty = new Uint8Array(0);

/**
 * Bytes that may have arrived in several pieces (the PDVs of a message), read as if they were one. Nothing is joined: a
 * slice is a view of the piece it lies in and a copy only where it straddles pieces. Positions must be inside; the
 * reader checks before it asks.
 */
export class ByteSource {
  readonly length: number;
  readonly #parts: readonly Uint8Array[];
  readonly #starts: readonly number[];
  // The piece last read from: reading goes forward, so nearly every access falls into it.
  #current: Uint8Array;
  #base: number;
  #limit: number;

  constructor(bytes: Uint8Array | readonly Uint8Array[]) {
    const parts = bytes instanceof Uint8Array ? [bytes] : bytes.filter((part) => part.length > 0);
    const starts: number[] = [];
    let length = 0;
    for (const part of parts) {
      starts.push(length);
      length += part.length;
    }
    this.#parts = parts;
    this.#starts = starts;
    this.length = length;
    const first = parts[0] ?? empty;
    this.#current = first;
    this.#base = 0;
    this.#limit = first.length;
  }

  u8(at: number): number {
    if (at < this.#base || at >= this.#limit) this.#seek(at);
    return this.#current[at - this.#base] ?? 0;
  }

  /** Little endian. */
  u16(at: number): number {
    if (at < this.#base || at >= this.#limit) this.#seek(at);
    if (at + 2 > this.#limit) return this.u8(at) + this.u8(at + 1) * 0x100;
    const index = at - this.#base;
    return (this.#current[index] ?? 0) | ((this.#current[index + 1] ?? 0) << 8);
  }

  /** Little endian. */
  u32(at: number): number {
    return this.u16(at) + this.u16(at + 2) * 0x10000;
  }

  /** Big endian. */
  u16be(at: number): number {
    return this.u8(at) * 0x100 + this.u8(at + 1);
  }

  /** Big endian. */
  u32be(at: number): number {
    return this.u16be(at) * 0x10000 + this.u16be(at + 2);
  }

  /** A view where the bytes lie in one piece, else a copy. */
  slice(start: number, end: number): Uint8Array {
    if (end <= start) return empty;
    if (start < this.#base || start >= this.#limit) this.#seek(start);
    if (end <= this.#limit) return this.#current.subarray(start - this.#base, end - this.#base);
    const joined = new Uint8Array(end - start);
    let filled = 0;
    for (const view of this.views(start, end)) {
      joined.set(view, filled);
      filled += view.length;
    }
    return joined;
  }

  /** The same bytes as views, one per piece touched; never a copy. */
  views(start: number, end: number): Uint8Array[] {
    const views: Uint8Array[] = [];
    for (let index = this.#partAt(start); index < this.#parts.length; index++) {
      const part = this.#parts[index] ?? empty;
      const base = this.#starts[index] ?? 0;
      if (base >= end) break;
      const from = Math.max(start - base, 0);
      const to = Math.min(end - base, part.length);
      if (to > from) views.push(from === 0 && to === part.length ? part : part.subarray(from, to));
    }
    return views;
  }

  #partAt(position: number): number {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #seek(position: number): void {
    const index = this.#partAt(position);
    const part = this.#parts[index] ?? empty;
    this.#current = part;
    this.#base = this.#starts[index] ?? 0;
    this.#limit = this.#base + part.length;
  }
}
