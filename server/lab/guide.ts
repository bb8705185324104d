import type { LearnerAction } from '../contract/action.ts';
import type { GuideStep } from '../contract/lab.ts';
import { effectiveEntries, type LogEntry } from './log.ts';
import { isNote, type Notebook } from './notebook.ts';

/** Asked of a hospital, which stays as it is. */
const looks: ReadonlySet<LearnerAction['kind']> = new Set(['worklist-query', 'modality-query']);

/** What shows whether a change has helped: asking again, sending again, calling back (DESIGN §7). */
const confirmations: ReadonlySet<LearnerAction['kind']> = new Set([
  'worklist-query',
  'modality-query',
  'modality-resend',
  'ris-resend',
  'engine-reprocess',
  'engine-retry',
  'send-hl7',
  'call',
]);

/** Whether an action makes the hospital another one: settings, records, or messages that go out. */
export const isChange = (action: LearnerAction): boolean => !isNote(action) && !looks.has(action.kind);

export const hypothesisQuestion =
  'Before the first change: what do you think is wrong, and what have you seen that speaks for it? Write one sentence, attach one piece of evidence, and the change is made.';
export const confirmationQuestion =
  'You have changed something. Did it help? Ask a worklist again, have something sent again, or call somebody back; then ask for the verdict.';

/** A hypothesis with evidence, for or against, is there: what is asked for before the first change. */
export function hasHypothesis({ hypotheses }: Notebook): boolean {
  return hypotheses.some(({ evidence }) => evidence.length > 0);
}

interface Done {
  readonly entries: readonly LogEntry[];
  readonly notebook: Notebook;
  /** Whether an action did what was asked. */
  readonly succeeded: (seq: number) => boolean;
}

/** Something was changed, and nothing has shown yet whether it helped. */
export function lacksConfirmation({ entries, succeeded }: Done): boolean {
  const { changed, confirmed } = lastOf(entries, succeeded);
  return changed > confirmed;
}

/** Where a guided learner stands: look → hypothesis with evidence → fix → confirm → verdict. */
export function guideStep(course: Done): GuideStep {
  const { entries, notebook, succeeded } = course;
  if (lacksConfirmation(course)) return 'confirm';
  const isChanged = effectiveEntries(entries).some(
    (entry) => entry.kind === 'action' && isChange(entry.payload) && succeeded(entry.seq),
  );
  if (isChanged) return 'verdict';
  if (hasHypothesis(notebook)) return 'fix';
  return notebook.hypotheses.length > 0 ? 'hypothesis' : 'look';
}

/** Numbers of the newest change and of the newest confirmation; 0: none. What is sent again is both, and counts as the latter. */
function lastOf(
  entries: readonly LogEntry[],
  succeeded: (seq: number) => boolean,
): { changed: number; confirmed: number } {
  let changed = 0;
  let confirmed = 0;
  for (const entry of effectiveEntries(entries)) {
    if (entry.kind !== 'action' || !succeeded(entry.seq)) continue;
    if (confirmations.has(entry.payload.kind)) confirmed = entry.seq;
    else if (isChange(entry.payload)) changed = entry.seq;
  }
  return { changed, confirmed };
}
