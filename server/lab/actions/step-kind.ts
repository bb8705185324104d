import type { LearnerAction } from '../../contract/action.ts';
import type { StepKind } from '../../contract/record.ts';

/** What an action is in a learner's record: a look, a test, a change, a call or a note. */
export function stepKindOf(action: LearnerAction): StepKind {
  switch (action.kind) {
    case 'worklist-query':
    case 'modality-query':
    case 'send-hl7':
      return 'test';
    case 'call':
      return 'call';
    case 'open-hint':
      return 'hint';
    case 'hypothesis-add':
    case 'hypothesis-evidence':
    case 'hypothesis-state':
    case 'mark':
      return 'note';
    default:
      return 'change';
  }
}

/** Systems that an action is done at, sender first. */
export function stepHostsOf(action: LearnerAction): string[] {
  if ('host' in action) return [action.host];
  const { kind } = action;
  if (kind.startsWith('engine-')) return ['eng01'];
  if (kind.startsWith('worklist-')) return ['mwl01'];
  if (kind.startsWith('pacs-')) return ['pacs01'];
  if (kind.startsWith('ris-')) return ['ris01'];
  return action.kind === 'send-hl7' ? [action.from] : [];
}
