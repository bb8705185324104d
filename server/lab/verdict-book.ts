import type { Conclusion, DebriefView } from '../contract/verdict.ts';
import { eventInWords, withHostNames } from './debrief-words.ts';
import type { Hospital } from './hospital.ts';
import type { LogEntry } from './log.ts';
import type { Course } from './scenario/course.ts';
import type { Undo } from './undo.ts';
import { noConclusion } from './verdict/conclusion.ts';
import { faultEvidence } from './verdict/evidence.ts';
import { judge, type VerdictRecord } from './verdict/judge.ts';
import type { CheckOutcome } from './verdict/observation.ts';
import { visibleAt } from './verdict/visible.ts';

/** Undone branches whose harm the debrief looks at: each look is a verdict of its own. */
const MOST_LOOKS = 3;

export type VerdictEntry = LogEntry & { readonly kind: 'verdict' };

/** A verdict, and the pinned events as they were then: an undo may make their numbers mean something else. */
export interface Judged {
  readonly verdict: VerdictRecord;
  readonly evidence: readonly string[];
}

/** Verdicts judged since the lab was opened, by number; the others are judged again when they are asked for. */
export class VerdictBook {
  readonly #course: Course;
  /** The hospital after a part of the log, from the start. */
  readonly #after: (entries: readonly LogEntry[]) => Hospital;
  readonly #judged = new Map<number, Judged>();

  constructor(course: Course, after: (entries: readonly LogEntry[]) => Hospital) {
    this.#course = course;
    this.#after = after;
  }

  /** Judges a hospital as it stands, as verdict `n`. */
  judge(n: number, hospital: Hospital, { conclusion, draw }: VerdictEntry['payload']): Judged {
    const judged = {
      verdict: judge(this.#course, hospital, n, conclusion, draw),
      evidence: evidenceInWords(hospital, conclusion),
    };
    this.#judged.set(n, judged);
    return judged;
  }

  /** Verdict `n`; judged again from the same draw, in the hospital of its moment: the log's word is not trusted blindly. */
  read(n: number, entry: VerdictEntry, log: readonly LogEntry[]): Judged {
    return this.#judged.get(n) ?? this.judge(n, this.#after(log.filter(({ seq }) => seq <= entry.seq)), entry.payload);
  }

  /** Where the fault could be seen until a verdict. `now`: the hospital that stands, if nothing was undone since. */
  visible(entry: VerdictEntry, log: readonly LogEntry[], now: Hospital): DebriefView['visible'] {
    const { file } = this.#course;
    if (!file) return [];
    const isUndone = log.some((each) => each.seq > entry.seq && each.kind === 'rewind-to');
    const hospital = isUndone ? this.#after(log.filter(({ seq }) => seq <= entry.seq)) : now;
    return visibleAt(hospital, faultEvidence(hospital, file), entry.at);
  }

  /** What was undone, and the harm it had done by then: what a verdict at the end of that branch would have held. */
  rewinds(undos: readonly Undo[], draw: string, isDone: (seq: number) => boolean): DebriefView['rewinds'] {
    const looked = new Set(undos.filter(({ undone }) => undone.length > 0).slice(-MOST_LOOKS));
    const harmOf = (entries: readonly LogEntry[]): CheckOutcome[] =>
      judge(this.#course, this.#after(entries), 0, noConclusion, draw).checks.filter(
        ({ result, unsafe }) => !result.passed && (unsafe || result.part === 'harm'),
      );
    // What the fault itself does is not the learner's doing.
    const nameOf = ({ result, unsafe }: CheckOutcome): string => `${result.id} ${unsafe}`;
    const found = looked.size > 0 && this.#course.file ? new Set(harmOf([]).map(nameOf)) : undefined;
    return undos.map((undo) => {
      const harm = found && looked.has(undo) ? harmOf(undo.before).filter((check) => !found.has(nameOf(check))) : [];
      return {
        at: undo.at,
        back: undo.back,
        // What was refused had done nothing that could be taken back.
        undone: undo.undone
          .filter(({ seq }) => isDone(seq))
          .map(({ at, title }) => ({ at, title: withHostNames(title) })),
        harm: harm.map(({ result }) => ({ check: result.title, difference: result.difference })),
      };
    });
  }
}

function evidenceInWords({ room: { journal } }: Hospital, { evidence }: Conclusion): string[] {
  return evidence.map((id) => {
    const event = journal.get(id);
    return event ? eventInWords(event) : `#${id}`;
  });
}
