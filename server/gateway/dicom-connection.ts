import type { Socket } from 'node:net';
import { aborts } from '../protocols/dimse/abort.ts';
import type { AcceptorMachine, Indication, RequestorMachine } from '../protocols/dimse/association.ts';
import type { GatewayFault, OnFault, Remote } from './fault.ts';
import type { GatewayLimits } from './limits.ts';
import { PacedSocket } from './paced-socket.ts';
import type { ByteBudget, Keeper } from './byte-budget.ts';
import type { Watchdog, Watched } from './watchdog.ts';

export interface ConnectionHome {
  readonly limits: GatewayLimits;
  readonly watchdog: Watchdog;
  readonly budget: ByteBudget;
  readonly onFault: OnFault;
}

/** After so many indications what they caused is written, so that back pressure is felt within one chunk of bytes. */
const indicationsAtOnce = 16;

/**
 * A DICOM machine on a real socket: feeds it, hands its indications to `attend` one by one, performs its effects, and
 * keeps the time that the machine leaves to its transport. Every way it can end leads to a destroyed socket.
 */
export class DicomConnection<M extends AcceptorMachine | RequestorMachine = AcceptorMachine | RequestorMachine>
  implements Watched, Keeper
{
  readonly machine: M;
  readonly remote: Remote;
  readonly #home: ConnectionHome;
  readonly #socket: PacedSocket;
  #attend: (indication: Indication) => void = () => undefined;
  #onRoom: (() => void)[] = [];
  #onClosed: (() => void)[] = [];
  #artim: NodeJS.Timeout | undefined;
  #running = false;
  #held = false;
  #ended = false;
  #gone = false;
  /** Operations that are being worked on: the peer has every right to be silent. */
  #working = 0;
  #lastActivity: number;
  /** When the PDU began that is not complete, and the message; undefined when there is none. */
  #pduSince: number | undefined;
  #messageSince: number | undefined;
  #waiting = 0;
  /** Bytes of the message that is coming, at most: what was fed since the last indication of something complete. */
  #kept = 0;
  #keeps = true;

  constructor(socket: Socket, machine: M, remote: Remote, home: ConnectionHome) {
    this.machine = machine;
    this.remote = remote;
    this.#home = home;
    this.#lastActivity = home.watchdog.now;
    this.#socket = new PacedSocket(socket, home.limits, {
      data: (bytes) => this.#data(bytes),
      ended: () => this.#transportClosed(),
      drained: () => this.#drained(),
      closed: () => this.#closed(),
      fault: (fault) => this.fault(fault),
    });
    home.watchdog.add(this);
  }

  /** Who hears the indications; answered by primitives of `machine`. Starts the machine's own effects (ARTIM). */
  attend(hear: (indication: Indication) => void): void {
    this.#attend = hear;
    this.run();
  }

  /** To be called after every primitive issued outside an indication. */
  run(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let told = 0; !this.#held && (!this.#socket.congested || this.#ended); told++) {
        const indication = this.machine.next();
        if (indication === undefined) break;
        this.#tell(indication);
        if (told % indicationsAtOnce === indicationsAtOnce - 1) this.#perform();
      }
    } finally {
      this.#running = false;
    }
    this.#perform();
    this.#account();
  }

  /** Writes what the machine has to send, now. */
  flush(): void {
    this.#perform();
  }

  get congested(): boolean {
    return this.#socket.congested;
  }

  /** Nothing can be sent any more. */
  get over(): boolean {
    return this.#gone || this.#socket.finished;
  }

  /** Called once there is room to write again, or the socket is gone. */
  onceRoom(then: () => void): void {
    this.#onRoom.push(then);
  }

  /** Called once when the socket is gone. */
  onceClosed(then: () => void): void {
    if (this.#gone) then();
    else this.#onClosed.push(then);
  }

  /** Leaves what has come in the machine and reads nothing, until told otherwise. */
  hold(on: boolean): void {
    if (this.#held === on) return;
    this.#held = on;
    this.#socket.hold(on);
    this.#lastActivity = this.#home.watchdog.now;
    if (!on) this.run();
  }

  /** An operation has begun (1) or ended (-1): while one is under way the peer may be silent. */
  working(change: 1 | -1): void {
    this.#working += change;
    this.#lastActivity = this.#home.watchdog.now;
  }

  /** The data set that is coming is not kept: it does not count as buffered. */
  notKept(): void {
    this.#keeps = false;
    this.#release();
  }

  fault(fault: GatewayFault): void {
    this.#home.onFault(fault, this.remote);
  }

  /** Ends the association at once: A-ABORT of the provider where one can be sent, then the close. */
  giveUp(fault: GatewayFault): void {
    this.fault(fault);
    // What still waits in the machine is nobody's any more.
    if (this.#held) {
      this.#held = false;
      this.#socket.hold(false);
    }
    if (this.machine.abort(aborts.notSpecified).kind === 'refused') this.destroy();
    this.run();
  }

  get keptBytes(): number {
    return this.#kept;
  }

  overdrawn(): void {
    this.#release();
    this.giveUp({ kind: 'buffer-full' });
  }

  /** Without a word. */
  destroy(): void {
    this.#socket.destroy();
  }

  check(now: number): void {
    const { limits } = this.#home;
    const { state } = this.machine;
    if (this.#socket.stalled(now)) {
      // An A-ABORT would wait behind what nobody reads.
      this.fault({ kind: 'slow-reader' });
      this.destroy();
      return;
    }
    // Sta2 and Sta13 are ARTIM's; in Sta1 and Sta4 nothing is expected of the peer, and dialling has its own time.
    if (state === 'Sta1' || state === 'Sta2' || state === 'Sta4' || state === 'Sta13') return;
    if (this.#held || this.#socket.congested) return;
    const since = (start: number | undefined): number => (start === undefined ? 0 : now - start);
    if (since(this.#pduSince) > limits.unitMillis) this.giveUp({ kind: 'slow-unit' });
    else if (since(this.#messageSince) > limits.messageMillis) this.giveUp({ kind: 'slow-message' });
    else if (this.#working === 0 && since(this.#lastActivity) > limits.idleMillis) this.giveUp({ kind: 'idle' });
  }

  #data(bytes: Uint8Array): void {
    const { budget, limits } = this.#home;
    this.#lastActivity = this.#home.watchdog.now;
    this.#waiting += bytes.length;
    if (this.#keeps && this.machine.state !== 'Sta13') {
      this.#kept += bytes.length;
      budget.add(this, bytes.length);
    }
    this.machine.feed(bytes);
    this.run();
    // A data set has its own limit; what is around it may be as much again before nothing else helps.
    if (this.#kept > limits.bufferedBytes * 2) this.overdrawn();
    budget.enforce(limits.bufferedBytesInAll);
  }

  #tell(indication: Indication): void {
    // All others are told when what came is complete: a DIMSE message, or a PDU that is none (the association request).
    if (indication.kind !== 'message-start' && indication.kind !== 'data-set-part') {
      this.#messageSince = undefined;
      this.#keeps = true;
      this.#release();
    }
    if (indication.kind === 'provider-abort' && indication.by === 'local') {
      const { abort, diagnostic } = indication;
      // Our own giving up has told its reason already.
      if (diagnostic !== undefined) this.fault({ kind: 'aborted', abort, diagnostic });
    }
    try {
      this.#attend(indication);
    } catch (error) {
      this.fault({ kind: 'defect', error });
      if (this.machine.abort(aborts.notSpecified).kind === 'refused') this.destroy();
    }
  }

  #perform(): void {
    for (const effect of this.machine.takeEffects()) {
      switch (effect.kind) {
        case 'send':
          this.#socket.send(effect.parts);
          break;
        case 'close':
          this.#socket.finish();
          break;
        case 'start-artim':
          clearTimeout(this.#artim);
          this.#artim = setTimeout(() => this.#artimExpired(), effect.micros / 1_000);
          break;
        case 'stop-artim':
          clearTimeout(this.#artim);
          break;
        default:
          effect satisfies never;
      }
    }
  }

  #artimExpired(): void {
    if (this.machine.state === 'Sta2') this.fault({ kind: 'artim' });
    this.machine.timeout();
    this.run();
  }

  /** Keeps the times at which the PDU and the message began that are not complete. */
  #account(): void {
    const { waitingBytes } = this.machine;
    const progressed = waitingBytes < this.#waiting;
    this.#waiting = waitingBytes;
    if (waitingBytes === 0) this.#pduSince = undefined;
    else if (progressed || this.#pduSince === undefined) this.#pduSince = this.#lastActivity;
    if (this.#kept === 0 && this.#keeps) this.#messageSince = undefined;
    else this.#messageSince ??= this.#lastActivity;
  }

  #release(): void {
    this.#home.budget.remove(this, this.#kept);
    this.#kept = 0;
  }

  #drained(): void {
    this.#lastActivity = this.#home.watchdog.now;
    this.run();
    this.#callRoom();
  }

  #callRoom(): void {
    const waiting = this.#onRoom;
    this.#onRoom = [];
    for (const then of waiting) then();
    if (waiting.length > 0) this.run();
  }

  #transportClosed(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.machine.transportClosed();
    this.run();
    // The machine holds that the connection is gone; what it said before may still be on its way out.
    this.#socket.finish();
  }

  #closed(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#held = false;
    this.#transportClosed();
    clearTimeout(this.#artim);
    this.#release();
    this.#home.watchdog.delete(this);
    this.#callRoom();
    for (const then of this.#onClosed) then();
  }
}
