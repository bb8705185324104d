import type { Static } from 'typebox';
import type { ActionOutcome } from '../contract/action.ts';
import type { CaseSummary } from '../contract/case.ts';
import type { FrozenEvidence } from '../contract/dispute.ts';
import type { MessageSummary } from '../contract/message.ts';
import type { Expert } from '../contract/record.ts';
import type { routes } from '../contract/routes.ts';
import type { Rung } from '../contract/rung.ts';
import type { Conclusion, DebriefView, VerdictView } from '../contract/verdict.ts';
import type { Micros } from '../core/clock.ts';
import type { ActRequest, LabHeader, LogEntry } from '../lab/log.ts';
import type { QueryName, QueryOutcome, Refusal } from '../lab/query.ts';

export type { QueryName, QueryOutcome, Refusal };

/** What a case tells before it is opened. */
export type CaseInfo = Omit<CaseSummary, 'state' | 'best' | 'solvedAt'>;
/** The coverage map, and by a case's slug which of its numbers it covers. Never for the page as it is. */
export interface CoverageMap {
  /** In the order in which they are told. */
  readonly competencies: readonly { readonly id: string; readonly track: string; readonly text: string }[];
  readonly covers: Readonly<Record<string, readonly string[]>>;
}
export type Template = Static<(typeof routes)['listTemplates']['schema']['response'][200]>[number];

/** A lab that cannot be opened: no such case, or a log of a hospital this build no longer simulates. */
export type LabRefusal = Refusal;

/** One lab as the simulation offers it: pure and synchronous. */
export interface OpenedLab {
  readonly header: LabHeader;
  /** Whole log, rewinds included. */
  readonly entries: readonly LogEntry[];
  /** `seq` of the live feed. */
  readonly journalLength: number;
  /** Log entry of the last undo, 0 before the first: the epoch of `journalLength`. */
  readonly epoch: number;
  /** Raised by everything that changes what views show. */
  readonly revision: number;
  readonly now: Micros;
  readonly ended: boolean;
  /** `entry` is undefined when the action was refused before anything happened. */
  act: (request: ActRequest, actor: string) => { entry: LogEntry | undefined; outcome: ActionOutcome };
  /** Runs at most `maxEvents` kernel events; call again until `reached`. */
  advance: (to: Micros, maxEvents: number) => { entry: LogEntry | undefined; reached: boolean };
  nextEventAt: () => Micros | undefined;
  /** Undefined: there is no such entry to go back to. */
  rewind: (seq: number, actor: string) => { entry: LogEntry } | undefined;
  /** Refused, with nothing logged: a lab without a case, a conclusion whose values nobody offers. */
  verdict: (conclusion: Conclusion, draw: string, actor: string) => { entry: LogEntry; view: VerdictView } | LabRefusal;
  /** Notes that the debrief is read from now on, and tells that of the newest verdict; undefined if there is none. */
  openDebrief: (actor: string) => { entry: LogEntry; n: number; view: DebriefView } | undefined;
  /** The debrief of the n-th verdict, undefined if there was none; whether it may be read is decided by the caller. */
  debrief: (n: number) => DebriefView | undefined;
  /** Everything that the n-th verdict rests on, undefined if there was none. */
  evidence: (n: number) => FrozenEvidence | undefined;
  query: (name: QueryName, params: unknown) => QueryOutcome;
  messagesSince: (seq: number) => { seq: number; messages: MessageSummary[] };
}

/** What a worker loads: the simulation, or a stand-in for tests. */
export interface LabLibrary {
  createLab: (slug: string, seed: string, rung?: Rung) => OpenedLab | LabRefusal;
  reopenLab: (header: LabHeader, entries: readonly LogEntry[]) => OpenedLab | LabRefusal;
  listCases: () => readonly CaseInfo[];
  /** Messages that the composer offers to start from. */
  listTemplates: () => readonly Template[];
  coverageMap?: () => CoverageMap;
  /** Catalogue ids by slug. Never for the page as they are. */
  caseIds?: () => Readonly<Record<string, string>>;
  /** The least that a reference fix needs in a lab's hospital. */
  expertOf?: (header: LabHeader) => Expert | undefined;
  /** What keeps scenario folders from being served: `file:line: what was expected`. */
  scenarioMistakes?: () => readonly string[];
}
