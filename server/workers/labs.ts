import { randomBytes } from 'node:crypto';
import type { Static } from 'typebox';
import type { ActionOutcome, ClockRequest } from '../contract/action.ts';
import type { Catalogue, CaseSummary } from '../contract/case.ts';
import type { ClockView, LabView } from '../contract/lab.ts';
import type { LivePosition } from '../contract/live.ts';
import type { FrozenEvidence } from '../contract/dispute.ts';
import { type Rung, rungs } from '../contract/rung.ts';
import type { Conclusion, DebriefView, VerdictView } from '../contract/verdict.ts';
import type { ActRequest } from '../lab/log.ts';
import type { ServerSecret } from '../store/server-secret.ts';
import type { LabProgress, LabRecord, LearnerRecord, Store } from '../store/store.ts';
import { HostedLab, type LiveListener } from './hosted-lab.ts';
import type { JobResults } from './job.ts';
import type { CaseInfo, CoverageMap, QueryName, Template } from './lab-api.ts';
import type { LabSurroundings } from './lab-home.ts';
import { workerLimits } from './limits.ts';
import { familiesOfCase } from './record/attempts.ts';
import { Disputes } from './record/disputes.ts';
import { LearnerRecords } from './record/learner-record.ts';
import type { KnownCase } from './record/what-next.ts';
import { noSuchLab, Refused, reply, type Reply } from './reply.ts';
import { ThreadPool, type ThreadPoolOptions } from './thread-pool.ts';

export interface LabsOptions extends Omit<ThreadPoolOptions, 'library'> {
  readonly store: Store;
  readonly secret: ServerSecret;
  /** Module that exports a `LabLibrary`; the simulation unless a test says otherwise. */
  readonly library?: string;
  /** Clock in ms of which only differences matter. */
  readonly now?: () => number;
  /** An author works here: what was saved in the cases is seen, and what keeps one from being served is told. */
  readonly authoring?: boolean;
  /** Wall clock, ms since 1970. */
  readonly wall?: () => number;
  /** False: the caller calls `beat()` itself. */
  readonly beats?: boolean;
}

/**
 * All labs of this server behind one asynchronous interface. Arguments and results can be copied between processes;
 * nothing returned is alive. A learner reaches only labs that belong to them: any other is 404, as if it did not exist.
 */
export class Labs {
  /** What learners have done, over all their labs. */
  readonly records: LearnerRecords;
  readonly disputes: Disputes;
  readonly #store: Store;
  readonly #pool: ThreadPool;
  readonly #around: LabSurroundings;
  readonly #hosted = new Map<string, HostedLab>();
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  readonly #authoring: boolean;
  readonly #told = new Set<string>();
  #contents: Promise<JobResults['contents']> | undefined;
  /** Since the start; the record knows the others. */
  readonly #deleted = new Set<string>();
  #closing = false;

  constructor(options: LabsOptions) {
    const library = options.library ?? new URL('../lab/library.ts', import.meta.url).href;
    this.#store = options.store;
    this.#authoring = options.authoring ?? false;
    const { store, wall = Date.now } = options;
    this.records = new LearnerRecords({ store, labs: this, wall });
    this.disputes = new Disputes({ store, labs: this, wall });
    this.#pool = new ThreadPool({ ...options, library });
    this.#around = {
      store: options.store,
      secret: options.secret,
      thread: () => this.#pool.leastBusy(),
      now: options.now ?? (() => performance.now()),
      wall,
      log: options.log,
    };
    if (options.beats !== false) {
      this.#timers.push(setInterval(() => void this.beat(), workerLimits.beatMs).unref());
      this.#timers.push(setInterval(() => this.heartbeat(), workerLimits.heartbeatMs).unref());
    }
  }

  catalogue(learner: string): Promise<Reply<Catalogue>> {
    return reply(async () => {
      const [{ cases, mistakes }, labs] = await Promise.all([this.#getContents(), this.#store.labsOf(learner)]);
      const info = new Map(cases.map((entry) => [entry.slug, entry]));
      return {
        cases: cases.map((entry) => caseSummary(entry, labs)),
        labs: labs.flatMap(({ id, slug, seed, rung, now, verdicts, best, deleted }) => {
          const found = info.get(slug);
          if (!found || deleted) return []; // a case that this build no longer has
          const { headline, kind } = found;
          return [{ id, slug, headline, kind, rung: kind === 'case' ? rung : 'free-play', seed, now, verdicts, best }];
        }),
        ...(this.#authoring ? { mistakes: mistakes.map((each) => each.replace(`${process.cwd()}/`, '')) } : {}),
      };
    });
  }

  /** The coverage map; not for the page as it is. */
  coverageMap(): Promise<Reply<CoverageMap>> {
    return reply(async () => (await this.#getContents()).coverage);
  }

  templates(): Promise<Reply<Template[]>> {
    return reply(async () => [...(await this.#getContents()).templates]);
  }

  open(learner: LearnerRecord, slug: string, seed: string | undefined, rung?: Rung): Promise<Reply<{ id: string }>> {
    return reply(async () => {
      const owned = (await this.#store.labsOf(learner.id)).filter(({ deleted }) => !deleted);
      if (owned.length >= workerLimits.labsPerLearner) {
        throw new Refused(409, {
          code: 'too-many-labs',
          message: `You have ${owned.length} labs, which is the most one learner may have. Continue one of them, or delete one on the page of your record.`,
        });
      }
      const id = randomBytes(12).toString('base64url');
      const drawn = seed ?? randomBytes(5).toString('hex');
      const thread = this.#pool.leastBusy();
      const opened = await thread.run({ kind: 'create', lab: id, slug, seed: drawn, ...(rung ? { rung } : {}) });
      if (!opened.ok) throw new Refused(opened.status, opened.error);
      const { header, standing } = opened;
      const record = {
        id,
        owner: learner.id,
        slug,
        seed: drawn,
        header,
        now: standing.now,
        created: this.#around.wall(),
      };
      const lab = new HostedLab(record, this.#around);
      lab.adopt(thread, opened);
      try {
        await this.#store.createLab(record, learner);
      } catch (error) {
        lab.sleep();
        throw error;
      }
      this.#hosted.set(id, lab);
      this.#makeRoom();
      return { id };
    });
  }

  act(learner: string, lab: string, request: ActRequest): Promise<Reply<ActionOutcome>> {
    return this.#with(learner, lab, (hosted) => hosted.act(request, learner));
  }

  undo(learner: string, lab: string, to: number): Promise<Reply<LabView>> {
    return this.#with(learner, lab, (hosted) => hosted.rewind(to, learner));
  }

  setClock(learner: string, lab: string, request: Static<typeof ClockRequest>): Promise<Reply<ClockView>> {
    return this.#with(learner, lab, (hosted) => hosted.setClock(request));
  }

  query(learner: string, lab: string, name: QueryName, params: unknown): Promise<Reply<unknown>> {
    return this.#with(learner, lab, (hosted) => hosted.query(name, params));
  }

  verdict(learner: string, lab: string, conclusion: Conclusion): Promise<Reply<VerdictView>> {
    return this.#with(learner, lab, (hosted) => hosted.verdict(conclusion, learner));
  }

  pastVerdict(learner: string, lab: string, n: number): Promise<Reply<VerdictView>> {
    return this.#with(learner, lab, (hosted) => hosted.pastVerdict(n));
  }

  openDebrief(learner: string, lab: string, giveUp: boolean): Promise<Reply<LabView>> {
    return this.#with(learner, lab, (hosted) => hosted.openDebrief(giveUp, learner));
  }

  debrief(learner: string, lab: string, n: number): Promise<Reply<DebriefView>> {
    return this.#with(learner, lab, (hosted) => hosted.debrief(n));
  }

  /** Deletes a lab for good; what the learner did and its verdicts stay in the record. */
  delete(learner: string, lab: string): Promise<Reply<{ deleted: true }>> {
    return reply(async () => {
      const hosted = await this.#find(learner, lab);
      this.#deleted.add(lab);
      await hosted.close('This lab was deleted.');
      hosted.sleep();
      this.#hosted.delete(lab);
      await this.#store.deleteLab(lab);
      return { deleted: true as const };
    });
  }

  /** What a verdict rests on, and the lab's log. Not for the page before somebody decides. */
  evidence(learner: string, lab: string, n: number): Promise<Reply<FrozenEvidence>> {
    return this.#with(learner, lab, (hosted) => hosted.evidence(n));
  }

  /** A verdict was graded again in the record. */
  async regraded(lab: string): Promise<void> {
    await this.#hosted.get(lab)?.reloadVerdicts();
  }

  /** Cases with the families of their faults. Never for the page as they are. */
  async knownCases(): Promise<readonly KnownCase[]> {
    const { cases, caseIds } = await this.#getContents();
    return cases
      .filter(({ kind }) => kind === 'case')
      .map(({ slug, headline }) => ({ slug, headline, families: familiesOfCase(caseIds[slug] ?? '') }));
  }

  /** What the server's cases are called, by slug. */
  async cases(): Promise<readonly CaseInfo[]> {
    return (await this.#getContents()).cases;
  }

  /** Whether there is such a lab for this learner, without waking it. */
  exists(learner: string, lab: string): Promise<Reply<true>> {
    return reply(async () => {
      await this.#find(learner, lab);
      return true as const;
    });
  }

  /** Resolves to a function that ends the watching. */
  watch(learner: string, lab: string, position: LivePosition, listener: LiveListener): Promise<Reply<() => void>> {
    return this.#with(learner, lab, (hosted) => hosted.watch(position, listener));
  }

  /** Lets wall time pass for every lab, and puts the idle ones to sleep. */
  async beat(): Promise<void> {
    const now = this.#around.now();
    await Promise.all(Array.from(this.#hosted.values(), (lab) => lab.beat()));
    for (const [id, lab] of this.#hosted) {
      if (lab.isBusy || now - lab.lastUsed < workerLimits.idleMs) continue;
      lab.sleep();
      if (lab.watchers === 0) this.#hosted.delete(id);
    }
  }

  heartbeat(): void {
    for (const lab of this.#hosted.values()) lab.heartbeat();
  }

  /** Number of labs held in memory. */
  get awake(): number {
    return Array.from(this.#hosted.values()).filter((lab) => lab.isAwake).length;
  }

  /** Tells the watchers, finishes what is under way, ends the threads. The store stays open: it is the caller's. */
  async close(reason: string): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(Array.from(this.#hosted.values(), (lab) => lab.close(reason)));
    await this.#pool.close();
  }

  #with<T>(learner: string, lab: string, work: (hosted: HostedLab) => Promise<T>): Promise<Reply<T>> {
    return reply(async () => work(await this.#find(learner, lab)));
  }

  async #find(learner: string, id: string): Promise<HostedLab> {
    if (this.#closing)
      throw new Refused(503, { code: 'closing', message: 'The server is closing. Try again shortly.' });
    const hosted = this.#hosted.get(id) ?? (await this.#load(id));
    if (hosted?.record.owner !== learner || this.#deleted.has(id)) throw noSuchLab();
    hosted.touch();
    return hosted;
  }

  async #load(id: string): Promise<HostedLab | undefined> {
    const record: LabRecord | undefined = await this.#store.lab(id);
    if (!record) return undefined;
    // Another request may have been quicker; a lab exists once.
    const hosted = this.#hosted.get(id) ?? new HostedLab(record, this.#around);
    this.#hosted.set(id, hosted);
    this.#makeRoom();
    return hosted;
  }

  #makeRoom(): void {
    const awake = Array.from(this.#hosted.values()).filter((lab) => lab.isAwake);
    if (awake.length <= workerLimits.awake) return;
    const idle = awake.filter((lab) => !lab.isBusy).sort((a, b) => a.lastUsed - b.lastUsed);
    for (const lab of idle.slice(0, awake.length - workerLimits.awake)) lab.sleep();
  }

  #getContents(): Promise<JobResults['contents']> {
    // What an author has saved is seen: the library knows whether anything was.
    if (this.#authoring) this.#contents = undefined;
    this.#contents ??= this.#pool
      .leastBusy()
      .run({ kind: 'contents' })
      .then((contents) => {
        for (const mistake of contents.mistakes) {
          if (this.#told.has(mistake)) continue;
          this.#around.log(`scenario left out: ${mistake}`);
          this.#told.add(mistake);
        }
        for (const told of this.#told) if (!contents.mistakes.includes(told)) this.#told.delete(told);
        return contents;
      })
      .catch((error: unknown) => {
        this.#contents = undefined;
        throw error;
      });
    return this.#contents;
  }
}

function caseSummary(entry: CaseInfo, labs: readonly LabProgress[]): CaseSummary {
  const mine = labs.filter(({ slug }) => slug === entry.slug);
  const scores = mine.flatMap(({ best }) => (best === null ? [] : [best]));
  const state = ((): CaseSummary['state'] => {
    if (mine.some(({ solved }) => solved)) return 'solved';
    // Given up: the debrief was read before any verdict said solved.
    if (mine.some(({ debriefed }) => debriefed)) return 'needs-review';
    return mine.length > 0 ? 'in-progress' : 'new';
  })();
  const solvedAt = rungs.filter((rung) => mine.some((lab) => lab.solved && lab.rung === rung));
  return { ...entry, state, best: scores.length > 0 ? Math.max(...scores) : null, solvedAt };
}
