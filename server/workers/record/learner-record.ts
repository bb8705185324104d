import type { Download } from '../../contract/download.ts';
import type { Attempt, AttemptDetail, RecordedStep, RecordFormat, RecordView } from '../../contract/record.ts';
import type { DisputeHead, Store } from '../../store/store.ts';
import type { Labs } from '../labs.ts';
import { Refused, reply, type Reply } from '../reply.ts';
import { attemptOf, calibrationOf, repeatedExams } from './attempts.ts';
import { recordAsCsv, recordAsJson } from './export.ts';
import { familiesOf } from './review.ts';
import { recordedStep, withUndone } from './step-book.ts';
import { whatNext } from './what-next.ts';

export interface LearnerRecordOptions {
  readonly store: Store;
  readonly labs: Labs;
  /** Wall clock, ms since 1970. */
  readonly wall?: () => number;
}

/** A learner's own record over all labs, deleted ones included. It is read from the store alone: no lab is woken. */
export class LearnerRecords {
  readonly #store: Store;
  readonly #labs: Labs;
  readonly #wall: () => number;

  constructor({ store, labs, wall = Date.now }: LearnerRecordOptions) {
    this.#store = store;
    this.#labs = labs;
    this.#wall = wall;
  }

  record(learner: string): Promise<Reply<RecordView>> {
    return reply(() => this.#view(learner));
  }

  attempt(learner: string, lab: string): Promise<Reply<AttemptDetail>> {
    return reply(async () => {
      const attempt = (await this.#attempts(learner)).find((each) => each.lab === lab);
      if (!attempt) {
        throw new Refused(404, { code: 'no-such-lab', message: 'Your record has no such lab.' });
      }
      return { attempt, steps: await this.#steps(lab) };
    });
  }

  export(learner: string, format: RecordFormat): Promise<Reply<Download>> {
    return reply(async () => {
      const record = await this.#view(learner);
      if (format === 'csv') return recordAsCsv(record, this.#wall());
      const steps = new Map<string, RecordedStep[]>();
      for (const { lab } of record.attempts) steps.set(lab, await this.#steps(lab));
      return recordAsJson(record, steps, this.#wall());
    });
  }

  async #view(learner: string): Promise<RecordView> {
    const [attempts, cases] = await Promise.all([this.#attempts(learner), this.#labs.knownCases()]);
    const families = familiesOf(attempts, this.#wall());
    return {
      attempts,
      families,
      calibration: calibrationOf(attempts),
      next: whatNext(attempts, families, cases),
    };
  }

  async #attempts(learner: string): Promise<Attempt[]> {
    const [records, disputes, cases] = await Promise.all([
      this.#store.attemptsOf(learner),
      this.#store.disputes(learner),
      this.#labs.cases(),
    ]);
    const ofLab = Map.groupBy(disputes, ({ lab }: DisputeHead) => lab);
    const repeated = repeatedExams(records);
    return records.flatMap((record) => {
      const found = cases.find(({ slug }) => slug === record.slug);
      if (found?.kind === 'free-play') return [];
      return [attemptOf(record, found?.headline ?? record.slug, ofLab.get(record.lab) ?? [], repeated.has(record.lab))];
    });
  }

  async #steps(lab: string): Promise<RecordedStep[]> {
    return withUndone(await this.#store.steps(lab)).map(recordedStep);
  }
}
