import type { Socket } from 'node:net';
import { type MllpIndication, MllpReader, mllpParts } from '../protocols/mllp/codec.ts';
import type { ByteBudget, Keeper } from './byte-budget.ts';
import type { GatewayFault, OnFault, Remote } from './fault.ts';
import type { GatewayLimits } from './limits.ts';
import { PacedSocket } from './paced-socket.ts';
import type { Watchdog, Watched } from './watchdog.ts';

/** What hears the frames of a connection. */
export interface MllpHearer {
  /** A frame has come; the next is told after `ready()`. */
  readonly frame: (payload: Uint8Array) => void;
  /** The socket is gone. */
  readonly closed: () => void;
}

export interface MllpHome {
  readonly limits: GatewayLimits;
  readonly watchdog: Watchdog;
  readonly budget: ByteBudget;
  readonly onFault: OnFault;
}

/** MLLP on a real socket: one frame at a time, both ways paced, every wait bounded. Garbage is never answered. */
export class MllpConnection implements Watched, Keeper {
  readonly remote: Remote;
  readonly #home: MllpHome;
  readonly #reader: MllpReader;
  readonly #socket: PacedSocket;
  readonly #hearer: MllpHearer;
  #busy = false;
  #ended = false;
  #endTold = false;
  #gone = false;
  #running = false;
  #faults = 0;
  #kept = 0;
  /** Bytes since the last frame that belonged to none, or to one that is not complete. */
  #unframed = 0;
  #unitSince: number | undefined;
  #lastActivity: number;

  constructor(socket: Socket, remote: Remote, home: MllpHome, hearer: MllpHearer) {
    this.remote = remote;
    this.#home = home;
    this.#lastActivity = home.watchdog.now;
    this.#hearer = hearer;
    this.#reader = new MllpReader({ maxFrameBytes: home.limits.frameBytes });
    this.#socket = new PacedSocket(socket, home.limits, {
      data: (bytes) => this.#data(bytes),
      ended: () => {
        this.#ended = true;
        this.#run();
      },
      drained: () => {
        this.#lastActivity = this.#home.watchdog.now;
        this.#run();
      },
      closed: () => this.#closed(),
      fault: (fault) => this.fault(fault),
    });
    home.watchdog.add(this);
  }

  /** Sends a message in a frame of its own. */
  send(payload: Uint8Array): void {
    this.#socket.send(mllpParts(payload));
    this.#lastActivity = this.#home.watchdog.now;
  }

  /** The frame that was told has been dealt with. */
  ready(): void {
    this.#busy = false;
    this.#lastActivity = this.#home.watchdog.now;
    this.#socket.hold(false);
    this.#run();
  }

  /** FIN after everything sent. */
  finish(): void {
    this.#socket.finish();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  get over(): boolean {
    return this.#gone || this.#socket.finished;
  }

  get keptBytes(): number {
    return this.#kept;
  }

  overdrawn(): void {
    this.#release();
    this.#giveUp({ kind: 'buffer-full' });
  }

  fault(fault: GatewayFault): void {
    this.#home.onFault(fault, this.remote);
  }

  check(now: number): void {
    if (this.#socket.finished) return;
    const { limits } = this.#home;
    if (this.#socket.stalled(now)) {
      this.fault({ kind: 'slow-reader' });
      this.destroy();
    } else if (this.#busy || this.#socket.congested) return;
    else if (this.#unitSince !== undefined && now - this.#unitSince > limits.unitMillis) {
      this.#tellEnd();
      this.#giveUp({ kind: 'slow-unit' });
    } else if (now - this.#lastActivity > limits.idleMillis) this.#giveUp({ kind: 'idle' });
  }

  #data(bytes: Uint8Array): void {
    this.#lastActivity = this.#home.watchdog.now;
    // What belongs to a frame is no garbage, even when the frame is too large and dropped.
    if (!this.#reader.inFrame) this.#unframed += bytes.length;
    this.#reader.feed(bytes);
    this.#run();
  }

  #run(): void {
    if (this.#running) return;
    this.#running = true;
    while (!this.#busy && !this.#socket.congested) {
      const indication = this.#reader.next();
      if (indication === undefined) break;
      this.#tell(indication);
    }
    this.#running = false;
    // What came before the peer's FIN is answered, then comes ours.
    if (this.#ended && !this.#isBusy()) {
      if (!this.#endTold) {
        this.#endTold = true;
        this.#tellEnd();
      }
      if (!this.#isBusy()) this.#socket.finish();
    }
    this.#account();
  }

  /** What can still be said of bytes that are no frame. */
  #tellEnd(): void {
    for (let last = this.#reader.finish(); last !== undefined; last = this.#reader.finish()) this.#tell(last);
  }

  #tell(indication: MllpIndication): void {
    if (indication.kind === 'fault') {
      const { code, length, sample } = indication;
      this.fault({ kind: 'framing', code, length, sample });
      if (++this.#faults >= this.#home.limits.framingFaults) this.finish();
      return;
    }
    this.#unframed = 0;
    this.#unitSince = undefined;
    if (this.#socket.finished) return;
    this.#busy = true;
    this.#hearer.frame(indication.payload);
    // One that is not answered at once waits with the rest of the bytes unread.
    if (this.#isBusy()) this.#socket.hold(true);
  }

  /** `ready()` may have been called meanwhile. */
  #isBusy(): boolean {
    return this.#busy;
  }

  #account(): void {
    const { limits, budget } = this.#home;
    const { waitingBytes, inFrame, skippedBytes } = this.#reader;
    if (waitingBytes !== this.#kept) {
      const before = this.#kept;
      this.#kept = waitingBytes;
      budget.remove(this, before);
      if (waitingBytes > 0) budget.add(this, waitingBytes);
    }
    if (!inFrame && skippedBytes === 0 && waitingBytes === 0) this.#unitSince = undefined;
    else this.#unitSince ??= this.#lastActivity;
    if (inFrame) this.#unframed = 0;
    if (this.#socket.finished) return;
    if (!inFrame && this.#unframed > limits.garbageBytes) {
      this.#tellEnd();
      this.finish();
    } else budget.enforce(limits.bufferedBytesInAll);
  }

  #giveUp(fault: GatewayFault): void {
    this.fault(fault);
    this.finish();
  }

  #release(): void {
    this.#home.budget.remove(this, this.#kept);
    this.#kept = 0;
  }

  #closed(): void {
    if (this.#gone) return;
    this.#gone = true;
    if (!this.#endTold) {
      this.#endTold = true;
      this.#tellEnd();
    }
    this.#release();
    this.#home.watchdog.delete(this);
    this.#hearer.closed();
  }
}
