import type { LearnerAction } from '../contract/action.ts';
import type { ToolId } from '../contract/tools.ts';
import type { QueryName } from './query.ts';

/** Tools of the page in which an action can be done; undefined: beside them, where notes and telephone are. */
export function toolsOf(action: LearnerAction): readonly ToolId[] | undefined {
  switch (action.kind) {
    case 'save-file':
    case 'set-key':
    case 'restore-file':
    case 'deploy':
      return ['files', 'engine'];
    case 'engine-reprocess':
    case 'engine-retry':
    case 'engine-discard':
      return ['engine'];
    case 'worklist-edit':
    case 'worklist-delete':
    case 'worklist-query':
      return ['worklist'];
    case 'pacs-link':
    case 'pacs-merge':
    case 'pacs-move':
    case 'pacs-move-series':
    case 'pacs-reject':
    case 'pacs-approve':
    case 'pacs-hold':
    case 'pacs-release':
    case 'pacs-undo':
    case 'pacs-correct':
      return ['pacs'];
    case 'modality-resend':
    case 'modality-query':
      return ['scanners'];
    case 'ris-resend':
    case 'ris-schedule':
    case 'ris-cancel':
    case 'ris-read':
      return ['ris'];
    case 'report-withdraw':
      return ['emr'];
    case 'send-hl7':
      return ['composer'];
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

/** What only one tool shows; the other views are shared. */
const shownBy: Readonly<Partial<Record<QueryName, ToolId>>> = {
  listPackets: 'packets',
  getPacket: 'packets',
  downloadPackets: 'packets',
  listLogs: 'logs',
  tryRules: 'engine',
  tryRulesOnAll: 'engine',
};

/** Whether a case that offers these tools lets somebody see this. */
export function mayLook(offered: readonly ToolId[], name: QueryName): boolean {
  const tool = shownBy[name];
  return tool === undefined || offered.includes(tool);
}

export const notOffered = 'This case is solved without that tool: it is not offered here.';
