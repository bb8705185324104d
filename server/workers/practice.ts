import { Compile } from 'typebox/compile';
import {
  SiteProfile,
  type AttemptView,
  type DrillDebrief,
  type DrillSummary,
  type DrillTrial,
  type DrillView,
  type MappingDraft,
  type PracticeCatalogue,
  type ProfileTrial,
  type ProfileView,
  type TrialView,
} from '../contract/practice.ts';
import type { DrillInfo, PracticeJobKind, PracticeResults } from '../practice/library.ts';
import type { ServerSecret } from '../store/server-secret.ts';
import type { LearnerRecord, Store } from '../store/store.ts';
import { workerLimits } from './limits.ts';
import { PracticeThread } from './practice-thread.ts';
import { Refused, reply, type Reply } from './reply.ts';
import { Turns } from './turns.ts';

/** What is kept of a learner's work on one drill. */
interface DrillRecord {
  readonly draft?: MappingDraft;
  readonly hints: number;
  /** Attempts that had been made when the last hint was opened. */
  readonly hintedAt: number;
  readonly attempts: readonly (AttemptView & { readonly draft: MappingDraft })[];
  readonly solved: boolean;
  readonly givenUp: boolean;
}

const untouched: DrillRecord = { hints: 0, hintedAt: 0, attempts: [], solved: false, givenUp: false };
/** Under this name a learner's own site profile is kept. */
const PROFILE = 'site-profile';

export interface PracticeOptions {
  readonly store: Store;
  readonly secret: ServerSecret;
  readonly log: (line: string) => void;
  /** Wall clock, ms since 1970. */
  readonly now?: () => number;
  /** What one job may take, ms. */
  readonly jobMs?: number;
}

/** Mapping practice behind one asynchronous interface: drills, a learner's record of them, and a site of one's own. */
export class Practice {
  readonly #store: Store;
  readonly #secret: ServerSecret;
  readonly #thread: PracticeThread;
  readonly #now: () => number;
  readonly #log: (line: string) => void;
  /** Of each record that is being changed. */
  readonly #turns = new Map<string, Turns>();
  #contents: Promise<PracticeResults['contents']> | undefined;

  constructor({ store, secret, log, now = Date.now, jobMs }: PracticeOptions) {
    this.#store = store;
    this.#secret = secret;
    this.#now = now;
    this.#thread = new PracticeThread(log, jobMs);
    this.#log = log;
  }

  /** Starts the thread and reads the drills, so that their mistakes are told and nobody waits for it. */
  async warmUp(): Promise<void> {
    await this.#getContents().catch((error: unknown) => {
      this.#log(`mapping practice: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  catalogue(learner: LearnerRecord): Promise<Reply<PracticeCatalogue>> {
    return reply(async () => {
      const [{ drills }, kept] = await Promise.all([this.#getContents(), this.#store.practiceOf(learner.id)]);
      const records = new Map(kept.map(({ drill, record }) => [drill, record as DrillRecord]));
      return {
        drills: drills.map((drill) => summaryOf(drill, records.get(drill.id) ?? untouched)),
        hasProfile: records.has(PROFILE),
      };
    });
  }

  drill(learner: LearnerRecord, drill: string): Promise<Reply<DrillView>> {
    return reply(async () => this.#view(drill, await this.#record(learner, drill)));
  }

  trial(drill: string, { rules, tables, edit, own }: DrillTrial): Promise<Reply<TrialView>> {
    return reply(() => this.#ask({ kind: 'trial', drill, draft: { rules, tables }, edit, own: bytesOf(own) }));
  }

  keepDraft(learner: LearnerRecord, drill: string, draft: MappingDraft): Promise<Reply<{ kept: true }>> {
    return this.#change(learner, drill, (record) => ({
      record: { ...record, draft },
      answer: { kept: true as const },
    }));
  }

  openHint(learner: LearnerRecord, drill: string): Promise<Reply<DrillView>> {
    return this.#change(learner, drill, async (record) => {
      const { ready } = await this.#hintsOf(drill, record);
      if (!ready) {
        throw new Refused(409, {
          code: 'no-hint-yet',
          message: 'The next hint opens after your next attempt. Ask for a verdict first.',
        });
      }
      const next = { ...record, hints: record.hints + 1, hintedAt: record.attempts.length };
      return { record: next, answer: await this.#view(drill, next) };
    });
  }

  judge(learner: LearnerRecord, drill: string, draft: MappingDraft): Promise<Reply<DrillView>> {
    return this.#change(learner, drill, async (record) => {
      const n = (record.attempts.at(-1)?.n ?? 0) + 1;
      const draw = this.#draw(learner, drill, n);
      const judged = await this.#ask({ kind: 'judge', drill, draft, draw });
      const attempt = { n, at: this.#now(), ...judged, draft };
      const next = {
        ...record,
        draft,
        attempts: [...record.attempts, attempt].slice(-workerLimits.practiceAttempts),
        solved: record.solved || (judged.solved && !record.givenUp),
      };
      return { record: next, answer: await this.#view(drill, next) };
    });
  }

  giveUp(learner: LearnerRecord, drill: string): Promise<Reply<DrillView>> {
    return this.#change(learner, drill, async (record) => {
      const next = record.solved ? record : { ...record, givenUp: true };
      return { record: next, answer: await this.#view(drill, next) };
    });
  }

  /** The explanation and the hidden messages, once there is nothing left to give away. */
  debrief(learner: LearnerRecord, drill: string): Promise<Reply<DrillDebrief>> {
    return reply(async () => {
      const record = await this.#record(learner, drill);
      if (!record.solved && !record.givenUp) {
        throw new Refused(409, { code: 'not-yet', message: 'Solve the drill or give it up first; then this opens.' });
      }
      const { start } = await this.#ask({ kind: 'face', drill });
      const last = record.attempts.at(-1);
      const draw = this.#draw(learner, drill, last?.n ?? 0);
      return this.#ask({ kind: 'debrief', drill, draft: last?.draft ?? record.draft ?? start, draw });
    });
  }

  profile(learner: LearnerRecord): Promise<Reply<ProfileView>> {
    return reply(async () => {
      const view = await this.#ask({ kind: 'new-profile' });
      const kept = (await this.#store.practiceOf(learner.id)).find(({ drill }) => drill === PROFILE);
      return kept ? { ...view, profile: kept.record as SiteProfile } : view;
    });
  }

  keepProfile(learner: LearnerRecord, profile: SiteProfile): Promise<Reply<{ kept: true }>> {
    return reply(async () => {
      await this.#store.putPractice(learner, PROFILE, profile);
      return { kept: true as const };
    });
  }

  /** A file that somebody wants to import: the profile, or where and why it is none. Nothing is kept. */
  async readProfile(text: string): Promise<Reply<SiteProfile>> {
    await Promise.resolve();
    const refuse = (message: string, detail?: string): Reply<SiteProfile> => ({
      ok: false,
      status: 400,
      error: { code: 'no-profile', message, ...(detail === undefined ? {} : { detail }) },
    });
    let value: unknown;
    try {
      value = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch (error) {
      return refuse(`This is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
    }
    if (profileCheck.Check(value)) return { ok: true, value };
    const [error] = profileCheck.Errors(value);
    const place = error?.instancePath.slice(1).replaceAll('/', '.') ?? '';
    return refuse(
      `This is no site profile: ${place === '' ? 'the file' : place} ${error?.message ?? 'does not fit'}.`,
      place,
    );
  }

  profileTrial({ profile, edit, own }: ProfileTrial): Promise<Reply<TrialView>> {
    return reply(() => this.#ask({ kind: 'profile-trial', profile, edit, own: bytesOf(own) }));
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #ask<K extends PracticeJobKind>(
    job: Parameters<typeof PracticeThread.prototype.run<K>>[0],
  ): Promise<PracticeResults[K]> {
    const result = await this.#thread.run<K>(job);
    if (result === undefined)
      throw new Refused(404, { code: 'no-such-drill', message: 'There is no such drill. Go back to the list.' });
    return result;
  }

  #getContents(): Promise<PracticeResults['contents']> {
    this.#contents ??= this.#ask({ kind: 'contents' })
      .then((contents) => {
        for (const mistake of contents.mistakes) this.#log(mistake);
        return contents;
      })
      .catch((error: unknown) => {
        this.#contents = undefined;
        throw error;
      });
    return this.#contents;
  }

  /** One change of a learner's record of a drill at a time. */
  #change<T>(
    learner: LearnerRecord,
    drill: string,
    work: (record: DrillRecord) => { record: DrillRecord; answer: T } | Promise<{ record: DrillRecord; answer: T }>,
  ): Promise<Reply<T>> {
    const key = `${learner.id} ${drill}`;
    const turns = this.#turns.get(key) ?? new Turns('This drill', workerLimits.queue);
    this.#turns.set(key, turns);
    return reply(() =>
      turns.take(async () => {
        await this.#info(drill);
        const { record, answer } = await work(await this.#record(learner, drill));
        await this.#store.putPractice(learner, drill, record);
        return answer;
      }),
    ).finally(() => {
      if (turns.waiting === 0) this.#turns.delete(key);
    });
  }

  async #record(learner: LearnerRecord, drill: string): Promise<DrillRecord> {
    const kept = (await this.#store.practiceOf(learner.id)).find((each) => each.drill === drill);
    return (kept?.record as DrillRecord | undefined) ?? untouched;
  }

  async #info(drill: string): Promise<DrillInfo> {
    const info = (await this.#getContents()).drills.find(({ id }) => id === drill);
    if (!info)
      throw new Refused(404, { code: 'no-such-drill', message: 'There is no such drill. Go back to the list.' });
    return info;
  }

  async #view(drill: string, record: DrillRecord): Promise<DrillView> {
    const [info, face, hints] = await Promise.all([
      this.#info(drill),
      this.#ask({ kind: 'face', drill }),
      this.#hintsOf(drill, record),
    ]);
    return {
      summary: summaryOf(info, record),
      ...face,
      draft: record.draft ?? face.start,
      hints,
      attempts: record.attempts.map(({ n, at, solved, passed, of, refused, kinds }) => ({
        n,
        at,
        solved,
        passed,
        of,
        refused,
        kinds,
      })),
    };
  }

  /** The first hint opens after an attempt, each further one after another attempt. */
  async #hintsOf(drill: string, record: DrillRecord): Promise<DrillView['hints']> {
    const { opened, all } = await this.#ask({ kind: 'hints', drill, opened: record.hints });
    return { opened: [...opened], all, ready: !all && record.attempts.length > record.hintedAt };
  }

  #draw(learner: LearnerRecord, drill: string, n: number): string {
    return this.#secret.draw(`practice ${learner.id} ${drill}`, n);
  }
}

const profileCheck = Compile(SiteProfile);

function bytesOf(base64: string | undefined): Uint8Array | undefined {
  return base64 === undefined ? undefined : new Uint8Array(Buffer.from(base64, 'base64'));
}

function summaryOf(info: DrillInfo, record: DrillRecord): DrillSummary {
  const { attempts, solved, givenUp, draft, hints } = record;
  const isTouched = attempts.length > 0 || hints > 0 || draft !== undefined;
  return {
    ...info,
    tracks: [...info.tracks],
    covers: [...info.covers],
    state: solved ? 'solved' : givenUp ? 'given-up' : isTouched ? 'in-progress' : 'new',
    attempts: attempts.length,
  };
}
