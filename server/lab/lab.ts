import type { ActionOutcome } from '../contract/action.ts';
import type { GuideStep } from '../contract/lab.ts';
import type { MessageSummary } from '../contract/message.ts';
import type { Conclusion, DebriefView, VerdictView } from '../contract/verdict.ts';
import { LimitExceeded } from '../core/limits.ts';
import { HOUR, type Micros, MINUTE } from '../core/clock.ts';
import { Checkpoints } from './checkpoint.ts';
import type { FrozenEvidence } from '../contract/dispute.ts';
import { debriefOf } from './debrief.ts';
import { frozenEvidence } from './frozen-evidence.ts';
import { type FaultOutcome, type FaultPayload, endedForFaults, isFaultPayload } from './faults/fault-entry.ts';
import { type InjectedFault, type InjectionTime, planInjection } from './faults/injection.ts';
import type { Hospital } from './hospital.ts';
import { type ActRequest, LOG_FORMAT, type LabHeader, type LogEntry, type LogPayload, standingEntries } from './log.ts';
import { emptyNotebook, isNote, type Notebook, notebookOf } from './notebook.ts';
import { performEntry } from './perform-entry.ts';
import { asksForPast, examOver, noPast } from './exam.ts';
import { guideStep, hasHypothesis, hypothesisQuestion, isChange, questionBeforeVerdict } from './guide.ts';
import { HOSPITAL_VERSION } from './hospital-version.ts';
import { preludeOf } from './prelude.ts';
import type { Course } from './scenario/course.ts';
import { withFacts } from './scenario/facts.ts';
import { conclusionProblem } from './verdict/conclusion-problem.ts';
import type { VerdictRecord } from './verdict/judge.ts';
import { undosOf } from './undo.ts';
import { mayLook, notOffered, toolsOf } from './tool-of.ts';
import { VerdictBook, type VerdictEntry } from './verdict-book.ts';
import { query, type QueryName, type QueryOutcome, type Refusal } from './query.ts';
import { messagesSince } from './views/message-list.ts';
import { writeNote } from './write-note.ts';

/** A copy of the hospital is kept after this many actions, and after this much virtual time without one. */
const CHECKPOINT_ACTIONS = 6;
const CHECKPOINT_TIME = 6 * HOUR;
/** How long an action's conversations may take in virtual time. */
const SETTLE = 3 * MINUTE;
const MOST_ENTRIES = 20_000;
/** A lab ends after this much virtual time (DESIGN §3.1). */
const LAB_TIME = 72 * HOUR;

/**
 * One learner's run of a scenario: a pure function of (build, scenario, seed, log). Between two log entries the hospital
 * is always quiet and everything due up to `now` has happened; so every entry replays from the same state.
 */
export class Lab {
  readonly header: LabHeader;
  readonly course: Course;
  readonly entries: LogEntry[] = [];
  readonly #verdicts: VerdictBook;
  /** Why each action was refused, by `seq`; '' when it was done. */
  readonly #outcomes = new Map<number, string>();
  revision = 1;
  hospital: Hospital;
  notebook: Notebook = emptyNotebook;
  /** The ticket's words, true of this hospital as it was found. */
  readonly ticket: string;
  /** When the learner arrived. */
  readonly arrived: Micros;
  readonly checkpoints: Checkpoints;
  #actionsSinceCheckpoint = 0;
  #looked: { at: Micros; revision: number; hospital: Hospital } | undefined;
  #ended = false;

  constructor(course: Course, seed: string) {
    this.course = course;
    this.header = {
      format: LOG_FORMAT,
      slug: course.slug,
      scenarioHash: course.hash,
      hospitalVersion: HOSPITAL_VERSION,
      seed,
      ...(course.kind === 'case' ? { rung: course.rung } : {}),
    };
    const prelude = preludeOf(course, seed);
    this.arrived = prelude.arrived;
    this.ticket = withFacts(course.ticket.markdown, prelude.hospital);
    this.checkpoints = new Checkpoints(prelude.checkpoints);
    this.hospital = prelude.hospital.fork();
    this.#verdicts = new VerdictBook(course, (entries) => this.#replayed(entries));
  }

  /** Replays a stored log. */
  static replay(course: Course, seed: string, entries: readonly LogEntry[]): Lab {
    const lab = new Lab(course, seed);
    lab.entries.push(...entries);
    lab.notebook = notebookOf(entries);
    try {
      for (const entry of standingEntries(entries)) {
        lab.#perform(lab.hospital, entry);
        lab.#noteCheckpoint(entry.kind === 'action' && !isNote(entry.payload) ? 1 : 0, entry.seq);
      }
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      lab.#ended = true;
    }
    return lab;
  }

  /** Every verdict of this lab with all that is behind it, oldest first. */
  get verdicts(): readonly VerdictRecord[] {
    return this.#verdictEntries().map((entry, index) => this.#verdicts.read(index + 1, entry, this.entries).verdict);
  }

  /** Whether an action did what was asked; true for entries that cannot fail. */
  succeeded(seq: number): boolean {
    return (this.#outcomes.get(seq) ?? '') === '';
  }

  get now(): Micros {
    return this.hospital.room.kernel.now;
  }

  /** An exam that goes on: it tells nothing that the hospital itself does not tell. */
  get isUnderExam(): boolean {
    return this.course.rung === 'exam' && !this.isJudged;
  }

  /** An exam ends with its verdict. */
  get isExamOver(): boolean {
    return this.course.rung === 'exam' && this.isJudged;
  }

  get isJudged(): boolean {
    return this.entries.some((entry) => entry.kind === 'verdict');
  }

  /** Where a guided learner stands. */
  get guide(): GuideStep | null {
    return this.course.rung === 'guided' ? guideStep(this.#done) : null;
  }

  /** 72 virtual hours are over, an exam has its verdict, or a limit was reached. */
  get ended(): boolean {
    return this.#ended || this.isExamOver || this.now >= this.course.begins + LAB_TIME;
  }

  get journalLength(): number {
    return this.hospital.room.journal.state.events.length;
  }

  /** Log entry of the last undo: journal numbers mean the same events as long as it stays. */
  get epoch(): number {
    return this.entries.findLast((entry) => entry.kind === 'rewind-to')?.seq ?? 0;
  }

  /** Number of the newest entry; 0 before the first. */
  get seq(): number {
    return this.entries.at(-1)?.seq ?? 0;
  }

  act(request: ActRequest, actor: string): { entry: LogEntry | undefined; outcome: ActionOutcome } {
    const { action } = request;
    const refuse = (code: string, message: string): { entry: undefined; outcome: ActionOutcome } => ({
      entry: undefined,
      outcome: { seq: this.seq, ok: false, code, message },
    });
    if (this.entries.length >= MOST_ENTRIES) return refuse('limit', 'This lab has too long a log. Start it again.');
    if (this.isExamOver) return refuse(examOver.code, examOver.message);
    if (isNote(action)) {
      const result = writeNote(this, action);
      if (!result.ok) return refuse(result.code, result.message);
      const entry = this.#append({ kind: 'action', payload: action }, actor, '');
      this.notebook = result.notebook;
      this.revision += 1;
      return { entry, outcome: { seq: entry.seq, ok: true, message: result.message } };
    }
    if (this.ended) return refuse('ended', 'This hospital has reached its end. Start the case again.');
    const as = request.as ?? this.course.users[0] ?? '';
    if (!this.course.users.includes(as)) return refuse('not-granted', `The ticket does not let you act as ${as}.`);
    if (toolsOf(action)?.every((tool) => !this.course.tools.includes(tool))) return refuse('no-such-tool', notOffered);
    this.hospital.settle(SETTLE);
    if (this.course.rung === 'guided' && isChange(action) && !hasHypothesis(this.notebook)) {
      const entry = this.#append({ kind: 'asked', payload: { question: 'hypothesis', action } }, actor, as);
      this.revision += 1;
      return { entry, outcome: { seq: entry.seq, ok: false, code: 'hypothesis-first', message: hypothesisQuestion } };
    }
    const entry = this.#append({ kind: 'action', payload: action }, actor, as, request.basedOn);
    const outcome = this.#perform(this.hospital, entry);
    this.#noteCheckpoint(1);
    this.revision += 1;
    return { entry, outcome: { ...(outcome ?? { ok: true, message: '' }), seq: entry.seq } };
  }

  /** Lets the hospital run. `entry` comes with the last slice. */
  advance(to: Micros, maxEvents: number): { entry: LogEntry | undefined; reached: boolean } {
    if (this.ended || to <= this.now) return { entry: undefined, reached: true };
    try {
      const result = this.hospital.room.kernel.runUntil(to, maxEvents);
      this.revision += 1;
      if (result === 'budget') return { entry: undefined, reached: false };
      this.hospital.settle(SETTLE);
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      this.#ended = true;
    }
    const entry = this.#tick(to);
    this.#noteCheckpoint(0);
    return { entry, reached: true };
  }

  nextEventAt(): Micros | undefined {
    return this.hospital.nextVisibleEvent();
  }

  /** Undo: back to the state after entry `seq` (0: as the learner found it). Nothing is deleted from the log. */
  rewind(seq: number, actor: string): { entry: LogEntry } | undefined {
    if (this.course.rung === 'exam') return undefined;
    if (seq < 0 || seq >= this.seq) return undefined;
    // What an instructor has done is not the learner's to undo.
    if (this.standing.some((entry) => entry.seq > seq && isFaultPayload(entry))) return undefined;
    const entry = this.#append({ kind: 'rewind-to', payload: { seq } }, actor, '');
    this.#rebuild();
    return { entry };
  }

  /** An instructor makes something wrong in this hospital; it takes part in replay like everything done. */
  injectFault(id: string, fault: InjectedFault, time: InjectionTime, actor: string): FaultOutcome {
    const planned = this.ended ? endedForFaults : planInjection(this.hospital, id, fault, time);
    if (!planned.ok) return planned;
    return this.#changeFaults({ kind: 'inject-fault', payload: planned.injection }, actor);
  }

  /** Takes a fault back, an instructor's or one of the case, as far as nobody has changed the same place since. */
  removeFault(id: string, actor: string): FaultOutcome {
    if (this.ended) return endedForFaults;
    if (!this.hospital.director.knows(id)) return { ok: false, message: `There is no fault called ${id}.` };
    return this.#changeFaults({ kind: 'remove-fault', payload: { id } }, actor);
  }

  #changeFaults(payload: FaultPayload, actor: string): FaultOutcome {
    this.hospital.settle(SETTLE);
    const entry = this.#append(payload, actor, '');
    this.#perform(this.hospital, entry);
    this.#noteCheckpoint(1);
    this.revision += 1;
    return { ok: true, entry };
  }

  /** Judges the hospital as it stands. A refusal leaves the log as it is. */
  verdict(
    conclusion: Conclusion,
    draw: string,
    actor: string,
  ): { entry: LogEntry; view: VerdictView } | (Refusal & { readonly entry?: LogEntry }) {
    if (this.course.kind === 'free-play') {
      const message = 'This hospital is healthy and there is no case in it, so there is nothing to judge.';
      return { ok: false, status: 409, error: { code: 'no-case', message } };
    }
    const problem = conclusionProblem(conclusion, this.hospital.room.journal);
    if (problem) return { ok: false, status: 400, error: problem };
    if (this.isExamOver) return { ok: false, status: 409, error: examOver };
    this.hospital.settle(SETTLE);
    const question = this.course.rung === 'guided' ? questionBeforeVerdict(this.#done) : undefined;
    if (question) {
      const entry = this.#append({ kind: 'asked', payload: { question: 'confirmation' } }, actor, '');
      this.revision += 1;
      return { ok: false, status: 409, error: question, entry };
    }
    const payload = { conclusion, draw };
    const entry = this.#append({ kind: 'verdict', payload }, actor, '');
    const { verdict } = this.#verdicts.judge(this.#verdictEntries().length, this.hospital, payload);
    this.revision += 1;
    return { entry, view: verdict.view };
  }

  /** Notes that the debrief is read from now on, and tells that of the newest verdict. */
  openDebrief(actor: string): { entry: LogEntry; n: number; view: DebriefView } | undefined {
    const n = this.#verdictEntries().length;
    if (n === 0) return undefined;
    const entry = this.#append({ kind: 'debrief', payload: { n } }, actor, '');
    this.revision += 1;
    const view = this.debrief(n);
    return view && { entry, n, view };
  }

  /** The same each time it is asked for: what was done after it could be read is left out. */
  debrief(n: number): DebriefView | undefined {
    const asked = this.#verdictEntries()[n - 1];
    if (!asked) return undefined;
    const opened = this.entries.find((entry) => entry.kind === 'debrief')?.seq ?? 0;
    const told = this.entries.filter(({ seq }) => seq <= Math.max(asked.seq, opened));
    const { verdict, evidence } = this.#verdicts.read(n, asked, this.entries);
    return debriefOf(this.course, verdict, {
      entries: told,
      refusal: (seq) => this.#outcomes.get(seq) ?? '',
      evidence,
      arrived: this.arrived,
      visible: this.#verdicts.visible(asked, this.entries, this.hospital),
      rewinds: this.#verdicts.rewinds(undosOf(told, this.arrived), asked.payload.draw, (seq) => this.succeeded(seq)),
    });
  }

  /** Everything that the n-th verdict rests on, to be frozen; undefined if there was none. */
  evidence(n: number): FrozenEvidence | undefined {
    const asked = this.#verdictEntries()[n - 1];
    if (!asked) return undefined;
    const { verdict, evidence } = this.#verdicts.read(n, asked, this.entries);
    const entries = this.entries.filter(({ seq }) => seq <= asked.seq);
    return frozenEvidence(this, verdict, evidence, entries, (seq) => this.#outcomes.get(seq) ?? '');
  }

  /** Entries that made the hospital what it is now. */
  get standing(): readonly LogEntry[] {
    return standingEntries(this.entries);
  }

  query(name: QueryName, params: unknown): QueryOutcome {
    if (this.isUnderExam && asksForPast(params)) return { ok: false, status: 409, error: noPast };
    if (!mayLook(this.course.tools, name))
      return { ok: false, status: 409, error: { code: 'no-such-tool', message: notOffered } };
    return query(this, name, params);
  }

  messagesSince(seq: number): { seq: number; messages: MessageSummary[] } {
    return { seq: this.journalLength, messages: messagesSince(this.hospital.room.journal, seq) };
  }

  /** The hospital as it was at `at`, for looking; the live one when `at` is now or later. Never changes anything. */
  hospitalAt(at: Micros | undefined): Hospital {
    if (at === undefined || at >= this.now) return this.hospital;
    if (this.#looked?.at === at && this.#looked.revision === this.revision) return this.#looked.hospital;
    const start = this.checkpoints.nearest(Number.MAX_SAFE_INTEGER, Math.max(at - 1, this.course.begins));
    if (!start) return this.hospital;
    const hospital = start.hospital.fork();
    // What was done at this very instant comes after it: the past is looked at as that instant found it.
    for (const entry of standingEntries(this.entries)) {
      if (entry.seq > start.seq && entry.at < at) this.#perform(hospital, entry, at);
    }
    hospital.room.kernel.runUntil(at);
    this.#looked = { at, revision: this.revision, hospital };
    return hospital;
  }

  get #done(): Parameters<typeof guideStep>[0] {
    const { files } = this.hospital.room;
    return { entries: this.entries, notebook: this.notebook, succeeded: (seq) => this.succeeded(seq), files };
  }

  #append(payload: LogPayload, actor: string, as: string, basedOn?: number): LogEntry {
    const entry: LogEntry = {
      seq: this.seq + 1,
      at: this.now,
      actor,
      as,
      ...(basedOn === undefined ? {} : { basedOn }),
      ...payload,
    };
    this.entries.push(entry);
    return entry;
  }

  /**
   * The clock's word. Adjacent ones become one entry, so that a running clock does not fill the log; not where a
   * checkpoint was taken, because that holds everything up to its entry.
   */
  #tick(to: Micros): LogEntry {
    const last = this.entries.at(-1);
    if (last?.kind !== 'advance-to' || this.checkpoints.latest()?.seq === last.seq) {
      return this.#append({ kind: 'advance-to', payload: { at: to } }, 'clock', '');
    }
    const entry: LogEntry = { ...last, at: this.now, payload: { at: to } };
    this.entries[this.entries.length - 1] = entry;
    return entry;
  }

  /** Applies one standing entry, see `performEntry`, and remembers whether an action did what was asked. */
  #perform(hospital: Hospital, entry: LogEntry, until?: Micros): Omit<ActionOutcome, 'seq'> | undefined {
    const result = performEntry(hospital, entry, SETTLE, until);
    if (result && until === undefined) this.#outcomes.set(entry.seq, result.ok ? '' : result.message || 'refused');
    return result;
  }

  #noteCheckpoint(actions: number, seq = this.seq): void {
    this.#actionsSinceCheckpoint += actions;
    const last = this.checkpoints.latest();
    const due = this.#actionsSinceCheckpoint >= CHECKPOINT_ACTIONS || this.now - (last?.at ?? 0) >= CHECKPOINT_TIME;
    if (!due || !this.hospital.quiet) return;
    this.checkpoints.add({ at: this.now, seq, hospital: this.hospital.fork() });
    this.#actionsSinceCheckpoint = 0;
  }

  #rebuild(): void {
    const standing = standingEntries(this.entries);
    const rewind = this.entries.at(-1);
    const seq = rewind?.kind === 'rewind-to' ? rewind.payload.seq : this.seq;
    this.checkpoints.dropAfter(seq);
    const start = this.checkpoints.nearest(seq);
    if (!start) throw new Error('the first checkpoint is never dropped');
    this.hospital = start.hospital.fork();
    if (start.at < this.arrived) this.hospital.room.kernel.runUntil(this.arrived);
    this.hospital.settle(SETTLE);
    for (const entry of standing) if (entry.seq > start.seq) this.#perform(this.hospital, entry);
    this.#ended = false;
    this.#looked = undefined;
    this.revision += 1;
  }

  #verdictEntries(): VerdictEntry[] {
    return this.entries.filter((entry) => entry.kind === 'verdict');
  }

  /** The hospital after a part of the log, from the start. */
  #replayed(entries: readonly LogEntry[]): Hospital {
    const start = this.checkpoints.nearest(0);
    if (!start) throw new Error('the first checkpoint is never dropped');
    const hospital = start.hospital.fork();
    for (const entry of standingEntries(entries)) this.#perform(hospital, entry);
    return hospital;
  }
}
