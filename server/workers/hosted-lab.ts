import type { Static } from 'typebox';
import { Check } from 'typebox/value';
import type { ActionOutcome, ClockRequest } from '../contract/action.ts';
import type { ClockView, LabView } from '../contract/lab.ts';
import type { LiveEvent, LivePosition } from '../contract/live.ts';
import type { MessageSummary } from '../contract/message.ts';
import type { FrozenEvidence } from '../contract/dispute.ts';
import { DebriefView, type Conclusion, type VerdictView } from '../contract/verdict.ts';
import type { Micros } from '../core/clock.ts';
import { examOver, noUndo } from '../lab/exam.ts';
import type { ActRequest, LogEntry } from '../lab/log.ts';
import type { LabRecord, StepRecord, VerdictRecord } from '../store/store.ts';
import type { Change, Standing } from './job.ts';
import type { QueryName } from './lab-api.ts';
import { lookOf } from './record/looks.ts';
import { StepBook } from './record/step-book.ts';
import { debriefClosed, noSuchVerdict, VerdictBook } from './record/verdict-book.ts';
import { LabClock } from './lab-clock.ts';
import { LabHome, type LabSurroundings, type Opened } from './lab-home.ts';
import type { LabThread } from './lab-thread.ts';
import { workerLimits } from './limits.ts';
import { Refused } from './reply.ts';
import { Turns } from './turns.ts';

export type LiveListener = (event: LiveEvent) => void;

/**
 * One lab on the main thread: its commands in order, its log, its clock and its watchers. The simulation itself lives in
 * a worker thread, or sleeps; what has not been stored has not happened.
 */
export class HostedLab {
  readonly record: LabRecord;
  readonly #around: LabSurroundings;
  readonly #clock: LabClock;
  readonly #steps: StepBook;
  readonly #home: LabHome;
  readonly #turns = new Turns('This lab', workerLimits.queue);
  readonly #watchers = new Set<LiveListener>();
  #standing: Standing = { seq: 0, epoch: 0, revision: 0, now: 0, ended: false };
  /** Newest journal seq that watchers have been told. */
  #pushed = 0;
  readonly #verdicts = new VerdictBook();
  #lastUsed: number;

  constructor(record: LabRecord, around: LabSurroundings) {
    this.record = record;
    this.#around = around;
    this.#home = new LabHome(record, around, (...found) => this.#takeStock(...found));
    this.#steps = new StepBook(record, around);
    this.#clock = new LabClock({
      now: around.now,
      log: (line) => {
        this.#log(line);
      },
      standing: () => this.#standing,
      watchers: () => this.#watchers.size,
      inTurn: (work) => this.#inTurn(work),
      wake: () => this.#home.wake(),
      advance: (to) => this.#advanceTo(to),
      nextEvent: () => this.#home.ask('next-event', {}),
      tell: () => {
        this.#tick([]);
      },
    });
    this.#lastUsed = around.now();
  }

  get isAwake(): boolean {
    return this.#home.isAwake;
  }

  get isBusy(): boolean {
    return this.#turns.waiting > 0 || this.#clock.isRunning;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  get lastUsed(): number {
    return this.#lastUsed;
  }

  /** Keeps it from being put away while a command is on its way. */
  touch(): void {
    this.#lastUsed = this.#around.now();
  }

  /** Takes over a lab that a thread has just created. */
  adopt(thread: LabThread, opened: Opened): void {
    this.#home.adopt(thread);
    this.#takeStock(opened, []);
  }

  act(request: ActRequest, actor: string): Promise<ActionOutcome> {
    return this.#inTurn(async () => {
      this.#clock.noteAction();
      const done = await this.#home.ask('act', { request, actor, since: this.#pushed });
      const step = await this.#steps.act(request.action, done.entry, done.outcome, done.standing.now);
      await this.#save({ ...(done.entry ? { entry: done.entry } : {}), step }, done.standing);
      this.#publish(done);
      return done.outcome;
    });
  }

  rewind(seq: number, actor: string): Promise<LabView> {
    this.#clock.endSkip();
    return this.#inTurn(async () => {
      if (this.record.header.rung === 'exam') throw new Refused(409, noUndo);
      this.#clock.noteAction();
      // A tick that a later one has replaced is no place to go back to: a replay of the record would not find it.
      const isKept = seq === 0 || (await this.#around.store.hasEntry(this.record.id, seq));
      const done = isKept ? await this.#home.ask('rewind', { seq, actor }) : undefined;
      if (!done) {
        throw new Refused(409, { code: 'cannot-undo', message: `There is no step ${seq} to go back to.` });
      }
      const { at } = done.entry;
      const step = await this.#steps.step({ kind: 'undo', title: 'Went back', at, seq: done.entry.seq, back: seq });
      await this.#save({ entry: done.entry, step }, done.standing);
      this.#standing = done.standing;
      this.#pushed = done.standing.seq;
      this.#tell({ kind: 'reset', ...this.#position() });
      return this.#view();
    });
  }

  setClock(request: Static<typeof ClockRequest>): Promise<ClockView> {
    return this.#clock.set(request);
  }

  query(name: QueryName, params: unknown): Promise<unknown> {
    return this.#inTurn(async () => {
      if (name === 'getLab') return this.#view();
      const outcome = await this.#home.ask('query', { name, params });
      if (!outcome.ok) throw new Refused(outcome.status, outcome.error);
      await this.#steps.noteLook(lookOf(name, params, outcome.value), this.#standing.now);
      return outcome.value;
    });
  }

  verdict(conclusion: Conclusion, actor: string): Promise<VerdictView> {
    return this.#inTurn(async () => {
      this.#clock.noteAction();
      await this.#home.wake();
      const isExam = this.record.header.rung === 'exam';
      if (isExam && !this.#verdicts.isEmpty) throw new Refused(409, examOver);
      if (this.#verdicts.debriefState === 'given-up') {
        throw new Refused(409, {
          code: 'given-up',
          message: 'This case was given up and its debrief is open. Start the case again to have it judged.',
        });
      }
      const n = this.#verdicts.next;
      const draw = this.#around.secret.draw(this.record.id, n);
      const done = await this.#home.ask('verdict', { conclusion, draw, actor, since: this.#pushed });
      if ('error' in done) {
        if (done.entry) {
          const { at, seq } = done.entry;
          const title = 'Asked for a verdict';
          const step = await this.#steps.step({ kind: 'verdict', title, at, seq, refused: done.error.message });
          await this.#save({ entry: done.entry, step }, this.#standing);
        }
        throw new Refused(done.status, done.error);
      }
      // An exam ends with its verdict, and is told at once.
      const debrief = done.debrief && { ...done.debrief, verdict: { ...done.debrief.verdict, n } };
      const verdict: VerdictRecord = {
        n,
        seq: done.entry.seq,
        counts: this.#verdicts.counts,
        view: { ...done.view, n },
        debrief,
      };
      const { seq, at } = done.entry;
      const step = await this.#steps.step({ kind: 'verdict', title: 'Asked for a verdict', at, seq });
      const told = debrief ? { debrief: { n, view: debrief } } : {};
      await this.#save({ entry: done.entry, verdict, ...told, step }, done.standing);
      this.#verdicts.add(verdict);
      if (isExam) this.#clock.stop('end');
      this.#publish(done);
      return verdict.view;
    });
  }

  /** An earlier verdict, as it was given. */
  pastVerdict(n: number): Promise<VerdictView> {
    return this.#inTurn(async () => {
      await this.#home.wake();
      return this.#verdicts.number(n).view;
    });
  }

  /** Opens the debrief of a solved case, or gives up an unsolved one. Opened already: nothing changes. */
  openDebrief(giveUp: boolean, actor: string): Promise<LabView> {
    return this.#inTurn(async () => {
      this.#clock.noteAction();
      await this.#home.wake();
      const state = this.#verdicts.debriefState;
      if (state === 'open' || state === 'given-up') return this.#view();
      if (state === 'closed' && !giveUp) throw debriefClosed();
      const done = await this.#home.ask('open-debrief', { actor });
      if (!done) {
        throw new Refused(409, {
          code: 'no-verdict',
          message: 'There is nothing to tell yet: the debrief explains a verdict. Ask for one first.',
        });
      }
      const { entry, n, standing } = done;
      const title = state === 'closed' ? 'Gave up, opened the debrief' : 'Opened the debrief';
      const step = await this.#steps.step({ kind: 'debrief', title, at: entry.at, seq: entry.seq });
      const expert = await this.#expert();
      const view = { ...done.view, ...(expert ? { expert } : {}) };
      await this.#save({ entry, debrief: { n, view }, step }, standing);
      this.#verdicts.keepDebrief(n, view);
      this.#standing = standing;
      this.#tick([]);
      return this.#view();
    });
  }

  /** Only told once it was opened. Asking changes nothing: told again it is the same. */
  debrief(n: number): Promise<DebriefView> {
    return this.#inTurn(async () => {
      await this.#home.wake();
      const { debrief, view: verdict } = this.#verdicts.number(n);
      const state = this.#verdicts.debriefState;
      if (state !== 'open' && state !== 'given-up') throw debriefClosed();
      // One that an older version wrote may lack what this one tells.
      const view = Check(DebriefView, debrief) ? debrief : await this.#home.ask('debrief', { n });
      if (!view) throw noSuchVerdict(n);
      const yourSteps = await this.#steps.until(verdict.n);
      const known = view.expert ?? this.#verdicts.expert;
      const expert = known ?? (await this.#expert());
      // That of an exam opens with its verdict, which does not wait for this.
      if (!known && expert) await this.#save({ debrief: { n, view: { ...view, expert } } }, this.#standing);
      return { ...view, verdict, ...(yourSteps ? { yourSteps } : {}), ...(expert ? { expert } : {}) };
    });
  }

  /** What a verdict rests on, whether or not the learner may see it. */
  evidence(n: number): Promise<FrozenEvidence> {
    return this.#inTurn(async () => {
      await this.#home.wake();
      const evidence = await this.#home.ask('evidence', { n: this.#verdicts.number(n).n });
      if (!evidence) throw noSuchVerdict(n);
      return evidence;
    });
  }

  /** The record's verdicts have changed under it: one was graded again. */
  reloadVerdicts(): Promise<void> {
    return this.#inTurn(async () => {
      this.#verdicts.takeStock(await this.#around.store.verdicts(this.record.id));
      this.#tick([]);
    });
  }

  /**
   * Calls `listener` with `hello`, then with what came after `since`, then with all that follows; with `reset` instead
   * when what the page holds is of another past. `since` is undefined for a page that holds nothing yet.
   */
  watch({ since, epoch = 0 }: LivePosition, listener: LiveListener): Promise<() => void> {
    return this.#inTurn(async () => {
      await this.#home.wake();
      const holds = since !== undefined && since > 0;
      const isStale = holds && (epoch !== this.#standing.epoch || since > this.#pushed);
      listener({ kind: 'hello', ...this.#position() });
      if (isStale) {
        listener({ kind: 'reset', ...this.#position() });
      } else if (since !== undefined && since < this.#pushed) {
        const { messages } = await this.#home.ask('messages', { since });
        listener({ kind: 'tick', ...this.#position(), messages: [...messages] });
      }
      this.#watchers.add(listener);
      return () => this.#watchers.delete(listener);
    });
  }

  /** Lets wall time pass. Never rejects. */
  beat(): Promise<void> {
    return this.#clock.beat();
  }

  /** Says that the connection is alive; a browser does not see the protocol's own pings. */
  heartbeat(): void {
    if (!this.#clock.isRunning) this.#tick([]);
  }

  /** Drops it from memory; the next command reopens it from its log. */
  sleep(): void {
    this.#home.sleep();
  }

  /** Waits for what is under way, so that nothing acknowledged is cut off. */
  async close(reason: string): Promise<void> {
    this.#clock.endSkip();
    this.#clock.stop('paused');
    await this.#turns.done();
    this.#tell({ kind: 'closing', reason, at: this.#standing.now });
    this.#watchers.clear();
  }

  async #advanceTo(to: Micros): Promise<void> {
    const done = await this.#home.ask('advance', { to, since: this.#pushed });
    if (done.entry) await this.#save({ entry: done.entry }, done.standing);
    if (done.standing.ended) this.#clock.stop('end');
    this.#publish(done);
  }

  async #view(): Promise<LabView> {
    const outcome = await this.#home.ask('query', { name: 'getLab', params: {} });
    if (!outcome.ok) throw new Refused(outcome.status, outcome.error);
    const view = outcome.value as LabView;
    const { id, seed } = this.record;
    const { summaries, debriefState } = this.#verdicts;
    return { ...view, id, seed, clock: this.#clock.view, verdicts: summaries, debriefState };
  }

  /** What a reference fix needs here; a case whose fixes fail for this seed does not keep its debrief closed. */
  async #expert(): Promise<DebriefView['expert']> {
    try {
      return await this.#home.ask('expert', { header: this.record.header });
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      this.#log(`reference fixes not counted: ${said}`);
      return undefined;
    }
  }

  #position(): { seq: number; epoch: number; revision: number; clock: ClockView } {
    const { epoch, revision } = this.#standing;
    return { seq: this.#pushed, epoch, revision, clock: this.#clock.view };
  }

  #publish({ standing, messages }: Change): void {
    this.#standing = standing;
    this.#pushed = standing.seq;
    this.#tick(messages);
  }

  #tick(messages: readonly MessageSummary[]): void {
    this.#tell({ kind: 'tick', ...this.#position(), messages: [...messages] });
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#watchers) listener(event);
  }

  #log(line: string): void {
    this.#around.log(`lab ${this.record.id}: ${line}`);
  }

  /** One command after the other, in the order they came: two tabs act on one lab. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.touch();
    return this.#turns.take(work);
  }

  /** The lab has been opened, at first or again. */
  #takeStock(opened: Opened, verdicts: readonly VerdictRecord[]): void {
    const view = opened.view as LabView;
    this.#clock.takeStock(view.clock);
    this.#steps.takeStock(view);
    this.#standing = opened.standing;
    this.#pushed = opened.standing.seq;
    this.#verdicts.takeStock(verdicts);
  }

  /** Stored before acknowledged. What could not be stored did not happen: the lab goes back to its record. */
  async #save(
    step: { entry?: LogEntry; verdict?: VerdictRecord; debrief?: { n: number; view: DebriefView }; step?: StepRecord },
    standing: Standing,
  ): Promise<void> {
    try {
      await this.#around.store.append({ lab: this.record.id, now: standing.now, ...step });
    } catch (error) {
      this.sleep();
      this.#steps.forget();
      this.#log(`not saved: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  }
}
