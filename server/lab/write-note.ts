import { noHints } from './exam.ts';
import type { Hospital } from './hospital.ts';
import type { LogEntry } from './log.ts';
import { type NoteAction, type Notebook, takeNote } from './notebook.ts';
import type { Course } from './scenario/course.ts';
import { withFacts } from './scenario/facts.ts';

/** What a note is about: a lab is one. */
interface Noted {
  readonly course: Course;
  readonly hospital: Hospital;
  readonly notebook: Notebook;
  readonly entries: readonly LogEntry[];
}

export type Written =
  | { readonly ok: true; readonly notebook: Notebook; readonly message: string }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** A note as it may be written in this lab: hints when they open, evidence that exists, calls with what is answered. */
export function writeNote(lab: Noted, action: NoteAction): Written {
  const { course, hospital, notebook } = lab;
  if (action.kind === 'open-hint') {
    const closed = hintClosed(lab);
    if (closed !== null)
      return { ok: false, code: course.rung === 'exam' ? 'no-hints' : 'hint-closed', message: closed };
  }
  if (action.kind === 'hypothesis-evidence' && !hospital.room.journal.get(action.event)) {
    return { ok: false, code: 'no-such-event', message: `There is no event #${action.event} in this lab.` };
  }
  const said = action.kind === 'call' ? course.answer(action.person, action.question) : undefined;
  if (action.kind === 'call' && said === undefined) {
    return { ok: false, code: 'gone', message: 'Nobody of that name answers that.' };
  }
  const result = takeNote(notebook, action);
  return result.ok ? { ...result, message: said === undefined ? 'Noted.' : withFacts(said, hospital) } : result;
}

/** Why the next hint stays closed, or null. */
export function hintClosed({ course, notebook, entries }: Omit<Noted, 'hospital'>): string | null {
  if (course.rung === 'exam') return noHints;
  const { hintsOpened } = notebook;
  if (hintsOpened >= course.hints.length) return 'All hints are open.';
  if (hintsOpened === 0) return null;
  // One by one, each after an attempt (DESIGN §7): a hypothesis, a change or a verdict since the last one.
  const last = entries.findLastIndex((entry) => entry.kind === 'action' && entry.payload.kind === 'open-hint');
  const tried = entries
    .slice(last + 1)
    .some((entry) => entry.kind === 'verdict' || (entry.kind === 'action' && entry.payload.kind !== 'mark'));
  return tried ? null : 'Opens after your next attempt: a hypothesis, a query, a change or a verdict.';
}
