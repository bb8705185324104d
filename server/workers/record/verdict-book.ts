import type { DebriefState, LabView } from '../../contract/lab.ts';
import type { DebriefView } from '../../contract/verdict.ts';
import { standingGrade, type VerdictRecord } from '../../store/store.ts';
import { Refused } from '../reply.ts';

/** The verdicts that a lab was given, as its record has them, and whether its debrief is open. */
export class VerdictBook {
  #verdicts: readonly VerdictRecord[] = [];

  /** What the record holds. */
  takeStock(verdicts: readonly VerdictRecord[]): void {
    this.#verdicts = verdicts;
  }

  get isEmpty(): boolean {
    return this.#verdicts.length === 0;
  }

  /** Number of the verdict that comes next, from 1. */
  get next(): number {
    return this.#verdicts.length + 1;
  }

  /** Whether a further verdict counts: nothing was told yet. */
  get counts(): boolean {
    return this.#verdicts.every(({ debrief }) => debrief === undefined);
  }

  get debriefState(): DebriefState {
    const isSolved = this.#verdicts.some((verdict) => verdict.counts && standingGrade(verdict).outcome === 'solved');
    if (!this.counts) return isSolved ? 'open' : 'given-up';
    return isSolved ? 'ready' : 'closed';
  }

  /** With the grade that stands, if one was graded again. */
  get summaries(): LabView['verdicts'] {
    return this.#verdicts.map((verdict) => {
      const { outcome, score } = standingGrade(verdict);
      return { n: verdict.view.n, at: verdict.view.at, outcome, score };
    });
  }

  /** What a reference fix needs, where a debrief has already told it. */
  get expert(): DebriefView['expert'] {
    return this.#verdicts.find(({ debrief }) => debrief?.expert)?.debrief?.expert;
  }

  /** Throws `Refused` (404) for a number that no verdict has. */
  number(n: number): VerdictRecord {
    const verdict = this.#verdicts.find((candidate) => candidate.n === n);
    if (!verdict) throw noSuchVerdict(n);
    return verdict;
  }

  add(verdict: VerdictRecord): void {
    this.#verdicts = [...this.#verdicts, verdict];
  }

  keepDebrief(n: number, debrief: DebriefView): void {
    this.#verdicts = this.#verdicts.map((old) => (old.n === n ? { ...old, debrief } : old));
  }
}

export function debriefClosed(): Refused {
  return new Refused(409, {
    code: 'debrief-closed',
    message: 'The debrief opens once the case is solved, or when you give it up; no further verdict counts then.',
  });
}

export function noSuchVerdict(n: number): Refused {
  return new Refused(404, { code: 'no-such-verdict', message: `This lab has no verdict number ${n}.` });
}
