import type { Micros } from '../core/clock.ts';
import type { LearnerAction } from '../contract/action.ts';
import type { Hypothesis } from '../contract/lab.ts';
import type { LogEntry } from './log.ts';

/** What the learner wrote down: no part of the hospital, so undo leaves it. */
export interface Notebook {
  readonly hypotheses: readonly Hypothesis[];
  readonly marks: readonly { at: Micros; text: string }[];
  readonly hintsOpened: number;
  /** `person/question` of calls that were made. */
  readonly calls: ReadonlySet<string>;
}

export type NoteAction = Extract<
  LearnerAction,
  { kind: 'hypothesis-add' | 'hypothesis-evidence' | 'hypothesis-state' | 'open-hint' | 'mark' | 'call' }
>;

const noteKinds: ReadonlySet<string> = new Set<NoteAction['kind']>([
  'hypothesis-add',
  'hypothesis-evidence',
  'hypothesis-state',
  'open-hint',
  'mark',
  'call',
]);

export function isNote(action: LearnerAction): action is NoteAction {
  return noteKinds.has(action.kind);
}

const MOST_HYPOTHESES = 60;
const MOST_EVIDENCE = 40;
const MOST_MARKS = 100;

export const emptyNotebook: Notebook = { hypotheses: [], marks: [], hintsOpened: 0, calls: new Set() };

export type NoteResult =
  | { readonly ok: true; readonly notebook: Notebook }
  | { readonly ok: false; readonly code: string; readonly message: string };

export function takeNote(notebook: Notebook, action: NoteAction): NoteResult {
  const done = (change: Partial<Notebook>): NoteResult => ({ ok: true, notebook: { ...notebook, ...change } });
  const refuse = (code: string, message: string): NoteResult => ({ ok: false, code, message });
  const change = (id: number, next: (old: Hypothesis) => Hypothesis): NoteResult => {
    if (!notebook.hypotheses.some((each) => each.id === id)) return refuse('gone', `There is no hypothesis ${id}.`);
    return done({ hypotheses: notebook.hypotheses.map((each) => (each.id === id ? next(each) : each)) });
  };
  switch (action.kind) {
    case 'hypothesis-add': {
      if (action.text.trim() === '') return refuse('empty', 'Write what you suspect first.');
      if (notebook.hypotheses.length >= MOST_HYPOTHESES)
        return refuse('limit', `At most ${MOST_HYPOTHESES} hypotheses.`);
      const id = notebook.hypotheses.length + 1;
      return done({
        hypotheses: [...notebook.hypotheses, { id, text: action.text.trim(), state: 'open', evidence: [] }],
      });
    }
    case 'hypothesis-evidence':
      return change(action.hypothesis, (old) => ({
        ...old,
        evidence: [
          ...old.evidence.filter((each) => each.event !== action.event),
          { event: action.event, polarity: action.polarity, note: action.note },
        ].slice(-MOST_EVIDENCE),
      }));
    case 'hypothesis-state':
      return change(action.hypothesis, (old) => ({ ...old, state: action.state }));
    case 'open-hint':
      return done({ hintsOpened: notebook.hintsOpened + 1 });
    case 'mark':
      return done({ marks: [...notebook.marks, { at: action.at, text: action.text }].slice(-MOST_MARKS) });
    case 'call':
      return done({ calls: new Set([...notebook.calls, `${action.person}/${action.question}`]) });
    default:
      return action satisfies never;
  }
}

/** The notebook after a whole log, rewound parts included. */
export function notebookOf(entries: readonly LogEntry[]): Notebook {
  let notebook = emptyNotebook;
  for (const entry of entries) {
    if (entry.kind !== 'action' || !isNote(entry.payload)) continue;
    const result = takeNote(notebook, entry.payload);
    if (result.ok) notebook = result.notebook;
  }
  return notebook;
}
