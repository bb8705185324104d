import type { ActionOutcome } from '../contract/action.ts';
import type { FrozenEvidence } from '../contract/dispute.ts';
import type { MessageSummary } from '../contract/message.ts';
import type { Expert } from '../contract/record.ts';
import type { Rung } from '../contract/rung.ts';
import type { Conclusion, DebriefView, VerdictView } from '../contract/verdict.ts';
import type { Micros } from '../core/clock.ts';
import type { ActRequest, LabHeader, LogEntry } from '../lab/log.ts';
import type { CaseInfo, CoverageMap, QueryName, QueryOutcome, Refusal, Template } from './lab-api.ts';

/** What a thread is asked to do. Everything in it can be copied between threads. `since`: newest journal seq already pushed. */
export type Job =
  | { readonly kind: 'contents' }
  | { readonly kind: 'warm-up'; readonly slug: string }
  | {
      readonly kind: 'create';
      readonly lab: string;
      readonly slug: string;
      readonly seed: string;
      readonly rung?: Rung;
    }
  | {
      readonly kind: 'reopen';
      readonly lab: string;
      readonly header: LabHeader;
      readonly entries: readonly LogEntry[];
    }
  | { readonly kind: 'sleep'; readonly lab: string }
  | {
      readonly kind: 'act';
      readonly lab: string;
      readonly request: ActRequest;
      readonly actor: string;
      readonly since: number;
    }
  | { readonly kind: 'advance'; readonly lab: string; readonly to: Micros; readonly since: number }
  | { readonly kind: 'next-event'; readonly lab: string }
  | { readonly kind: 'rewind'; readonly lab: string; readonly seq: number; readonly actor: string }
  | {
      readonly kind: 'verdict';
      readonly lab: string;
      readonly conclusion: Conclusion;
      readonly draw: string;
      readonly actor: string;
      readonly since: number;
    }
  | { readonly kind: 'open-debrief'; readonly lab: string; readonly actor: string }
  | { readonly kind: 'debrief'; readonly lab: string; readonly n: number }
  | { readonly kind: 'evidence'; readonly lab: string; readonly n: number }
  | { readonly kind: 'expert'; readonly lab: string; readonly header: LabHeader }
  | { readonly kind: 'query'; readonly lab: string; readonly name: QueryName; readonly params: unknown }
  | { readonly kind: 'messages'; readonly lab: string; readonly since: number };

export type JobKind = Job['kind'];
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>;

/** Where a lab stands after a job. */
export interface Standing {
  readonly seq: number;
  /** Changes with every undo: sequence numbers of another epoch mean other events. */
  readonly epoch: number;
  readonly revision: number;
  readonly now: Micros;
  readonly ended: boolean;
}

/** What watchers are told of a job that changed the lab. */
export interface Change {
  readonly standing: Standing;
  readonly messages: readonly MessageSummary[];
}

export type OpenResult =
  { readonly ok: true; readonly header: LabHeader; readonly standing: Standing; readonly view: unknown } | Refusal;

export interface JobResults {
  contents: {
    readonly cases: readonly CaseInfo[];
    readonly templates: readonly Template[];
    readonly coverage: CoverageMap;
    /** By slug; never for the page as they are. */
    readonly caseIds: Readonly<Record<string, string>>;
    readonly mistakes: readonly string[];
  };
  'warm-up': undefined;
  create: OpenResult;
  reopen: OpenResult;
  sleep: undefined;
  act: Change & { readonly entry: LogEntry | undefined; readonly outcome: ActionOutcome };
  advance: Change & { readonly entry: LogEntry | undefined };
  'next-event': Micros | undefined;
  /** Undefined: nothing to go back to. */
  rewind: { readonly standing: Standing; readonly entry: LogEntry } | undefined;
  /** `debrief`: of an exam, which ends with its verdict. `entry` of a refusal: that it was asked is kept. */
  verdict:
    | (Change & { readonly entry: LogEntry; readonly view: VerdictView; readonly debrief: DebriefView | undefined })
    | (Refusal & { readonly entry?: LogEntry });
  /** Undefined: there is no verdict to tell of. */
  'open-debrief':
    | { readonly standing: Standing; readonly entry: LogEntry; readonly n: number; readonly view: DebriefView }
    | undefined;
  debrief: DebriefView | undefined;
  evidence: FrozenEvidence | undefined;
  expert: Expert | undefined;
  query: QueryOutcome;
  messages: Change;
}

/** A job that threw: a bound of the simulation (`limit` names it), or a defect of ours. */
export interface JobFailure {
  readonly name: string;
  readonly message: string;
  readonly limit: string | undefined;
  readonly stack: string | undefined;
}

export interface JobMessage {
  readonly id: number;
  readonly job: Job;
}

export type JobAnswer =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: JobFailure };

/** Cells of the memory shared between a thread and its watchdog. */
export const PIECE = 0; // counts starts and ends of synchronous pieces: odd while one runs
export const RUNNING_JOB = 1; // id of the job that the current piece belongs to
export const SHARED_CELLS = 2;

export interface ThreadData {
  readonly shared: SharedArrayBuffer;
  /** Module that exports a `LabLibrary`. */
  readonly library: string;
  readonly sliceMs: number;
}
