import { MLLP_LIMITS } from './limits.ts';

/** Minimal Lower Layer Protocol (HL7 MLLP release 1): a message is `VT message FS CR`. */
const VT = 0x0b;
const FS = 0x1c;
const CR = 0x0d;

const nothing = new Uint8Array(0);
const startBlock = Uint8Array.of(VT);
const endBlock = Uint8Array.of(FS, CR);

/** The frame of a payload in three parts for one write; the payload goes by reference. */
export function mllpParts(payload: Uint8Array): readonly Uint8Array[] {
  return [startBlock, payload, endBlock];
}

/** The payload in a frame of its own. */
export function frameMllp(payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(payload.length + 3);
  frame[0] = VT;
  frame.set(payload, 1);
  frame[payload.length + 1] = FS;
  frame[payload.length + 2] = CR;
  return frame;
}

export type MllpFaultCode =
  /** Bytes outside any frame; skipped. */
  | 'garbage-between-frames'
  /** Bytes that end with FS CR but did not begin with VT; skipped, since where they begin is not known. */
  | 'missing-start-block'
  /** FS was not followed by CR; the frame before it is delivered next. */
  | 'missing-carriage-return'
  /** VT within a frame: what came before it is an unfinished frame and is dropped, a new one begins. */
  | 'nested-start-block'
  /** The frame is longer than the limit; it is dropped up to its end, the next one is read. */
  | 'frame-too-large'
  /** The connection ended within a frame. */
  | 'unterminated';

export type MllpIndication =
  | { readonly kind: 'frame'; readonly payload: Uint8Array }
  | {
      readonly kind: 'fault';
      readonly code: MllpFaultCode;
      /** Bytes since the start of the connection up to the place concerned. */
      readonly offset: number;
      /** How many bytes the fault concerns. */
      readonly length: number;
      /** The first of those bytes. */
      readonly sample: Uint8Array;
    };

/**
 * Bytes in, one indication at a time out. What it says does not depend on how the stream was cut into chunks. The time
 * is linear in the bytes. Call `next` until it gives undefined after each `feed`.
 */
export class MllpReader {
  private readonly maxFrameBytes: number;
  private state: 'outside' | 'inside' | 'dropping' = 'outside';
  /** Bytes not dealt with yet; they begin with the frame or the garbage that is being collected. */
  private buffer = nothing;
  private start = 0;
  private end = 0;
  /** How far `buffer` has been looked through. */
  private scanned = 0;
  /** Stream offset of `buffer[0]`. */
  private base = 0;
  /** How many bytes of garbage were already let go. */
  private dropped = 0;
  private sample: Uint8Array = nothing;
  private pendingFrame: Uint8Array | undefined;

  constructor(options: { readonly maxFrameBytes?: number } = {}) {
    this.maxFrameBytes = options.maxFrameBytes ?? MLLP_LIMITS.frameBytes;
  }

  /** Within a frame that is not at its end; of one that is being dropped too. */
  get inFrame(): boolean {
    return this.state !== 'outside';
  }

  /** Bytes kept. */
  get waitingBytes(): number {
    return this.end - this.start;
  }

  /** Bytes outside any frame that have been skipped and not yet been reported. */
  get skippedBytes(): number {
    return this.dropped;
  }

  /**
   * One write as it came. A whole frame whose payload lies in one piece, which is how `mllpParts` sends, is delivered
   * without being looked through or copied.
   */
  feedParts(parts: readonly Uint8Array[]): void {
    const [first, payload, last] = parts;
    const isFrame =
      parts.length === 3 &&
      first?.length === 1 &&
      first[0] === VT &&
      last?.length === 2 &&
      last[0] === FS &&
      last[1] === CR;
    if (
      isFrame &&
      this.idle &&
      payload &&
      payload.length <= this.maxFrameBytes &&
      !payload.includes(VT) &&
      !payload.includes(FS)
    ) {
      this.release();
      this.base += payload.length + 3;
      this.pendingFrame = payload;
      return;
    }
    for (const part of parts) this.feed(part);
  }

  feed(chunk: Uint8Array): void {
    const last = chunk.length - 2;
    // One whole frame, as it mostly comes: looked through by the engine's own search, copied once.
    if (this.idle && last >= 1 && chunk[0] === VT && chunk[last] === FS && chunk[last + 1] === CR) {
      if (last - 1 <= this.maxFrameBytes && !chunk.includes(VT, 1) && chunk.indexOf(FS) === last) {
        this.release();
        this.base += chunk.length;
        this.pendingFrame = new Uint8Array(chunk.subarray(1, last));
        return;
      }
    }
    const pending = this.end - this.start;
    if (this.end + chunk.length > this.buffer.length) {
      // Doubling, so that a frame that arrives byte by byte is not copied for each of them.
      const size = Math.max(pending + chunk.length, Math.min(pending * 2, this.maxFrameBytes + chunk.length));
      const grown = new Uint8Array(size);
      grown.set(this.buffer.subarray(this.start, this.end));
      this.buffer = grown;
      this.base += this.start;
      this.scanned -= this.start;
      this.start = 0;
      this.end = pending;
    }
    this.buffer.set(chunk, this.end);
    this.end += chunk.length;
  }

  next(): MllpIndication | undefined {
    if (this.pendingFrame !== undefined) {
      const payload = this.pendingFrame;
      this.pendingFrame = undefined;
      return { kind: 'frame', payload };
    }
    while (this.scanned < this.end) {
      this.passOverPlainBytes();
      if (this.scanned === this.end) break;
      const indication = this.step();
      if (indication === 'wait') return undefined;
      if (indication !== undefined) return indication;
    }
    if (this.state === 'outside') this.letGo();
    if (this.state === 'dropping') this.skipTo(this.scanned);
    if (this.start === this.end) this.release();
    return undefined;
  }

  /** The peer closed or reset: what can still be said. Call until it gives undefined. */
  finish(): MllpIndication | undefined {
    const pending = this.next();
    if (pending !== undefined) return pending;
    if (
      this.state === 'inside' &&
      this.buffer[this.end - 1] === FS &&
      this.end > this.start &&
      this.scanned < this.end
    ) {
      return this.endFrame(this.end - 1, this.end);
    }
    const code = this.state === 'outside' ? 'garbage-between-frames' : 'unterminated';
    this.scanned = this.end;
    if (this.state === 'dropping') this.skipTo(this.end);
    this.state = 'outside';
    return this.dropped + this.end - this.start > 0 ? this.reportSkipped(code) : undefined;
  }

  /** A reader in the same state that shares nothing with this one. */
  fork(): MllpReader {
    const copy = new MllpReader({ maxFrameBytes: this.maxFrameBytes });
    copy.state = this.state;
    copy.buffer = this.buffer.slice(this.start, this.end);
    copy.end = this.end - this.start;
    copy.scanned = this.scanned - this.start;
    copy.base = this.base + this.start;
    copy.dropped = this.dropped;
    copy.sample = this.sample.slice();
    copy.pendingFrame = this.pendingFrame;
    return copy;
  }

  private get idle(): boolean {
    return this.state === 'outside' && this.start === this.end && this.dropped === 0 && this.pendingFrame === undefined;
  }

  /** Up to the next byte that means something, or to where a frame would become too large. */
  private passOverPlainBytes(): void {
    const { buffer } = this;
    const to = this.state === 'inside' ? Math.min(this.end, this.start + 1 + this.maxFrameBytes) : this.end;
    let at = this.scanned;
    while (at < to && buffer[at] !== VT && buffer[at] !== FS) at++;
    this.scanned = at;
  }

  /** Looks at the byte at `scanned`; 'wait' when it must know the one after it. */
  private step(): MllpIndication | 'wait' | undefined {
    const at = this.scanned;
    const byte = this.buffer[at];
    if (byte === VT) return this.beginFrame(at);
    if (byte === FS) {
      if (at + 1 >= this.end) return 'wait';
      const hasCr = this.buffer[at + 1] === CR;
      if (this.state === 'inside') return this.endFrame(at, hasCr ? at + 2 : at + 1, hasCr);
      if (this.state === 'dropping') {
        this.scanned = hasCr ? at + 2 : at + 1;
        this.skipTo(this.scanned);
        this.state = 'outside';
        return undefined;
      }
      if (hasCr) {
        this.scanned = at + 2;
        return this.reportSkipped('missing-start-block');
      }
    }
    this.scanned = at + 1;
    if (this.state === 'inside' && this.scanned - this.start - 1 > this.maxFrameBytes) {
      this.state = 'dropping';
      return this.reportSkipped('frame-too-large');
    }
    return undefined;
  }

  private beginFrame(at: number): MllpIndication | undefined {
    const before = this.state;
    this.scanned = at;
    const hadBytes = this.dropped + at - this.start > 0;
    let indication: MllpIndication | undefined;
    // Of an oversized frame nothing is left to say: it was reported when it went over the limit.
    if (before === 'dropping') this.skipTo(at);
    else if (hadBytes) {
      indication = this.reportSkipped(before === 'inside' ? 'nested-start-block' : 'garbage-between-frames');
    }
    this.state = 'inside';
    this.scanned = at + 1;
    return indication;
  }

  /** `at` is the FS, or the end where there is none; the payload lies between the VT at `start` and it. */
  private endFrame(at: number, next: number, hasCr = false): MllpIndication {
    const payload = this.buffer.slice(this.start + 1, at);
    this.skipTo(next);
    this.scanned = next;
    this.state = 'outside';
    if (hasCr) return { kind: 'frame', payload };
    this.pendingFrame = payload;
    return this.fault('missing-carriage-return', this.base + next, 0);
  }

  /** Reports the bytes from `start` to `scanned`, and those let go before, and forgets them. */
  private reportSkipped(code: MllpFaultCode): MllpIndication {
    const to = this.scanned;
    this.letGo();
    const length = this.dropped;
    return this.fault(code, this.base + to - length, length);
  }

  private fault(code: MllpFaultCode, offset: number, length: number): MllpIndication {
    const { sample } = this;
    this.dropped = 0;
    this.sample = nothing;
    return { kind: 'fault', code, offset, length, sample };
  }

  /** Keeps a sample and the count of the bytes looked through, not the bytes: garbage without end needs no memory. */
  private letGo(): void {
    const count = this.scanned - this.start;
    if (count <= 0) return;
    const room = MLLP_LIMITS.sampleBytes - this.sample.length;
    if (room > 0) {
      const more = this.buffer.subarray(this.start, this.start + Math.min(room, count));
      const sample = new Uint8Array(this.sample.length + more.length);
      sample.set(this.sample);
      sample.set(more, this.sample.length);
      this.sample = sample;
    }
    this.dropped += count;
    this.skipTo(this.scanned);
  }

  private skipTo(at: number): void {
    this.start = at;
  }

  private release(): void {
    this.base += this.start;
    this.buffer = nothing;
    this.start = 0;
    this.end = 0;
    this.scanned = 0;
  }
}
