import { dimseLimits } from './limits.ts';

/**
 * Bytes appended at the back and taken from the front, kept as parts. Large pieces are held by reference (pixel data is
 * never joined); small ones are copied together into slabs, which are only ever appended to, so parts handed out stay
 * valid. The caller must not change bytes it has appended.
 */
export class ByteQueue {
  #parts: Uint8Array[] = [];
  #head = 0;
  #offset = 0;
  #length = 0;
  #slab: Uint8Array | undefined;
  #slabUsed = 0;
  #tailInSlab = false;

  get length(): number {
    return this.#length;
  }

  append(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#length += piece.length;
    // What comes to an empty queue is mostly a whole message and leaves at once: copying it would cost more than an object.
    if (piece.length >= dimseLimits.smallPiece || this.#length === piece.length) {
      this.#parts.push(piece);
      this.#tailInSlab = false;
      return;
    }
    if (this.#slab === undefined || this.#slabUsed + piece.length > this.#slab.length) {
      this.#slab = new Uint8Array(dimseLimits.slab);
      this.#slabUsed = 0;
      this.#tailInSlab = false;
    }
    this.#slab.set(piece, this.#slabUsed);
    this.#slabUsed += piece.length;
    const last = this.#parts.length - 1;
    const tail = this.#tailInSlab && last >= this.#head ? this.#parts[last] : undefined;
    if (tail === undefined) this.#parts.push(this.#slab.subarray(this.#slabUsed - piece.length, this.#slabUsed));
    else this.#parts[last] = this.#slab.subarray(this.#slabUsed - piece.length - tail.length, this.#slabUsed);
    this.#tailInSlab = true;
  }

  /** The byte at `index` from the front, or undefined when it has not arrived. */
  at(index: number): number | undefined {
    let position = index + this.#offset;
    for (let i = this.#head; i < this.#parts.length; i++) {
      const part = this.#parts[i];
      if (part === undefined) return undefined;
      if (position < part.length) return part[position];
      position -= part.length;
    }
    return undefined;
  }

  /** Removes `count` bytes (which must have arrived) and returns them as parts, by reference. */
  take(count: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    let missing = Math.min(count, this.#length);
    this.#length -= missing;
    while (missing > 0) {
      const part = this.#parts[this.#head];
      if (part === undefined) break;
      const available = part.length - this.#offset;
      if (available > missing) {
        taken.push(part.subarray(this.#offset, this.#offset + missing));
        this.#offset += missing;
        break;
      }
      taken.push(this.#offset === 0 ? part : part.subarray(this.#offset));
      missing -= available;
      this.#head++;
      this.#offset = 0;
    }
    if (this.#head === this.#parts.length) this.#clearParts();
    else if (this.#head > 64 && this.#head * 2 > this.#parts.length) {
      this.#parts = this.#parts.slice(this.#head);
      this.#head = 0;
    }
    return taken;
  }

  clear(): void {
    this.#length = 0;
    this.#clearParts();
  }

  #clearParts(): void {
    this.#parts = [];
    this.#head = 0;
    this.#offset = 0;
    this.#tailInSlab = false;
  }
}

/** Reads parts from the front without changing them; each byte is visited once however often `take` is called. */
export class PartCursor {
  readonly #parts: readonly Uint8Array[];
  #index = 0;
  #offset = 0;

  constructor(parts: readonly Uint8Array[]) {
    this.#parts = parts;
  }

  /** Passes over `count` bytes, fewer at the end. */
  skip(count: number): void {
    let missing = count;
    while (missing > 0) {
      const part = this.#parts[this.#index];
      if (part === undefined) return;
      const length = Math.min(part.length - this.#offset, missing);
      missing -= length;
      this.#offset += length;
      if (this.#offset === part.length) {
        this.#index++;
        this.#offset = 0;
      }
    }
  }

  /** The next `count` bytes, fewer at the end, by reference. */
  take(count: number): Uint8Array[] {
    const taken: Uint8Array[] = [];
    let missing = count;
    while (missing > 0) {
      const part = this.#parts[this.#index];
      if (part === undefined) break;
      const available = part.length - this.#offset;
      const length = Math.min(available, missing);
      if (length === part.length && length > 0) taken.push(part);
      else if (length > 0) taken.push(part.subarray(this.#offset, this.#offset + length));
      missing -= length;
      this.#offset += length;
      if (length === available) {
        this.#index++;
        this.#offset = 0;
      }
    }
    return taken;
  }
}

/** One contiguous array of the parts; for what must be small (headers, command sets, A-ASSOCIATE). */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(lengthOf(parts));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

export function lengthOf(parts: readonly Uint8Array[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}
