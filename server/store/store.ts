import type { Decision, FrozenEvidence } from '../contract/dispute.ts';
import type { OwnStep } from '../contract/record.ts';
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

/** How a verdict stands now: as it was given, or as it was graded again after a dispute. */
export const standingGrade = ({ view }: Pick<VerdictRecord, 'view'>): NonNullable<VerdictView['regraded']> =>
  view.regraded ?? view;

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
  /** Its log is gone; it cannot be opened any more. */
  readonly deleted: boolean;
}

/** A step of the learner's record. `n` counts from 1 within the lab. */
export interface StepRecord extends Omit<OwnStep, 'rewound'> {
  readonly n: number;
  /** Wall time, ms since 1970. */
  readonly wall: number;
  /** ms at work since the step before. */
  readonly spent: number;
  /** Log entry of this step, or the newest before it. */
  readonly seq: number;
  /** Of an undo: the newest log entry that it left standing. */
  readonly back?: number;
}

/** One lab in the learner's record, counted. */
export interface AttemptRecord {
  readonly lab: string;
  readonly slug: string;
  readonly seed: string;
  readonly header: LabHeader;
  readonly created: number;
  readonly deleted: boolean;
  /** Wall time of the last step; that of the start before there is one. */
  readonly last: number;
  readonly spent: number;
  /** How many steps of each kind, refused ones apart. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly verdicts: readonly VerdictRecord[];
}

/** A disputed verdict with its evidence as it was. */
export interface DisputeRecord {
  readonly id: string;
  readonly owner: string;
  readonly lab: string;
  readonly slug: string;
  readonly n: number;
  readonly created: number;
  readonly why: string;
  readonly evidence: FrozenEvidence;
  /** Number of entries of the frozen log. */
  readonly entries: number;
  readonly decision: Decision | undefined;
}

export type DisputeHead = Omit<DisputeRecord, 'evidence'> & { readonly view: VerdictView };

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
  /** What the learner did, for the record. */
  readonly step?: StepRecord;
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
  /** The newest step of a lab's record. */
  lastStep: (lab: string) => Promise<StepRecord | undefined>;
  /** A look: it leaves nothing in the lab's log. */
  putStep: (lab: string, step: StepRecord) => Promise<void>;
  /** Whole record of a lab, in order; also of a deleted one. */
  steps: (lab: string) => Promise<StepRecord[]>;
  /** All labs of a learner, deleted ones included, newest first. */
  attemptsOf: (owner: string) => Promise<AttemptRecord[]>;
  /** Removes the lab and its log; its verdicts, steps and disputes stay in the record. */
  deleteLab: (lab: string) => Promise<void>;
  /** `log`: the frozen log as JSON. Rejects with `conflict` when the verdict was disputed before. */
  putDispute: (dispute: Omit<DisputeRecord, 'decision' | 'slug'>, log: string) => Promise<void>;
  /** Those that wait first, then newest first; of one learner, or of all. */
  disputes: (owner?: string) => Promise<DisputeHead[]>;
  dispute: (id: string) => Promise<DisputeRecord | undefined>;
  /** The frozen log, as JSON. */
  disputeLog: (id: string) => Promise<string | undefined>;
  /** Writes the decision and, where it overturns something, the verdict's new grade. Rejects with `conflict` when it was decided before. */
  decide: (id: string, decision: Decision) => Promise<void>;
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
