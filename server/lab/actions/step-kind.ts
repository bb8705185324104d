import type { LearnerAction } from '../../contract/action.ts';
import type { StepKind } from '../../contract/record.ts';

const kinds: Partial<Readonly<Record<LearnerAction['kind'], StepKind>>> = {
  'worklist-query': 'test',
  'modality-query': 'test',
  'send-hl7': 'test',
  call: 'call',
  'open-hint': 'hint',
  'hypothesis-add': 'note',
  'hypothesis-evidence': 'note',
  'hypothesis-state': 'note',
  mark: 'note',
};

/** What an action is in a learner's record; anything that is no test, call, hint or note leaves the hospital different. */
export function stepKindOf(action: LearnerAction): StepKind {
  return kinds[action.kind] ?? 'change';
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
