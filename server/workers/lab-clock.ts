import type { Static } from 'typebox';
import type { ClockRequest } from '../contract/action.ts';
import type { ClockView } from '../contract/lab.ts';
import type { Micros } from '../core/clock.ts';
import type { Standing } from './job.ts';
import { workerLimits } from './limits.ts';
import { Pacer, type StopReason } from './pacer.ts';
import { Refused } from './reply.ts';

/** The lab whose time it is. */
export interface ClockedLab {
  /** Wall clock that only runs, ms. */
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** How the simulation stands, as far as it was told. */
  readonly standing: () => Standing;
  /** Pages that watch. */
  readonly watchers: () => number;
  /** Runs a command when those before it are done. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly wake: () => Promise<unknown>;
  /** Lets the hospital run, and keeps that in the record. */
  readonly advance: (to: Micros) => Promise<void>;
  /** When something further is due. */
  readonly nextEvent: () => Promise<Micros | undefined>;
  /** Tells watching pages how the clock stands. */
  readonly tell: () => void;
}

/** The clock of one lab: runs at a pace by the wall, or skips. What it does to the hospital is a command like others. */
export class LabClock {
  readonly #lab: ClockedLab;
  readonly #pacer: Pacer;
  /** What the simulation says of the clock; instant, pace and reason are ours. */
  #base: ClockView = { now: 0, from: 0, arrived: 0, pace: 0, zoneOffset: 0, stopped: 'paused' };
  #isBeating = false;
  /** Where the clock should stand by the wall. The hospital may be ahead: it finishes conversations it has begun. */
  #goal: Micros = 0;
  /** Raised by whatever makes a skip under way pointless. */
  #skip = 0;

  constructor(lab: ClockedLab) {
    this.#lab = lab;
    this.#pacer = new Pacer(lab.now());
  }

  get view(): ClockView {
    const { pace, stopped } = this.#pacer;
    return { ...this.#base, now: this.#lab.standing().now, pace, stopped };
  }

  get isRunning(): boolean {
    return this.#pacer.pace > 0;
  }

  /** The lab has been opened, at first or again. */
  takeStock(base: ClockView): void {
    this.#base = base;
  }

  /** The learner did something. */
  noteAction(): void {
    this.#pacer.noteAction(this.#lab.now());
  }

  stop(reason: StopReason): void {
    this.#pacer.stop(reason);
  }

  /** Whatever skips now goes no further. */
  endSkip(): void {
    this.#skip += 1;
  }

  async set(request: Static<typeof ClockRequest>): Promise<ClockView> {
    this.endSkip();
    const skip = this.#skip;
    switch (request.kind) {
      case 'pace':
        return this.#lab.inTurn(async () => {
          await this.#lab.wake();
          this.#pacer.setPace(request.pace, this.#lab.now());
          const { now, ended } = this.#lab.standing();
          this.#goal = now;
          if (ended) this.#pacer.stop('end');
          this.#lab.tell();
          return this.view;
        });
      case 'skip-to':
        return this.#skipTo(request.at, skip);
      case 'next-event': {
        const at = await this.#lab.inTurn(() => this.#lab.nextEvent());
        if (at === undefined) {
          throw new Refused(409, { code: 'no-next-event', message: 'Nothing further is due in this hospital.' });
        }
        return this.#skipTo(at, skip);
      }
      default:
        return request satisfies never;
    }
  }

  /** Lets wall time pass. Never rejects. */
  async beat(): Promise<void> {
    const watchers = this.#lab.watchers();
    const wasRunning = this.isRunning;
    if (this.#isBeating || (!wasRunning && watchers === 0)) return;
    const { now, ended } = this.#lab.standing();
    const by = this.#pacer.beat(this.#lab.now(), { watchers, ended });
    if (!wasRunning) return;
    const { pace } = this.#pacer;
    if (pace === 0) {
      this.#lab.tell();
      return;
    }
    this.#goal = Math.max(this.#goal, now - workerLimits.aheadMs * 1000 * pace) + by;
    if (this.#goal > now + workerLimits.catchUpMs * 1000 * pace) this.#goal = now + by; // after an undo
    if (this.#goal <= now) return;
    this.#isBeating = true;
    try {
      await this.#lab.inTurn(() => this.#lab.advance(this.#goal));
    } catch (error) {
      this.#pacer.stop('paused');
      this.#lab.log(`clock stopped: ${error instanceof Error ? error.message : String(error)}`);
      this.#lab.tell();
    } finally {
      this.#isBeating = false;
    }
  }

  async #skipTo(at: Micros, skip: number): Promise<ClockView> {
    for (;;) {
      const isThere = await this.#lab.inTurn(async () => {
        await this.#lab.wake();
        this.noteAction();
        const { now, ended } = this.#lab.standing();
        if (skip !== this.#skip || ended || at <= now) return true;
        await this.#lab.advance(Math.min(at, now + workerLimits.skipChunk));
        const reached = this.#lab.standing();
        return reached.now >= at || reached.ended || reached.now === now;
      });
      if (isThere) break;
    }
    if (this.#lab.standing().ended) this.#pacer.stop('end');
    return this.view;
  }
}
