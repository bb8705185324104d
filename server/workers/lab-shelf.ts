import type { Conclusion } from '../contract/verdict.ts';
import { LimitExceeded } from '../core/limits.ts';
import type { Change, Job, JobFailure, JobOf, JobResults, OpenResult, Standing } from './job.ts';
import type { LabLibrary, LabRefusal, OpenedLab } from './lab-api.ts';
import { workerLimits } from './limits.ts';

/** The labs that one thread holds, and the jobs done on them. Knows nothing of threads, messages or wall time. */
export class LabShelf {
  readonly #library: LabLibrary;
  readonly #labs = new Map<string, OpenedLab>();

  constructor(library: LabLibrary) {
    this.#library = library;
  }

  /** Everything but `advance`, which runs in slices. */
  run(job: Exclude<Job, { kind: 'advance' }>): JobResults[keyof JobResults] {
    switch (job.kind) {
      case 'contents':
        return {
          cases: this.#library.listCases(),
          templates: this.#library.listTemplates(),
          coverage: this.#library.coverageMap?.() ?? { competencies: [], covers: {} },
          caseIds: this.#library.caseIds?.() ?? {},
          mistakes: this.#library.scenarioMistakes?.() ?? [],
        };
      case 'warm-up':
        this.#warmUp(job.slug);
        return undefined;
      case 'create':
        return this.#shelve(job.lab, this.#library.createLab(job.slug, job.seed, job.rung));
      case 'reopen':
        return this.#shelve(job.lab, this.#library.reopenLab(job.header, job.entries));
      case 'sleep':
        this.#labs.delete(job.lab);
        return undefined;
      case 'act':
        return this.#changing(job.lab, (lab) => {
          const done = lab.act(job.request, job.actor);
          return { ...done, ...change(lab, job.since) };
        });
      case 'next-event':
        return this.#lab(job.lab).nextEventAt();
      case 'rewind':
        return this.#changing(job.lab, (lab) => {
          const done = lab.rewind(job.seq, job.actor);
          return done && { ...done, standing: standing(lab) };
        });
      case 'verdict':
        return this.#changing(job.lab, (lab) => {
          const done = lab.verdict(job.conclusion, job.draw, job.actor);
          if ('error' in done) return done;
          const debrief = lab.header.rung === 'exam' ? lab.debrief(done.view.n) : undefined;
          return { ...done, debrief, ...change(lab, job.since) };
        });
      case 'open-debrief':
        return this.#changing(job.lab, (lab) => {
          const done = lab.openDebrief(job.actor);
          return done && { ...done, standing: standing(lab) };
        });
      case 'debrief':
        return this.#lab(job.lab).debrief(job.n);
      case 'evidence':
        return this.#lab(job.lab).evidence(job.n);
      case 'expert':
        return this.#library.expertOf?.(job.header);
      case 'query':
        return this.#lab(job.lab).query(job.name, job.params);
      case 'messages':
        return change(this.#lab(job.lab), job.since);
      default:
        return job satisfies never;
    }
  }

  /** Some events of an advance; undefined while `to` is not reached. */
  advanceSome(job: JobOf<'advance'>): JobResults['advance'] | undefined {
    return this.#changing(job.lab, (lab) => {
      const { entry, reached } = lab.advance(job.to, workerLimits.sliceEvents);
      return reached ? { entry, ...change(lab, job.since) } : undefined;
    });
  }

  #lab(id: string): OpenedLab {
    const lab = this.#labs.get(id);
    if (!lab) throw new Error(`lab ${id} is not open in this thread`);
    return lab;
  }

  /** A lab that threw half-way is not trusted any more: it is dropped, and reopened from its log. */
  #changing<T>(id: string, work: (lab: OpenedLab) => T): T {
    const lab = this.#lab(id);
    try {
      return work(lab);
    } catch (error) {
      this.#labs.delete(id);
      throw error;
    }
  }

  #shelve(id: string, lab: OpenedLab | LabRefusal): OpenResult {
    if ('error' in lab) return lab;
    const view = lab.query('getLab', {});
    if (!view.ok) return view;
    this.#labs.set(id, lab);
    return { ok: true, header: lab.header, standing: standing(lab), view: view.value };
  }

  /**
   * The first lab and the first verdicts of a process are slow: code is compiled and the case's prelude is computed.
   * Nobody waits for these (kernel.md rule 11).
   */
  #warmUp(slug: string): void {
    const lab = this.#library.createLab(slug, 'warm-up');
    if ('error' in lab) return;
    lab.query('getLab', {});
    for (let n = 1; n <= workerLimits.warmVerdicts; n++)
      lab.verdict(nothingConcluded, `warm-up ${String(n)}`, 'warm-up');
  }
}

const nothingConcluded: Conclusion = {
  disposition: 'nothing-wrong',
  system: '',
  place: '',
  field: '',
  kind: '',
  evidence: [],
  text: '',
};

function standing(lab: OpenedLab): Standing {
  return { seq: lab.journalLength, epoch: lab.epoch, revision: lab.revision, now: lab.now, ended: lab.ended };
}

function change(lab: OpenedLab, since: number): Change {
  const { messages } = lab.messagesSince(since);
  return { standing: standing(lab), messages };
}

export function jobFailure(error: unknown): JobFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), limit: undefined, stack: undefined };
  const limit = error instanceof LimitExceeded ? error.limit : undefined;
  return { name: error.name, message: error.message, limit, stack: error.stack };
}
