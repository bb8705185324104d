import type { Rung } from '../contract/rung.ts';
import type { DebriefView, VerdictView } from '../contract/verdict.ts';
import type { Micros } from '../core/clock.ts';
import type { LabHeader, LogEntry } from '../lab/log.ts';

export interface LearnerRecord {
  readonly id: string;
  /** SHA-256 of the token in the learner's cookie, hex. The token itself is never stored. */
  readonly tokenHash: string;
}

export interface LabRecord {
  readonly id: string;
  /** Learner it belongs to. */
  readonly owner: string;
  readonly slug: string;
  readonly seed: string;
  readonly header: LabHeader;
  /** Virtual time at which it stands. */
  readonly now: Micros;
  /** Wall time, ms since 1970. */
  readonly created: number;
}

export interface VerdictRecord {
  readonly n: number;
  /** Log entry that asked for it. */
  readonly seq: number;
  /** False when the debrief had been read before: kept, but worth nothing. */
  readonly counts: boolean;
  readonly view: VerdictView;
  readonly debrief: DebriefView | undefined;
}

/** What the catalogue needs of a lab: no log, no verdict text. */
export interface LabProgress {
  readonly id: string;
  readonly slug: string;
  readonly seed: string;
  readonly rung: Rung;
  readonly now: Micros;
  readonly verdicts: number;
  /** Best score of the verdicts that count. */
  readonly best: number | null;
  readonly solved: boolean;
  /** A debrief was opened. */
  readonly debriefed: boolean;
}

/** What one step of a lab leaves behind; all of it is stored, or nothing. */
export interface LabStep {
  readonly lab: string;
  /**
   * Left out for a debrief that the lab did not log. An `advance-to` takes the place of a stored `advance-to` that is
   * the newest entry: the clock's ticks would otherwise be the bulk of every log.
   */
  readonly entry?: LogEntry;
  readonly now: Micros;
  readonly verdict?: VerdictRecord;
  readonly debrief?: { readonly n: number; readonly view: DebriefView };
}

/**
 * The durable record. Every promise of a write is kept only once the data would survive the loss of the process and of
 * power; a write that could not be made rejects with `StoreFailure` and leaves nothing behind.
 */
export interface Store {
  createLab: (lab: LabRecord, owner: LearnerRecord) => Promise<void>;
  lab: (id: string) => Promise<LabRecord | undefined>;
  /** Whole log in order of `seq`. */
  log: (lab: string) => Promise<LogEntry[]>;
  /** False for a number that never was, and for a tick of the clock that a later one has replaced. */
  hasEntry: (lab: string, seq: number) => Promise<boolean>;
  append: (step: LabStep) => Promise<void>;
  verdicts: (lab: string) => Promise<VerdictRecord[]>;
  /** Newest first. */
  labsOf: (owner: string) => Promise<LabProgress[]>;
  /** What a learner has done in mapping practice, by drill. */
  practiceOf: (owner: string) => Promise<PracticeRecord[]>;
  /** Takes the place of the drill's record before. */
  putPractice: (owner: LearnerRecord, drill: string, record: unknown) => Promise<void>;
  close: () => Promise<void>;
}

export interface PracticeRecord {
  readonly drill: string;
  /** As it was put. */
  readonly record: unknown;
}

export type StoreFailureReason = 'full' | 'io' | 'read-only' | 'in-use' | 'corrupt' | 'too-new' | 'conflict' | 'other';

/** The record could not be read or written; nothing was changed. `message` is written for a person. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly reason: StoreFailureReason;

  constructor(reason: StoreFailureReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}
