import type { LearnerAction } from '../../contract/action.ts';
import type { RandomStream } from '../../core/random.ts';

/** What an action is about; undefined: of everything, nothing may pass it. */
function objectsOf(action: LearnerAction): readonly string[] | undefined {
  switch (action.kind) {
    case 'set-key': {
      // Keys of one file are changed one by one, unless one goes and the others move up.
      if (action.value === null) return undefined;
      return [`key ${action.host}:${action.path} ${action.pointer.join('\n')}`];
    }
    case 'worklist-edit':
      return [`item ${action.item}`];
    case 'worklist-delete':
      return [`item ${action.item}`];
    case 'pacs-link':
    case 'pacs-correct':
      return [action.study, action.order];
    case 'pacs-merge':
      return [action.study, action.into];
    case 'pacs-move':
      return [action.study];
    case 'pacs-hold':
    case 'pacs-release':
    case 'pacs-reject':
      return [action.study];
    case 'modality-resend':
      return [action.study];
    case 'report-withdraw':
      return [`report ${action.filler}`];
    case 'pacs-move-series':
    case 'pacs-approve':
    case 'pacs-undo':
    case 'save-file':
    case 'restore-file':
    case 'deploy':
    case 'engine-reprocess':
    case 'engine-retry':
    case 'engine-discard':
    case 'ris-resend':
    case 'ris-schedule':
    case 'ris-cancel':
    case 'ris-read':
    case 'send-hl7':
    case 'worklist-query':
    case 'modality-query':
    case 'call':
    case 'hypothesis-add':
    case 'hypothesis-evidence':
    case 'hypothesis-state':
    case 'open-hint':
    case 'mark':
      return undefined;
    default:
      return action satisfies never;
  }
}

/** Settings and what is done by hand are kept apart: a file may be in service as soon as it is saved. */
const isSetting = ({ kind }: LearnerAction): boolean => kind === 'set-key';

/** Whether two actions may be done in either order. */
export function areIndependent(a: LearnerAction, b: LearnerAction): boolean {
  const [one, other] = [objectsOf(a), objectsOf(b)];
  if (!one || !other || isSetting(a) !== isSetting(b)) return false;
  return !one.some((object) => other.includes(object));
}

/** Another order in which each action still comes after those that it depends on. `undefined` is a wait: nothing passes it. */
export function reordered<Step extends { readonly action: LearnerAction | undefined }>(
  steps: readonly Step[],
  random: RandomStream,
): Step[] {
  const left = [...steps];
  const out: Step[] = [];
  while (left.length > 0) {
    const free = left.filter((step, index) =>
      left
        .slice(0, index)
        .every((before) => step.action && before.action && areIndependent(before.action, step.action)),
    );
    const next = random.pick(free);
    out.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return out;
}
