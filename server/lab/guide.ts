import type { LearnerAction } from '../contract/action.ts';
import type { ApiError } from '../contract/basics.ts';
import type { GuideStep } from '../contract/lab.ts';
import type { Files } from '../systems/host/files.ts';
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

/** What writes a version of a file. The service runs with it once it is deployed: only that is a change that can help. */
const writings = ['save-file', 'set-key', 'restore-file'] as const satisfies readonly LearnerAction['kind'][];
type Writing = Extract<LearnerAction, { readonly kind: (typeof writings)[number] }>;
const isWriting = (action: LearnerAction): action is Writing => writings.some((kind) => kind === action.kind);

/** Whether an action makes the hospital another one: settings, records, or messages that go out. */
export const isChange = (action: LearnerAction): boolean => !isNote(action) && !looks.has(action.kind);

export const hypothesisQuestion =
  'Before the first change: what do you think is wrong, and what have you seen that speaks for it? Write one sentence, attach one piece of evidence, and the change is made.';
const confirmationQuestion =
  'You have changed something. Did it help? Ask a worklist again, have something sent again, or call somebody back; then ask for the verdict.';
const deployQuestion =
  'Saved, not deployed yet: the service still runs with the version before, so nothing can have helped so far. Deploy what you saved (or restore the version that is in service) and see whether it helped; then ask for the verdict.';

/** A hypothesis with evidence, for or against, is there: what is asked for before the first change. */
export function hasHypothesis({ hypotheses }: Notebook): boolean {
  return hypotheses.some(({ evidence }) => evidence.length > 0);
}

interface Done {
  readonly entries: readonly LogEntry[];
  readonly notebook: Notebook;
  /** Whether an action did what was asked. */
  readonly succeeded: (seq: number) => boolean;
  /** Those of the hospital as it is now. */
  readonly files: Pick<Files, 'text' | 'deployedText'>;
}

/** The learner wrote something that no service runs with. */
function lacksDeployment({ entries, succeeded, files }: Done): boolean {
  return effectiveEntries(entries).some((entry) => {
    if (entry.kind !== 'action' || !isWriting(entry.payload) || !succeeded(entry.seq)) return false;
    const { host, path } = entry.payload;
    return files.text(host, path) !== files.deployedText(host, path);
  });
}

/** Something has changed, and nothing has shown yet whether it helped. */
function lacksConfirmation({ entries, succeeded }: Done): boolean {
  const { changed, confirmed } = lastOf(entries, succeeded);
  return changed > confirmed;
}

/** What a guided learner is asked to do before the verdict; undefined: nothing. */
export function questionBeforeVerdict(course: Done): ApiError | undefined {
  if (lacksDeployment(course)) return { code: 'deploy-first', message: deployQuestion };
  if (lacksConfirmation(course)) return { code: 'confirm-first', message: confirmationQuestion };
  return undefined;
}

/** Where a guided learner stands: look → hypothesis with evidence → fix → (deploy →) confirm → verdict. */
export function guideStep(course: Done): GuideStep {
  const { entries, notebook, succeeded } = course;
  if (lacksDeployment(course)) return 'deploy';
  if (lacksConfirmation(course)) return 'confirm';
  const isChanged = effectiveEntries(entries).some(
    (entry) => entry.kind === 'action' && isChange(entry.payload) && !isWriting(entry.payload) && succeeded(entry.seq),
  );
  if (isChanged) return 'verdict';
  if (hasHypothesis(notebook)) return 'fix';
  return notebook.hypotheses.length > 0 ? 'hypothesis' : 'look';
}

/** Numbers of the newest change that has effect and of the newest confirmation; 0: none. What is sent again is both, and counts as the latter. */
function lastOf(
  entries: readonly LogEntry[],
  succeeded: (seq: number) => boolean,
): { changed: number; confirmed: number } {
  let changed = 0;
  let confirmed = 0;
  for (const entry of effectiveEntries(entries)) {
    if (entry.kind !== 'action' || !succeeded(entry.seq)) continue;
    if (confirmations.has(entry.payload.kind)) confirmed = entry.seq;
    else if (isChange(entry.payload) && !isWriting(entry.payload)) changed = entry.seq;
  }
  return { changed, confirmed };
}
