import type { Micros } from '../core/clock.ts';
import type { RandomStream } from '../core/random.ts';
import { type Flaw, findFlaw, type Side } from './link-fault.ts';
import { MSS } from './tcp-segments.ts';

/** What becomes of one write on a way with flaws. */
export interface Passage {
  /** What leaves the sender; empty when nothing does. */
  readonly parts: readonly Uint8Array[];
  /** How the connection ends by it. `say`: the last words of the one who ends it. */
  readonly end?: { readonly by: Side; readonly how: 'fin' | 'reset'; readonly say?: Uint8Array };
  /** Bytes that arrive at the first try, and how much later the rest is sent again; the last time it arrives. */
  readonly loss?: { readonly kept: number; readonly again: readonly Micros[] };
}

const nothing: Passage = { parts: [] };
/** PS3.8 §9.3.1: type, reserved, length of what follows. */
const pduHeader = 6;
/**
 * When a lost segment is sent again: the wait doubles (RFC 6298 §5.5), from the shortest that hosts have. It is lost at
 * most so often in a row: the connection survives.
 */
const againAfter: readonly Micros[] = [200_000, 600_000, 1_400_000];

/** The bytes of one connection on a way with flaws: what passes of each write, and what it leads to. */
export class FlawedWire {
  readonly #flaws: readonly Flaw[];
  readonly #random: RandomStream;
  readonly #sent = { client: 0, server: 0 };
  readonly #silent = new Set<Side>();
  /** Bytes of the client's PDU that is under way, and its header as far as it has come. */
  #pduLeft = 0;
  #header: number[] = [];

  constructor(flaws: readonly Flaw[], random: RandomStream) {
    this.#flaws = flaws;
    this.#random = random;
  }

  pass(side: Side, parts: readonly Uint8Array[]): Passage {
    if (this.#silent.has(side)) return nothing;
    const before = this.#sent[side];
    let size = 0;
    for (const part of parts) size += part.length;
    this.#sent[side] += size;
    const broken = this.#broken(side, parts, before, size);
    if (broken) {
      this.#silent.add(side);
      return broken;
    }
    const loss = this.#loss(size);
    return loss ? { parts, loss } : { parts };
  }

  /** The end that this write brings, if it does. */
  #broken(side: Side, parts: readonly Uint8Array[], before: number, size: number): Passage | undefined {
    const truncate = findFlaw(this.#flaws, 'truncate');
    if (truncate?.of === side) {
      const keep = truncate.keep < 0 ? size + truncate.keep : truncate.keep - before;
      if (keep < size) {
        const cut = first(parts, Math.max(0, keep));
        return truncate.then === 'wait' ? { parts: cut } : { parts: cut, end: { by: side, how: 'fin' } };
      }
    }
    if (side !== 'client') return undefined;
    const reset = findFlaw(this.#flaws, 'reset');
    if (reset && before + size >= reset.afterBytes) {
      return { parts: first(parts, reset.afterBytes - before), end: { by: reset.by, how: 'reset' } };
    }
    const abort = findFlaw(this.#flaws, 'abort');
    if (!abort) return undefined;
    const boundary =
      abort.by === 'client' ? this.#boundary(parts, abort.afterBytes - before) : abort.afterBytes - before;
    if (boundary === undefined || boundary > size) return undefined;
    const say = Uint8Array.of(7, 0, 0, 0, 0, 4, 0, 0, abort.source === 'user' ? 0 : 2, 0);
    return { parts: first(parts, boundary), end: { by: abort.by, how: 'fin', say } };
  }

  /** Where in this write the first PDU ends that ends at or behind `from`. Walks the client's stream once. */
  #boundary(parts: readonly Uint8Array[], from: number): number | undefined {
    let at = 0;
    for (const part of parts) {
      for (let index = 0; index < part.length;) {
        if (this.#pduLeft > 0) {
          const step = Math.min(this.#pduLeft, part.length - index);
          this.#pduLeft -= step;
          index += step;
        } else {
          this.#header.push(part[index] ?? 0);
          index += 1;
          if (this.#header.length < pduHeader) continue;
          const [, , a = 0, b = 0, c = 0, d = 0] = this.#header;
          this.#pduLeft = ((a * 256 + b) * 256 + c) * 256 + d;
          this.#header = [];
        }
        if (this.#pduLeft === 0 && this.#header.length === 0 && at + index >= from) return at + index;
      }
      at += part.length;
    }
    return undefined;
  }

  #loss(size: number): Passage['loss'] {
    const flaw = findFlaw(this.#flaws, 'loss');
    if (!flaw) return undefined;
    for (let kept = 0; kept < size; kept += MSS) {
      if (!this.#random.chance(flaw.share)) continue;
      let tries = 1;
      while (tries < againAfter.length && this.#random.chance(flaw.share)) tries += 1;
      return { kept, again: againAfter.slice(0, tries) };
    }
    return undefined;
  }
}

/** The first `count` bytes. */
function first(parts: readonly Uint8Array[], count: number): Uint8Array[] {
  const out: Uint8Array[] = [];
  let left = count;
  for (const part of parts) {
    if (left <= 0) break;
    out.push(part.length <= left ? part : part.subarray(0, left));
    left -= part.length;
  }
  return out;
}
