import type { Socket } from 'node:net';
import type { GatewayFault } from './fault.ts';
import type { GatewayLimits } from './limits.ts';
import { countReadsWithHeap } from './read-memory.ts';

/** What its owner hears of. */
export interface SocketOwner {
  data(bytes: Uint8Array): void;
  /** The peer's FIN: nothing more comes, but it may still read. */
  ended(): void;
  /** There is room again after `congested`. */
  drained(): void;
  /** The socket is gone. Always the last, exactly once. */
  closed(): void;
  fault(fault: GatewayFault): void;
}

/** Below this, parts are copied together: one buffer costs less than a vector of ten. */
const COPY_BELOW = 16_384;

/**
 * A socket with back pressure both ways: what is waiting to be written is bounded, and while it is too much nothing is
 * read. It ends in one way: our FIN after everything sent, the peer's FIN, and a destroyed socket in any case.
 */
export class PacedSocket {
  readonly #socket: Socket;
  readonly #limits: GatewayLimits;
  readonly #owner: SocketOwner;
  #congested = false;
  #held = false;
  #finished = false;
  #linger: NodeJS.Timeout | undefined;
  /** When what is waiting was last seen to become less; undefined while nothing waits. */
  #waitingSince: number | undefined;
  #waiting = 0;

  constructor(socket: Socket, limits: GatewayLimits, owner: SocketOwner) {
    this.#socket = socket;
    this.#limits = limits;
    this.#owner = owner;
    countReadsWithHeap();
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      // After our FIN the peer's bytes are read and dropped: unread ones would turn the close into a reset, and that
      // would take from the peer what we said last.
      if (!this.#finished) owner.data(bytes);
    });
    socket.on('end', () => {
      if (this.#finished) this.destroy();
      else owner.ended();
    });
    socket.on('drain', () => {
      this.#congested = false;
      this.#waitingSince = undefined;
      this.#pace();
      owner.drained();
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      owner.fault({ kind: 'socket', code: error.code ?? 'UNKNOWN' }),
    );
    socket.on('close', () => {
      clearTimeout(this.#linger);
      this.#finished = true;
      this.#congested = false;
      owner.closed();
    });
  }

  /** More waits to be written than should. */
  get congested(): boolean {
    return this.#congested;
  }

  /** Our FIN has been asked for, or the socket is gone. */
  get finished(): boolean {
    return this.#finished;
  }

  send(parts: readonly Uint8Array[]): void {
    const socket = this.#socket;
    if (this.#finished || socket.destroyed) return;
    if (socket.writableLength > this.#limits.writeQueue) {
      this.#owner.fault({ kind: 'write-queue-full' });
      this.destroy();
      return;
    }
    const [first] = parts;
    if (first !== undefined && parts.length === 1) socket.write(first);
    else {
      let length = 0;
      for (const part of parts) length += part.length;
      if (length <= COPY_BELOW) socket.write(joined(parts, length));
      else {
        socket.cork();
        for (const part of parts) socket.write(part);
        socket.uncork();
      }
    }
    // `drain` comes once the queue is empty, provided a write has said that it is full.
    this.#congested = socket.writableNeedDrain && socket.writableLength > 0;
    this.#pace();
  }

  /** Stops reading until told otherwise; reading stops anyway while the writer is congested. */
  hold(on: boolean): void {
    this.#held = on;
    this.#pace();
  }

  /** FIN after everything sent; the peer has a moment to send its own. */
  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    const socket = this.#socket;
    socket.resume();
    socket.end();
    if (socket.readableEnded) {
      socket.once('finish', () => socket.destroy());
    }
    this.#linger = setTimeout(() => socket.destroy(), this.#limits.lingerMillis);
  }

  destroy(): void {
    this.#finished = true;
    this.#socket.destroy();
  }

  /** Whether a peer has left unread what waits for it for longer than it may. */
  stalled(now: number): boolean {
    const waiting = this.#socket.writableLength;
    if (waiting === 0) this.#waitingSince = undefined;
    else if (this.#waitingSince === undefined || waiting < this.#waiting) this.#waitingSince = now;
    this.#waiting = waiting;
    return this.#waitingSince !== undefined && now - this.#waitingSince > this.#limits.writeMillis;
  }

  #pace(): void {
    if (this.#finished) return;
    if (this.#held || this.#congested) this.#socket.pause();
    else if (this.#socket.isPaused()) this.#socket.resume();
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  // Written and forgotten: a slice of the pool is not kept from it for long.
  const all = Buffer.allocUnsafe(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
