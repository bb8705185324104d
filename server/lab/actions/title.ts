import type { LearnerAction } from '../../contract/action.ts';

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** One line for the history and the debrief. `people`: who can be called, as the learner knows them. */
export function actionTitle(
  action: LearnerAction,
  people: readonly { readonly id: string; readonly name: string }[] = [],
): string {
  switch (action.kind) {
    case 'save-file':
      return `Saved ${action.host}:${action.path}`;
    case 'set-key':
      return `Changed ${action.pointer.join(' › ')} in ${action.host}:${action.path}`;
    case 'restore-file':
      return `Restored ${action.host}:${action.path} to revision ${action.revision}`;
    case 'deploy':
      return `Deployed ${action.host}:${action.path}`;
    case 'engine-reprocess':
      return `Reprocessed ${counted(action.messages.length, 'message')}`;
    case 'engine-retry':
      return `Sent entry ${action.entry} of the error queue again`;
    case 'engine-discard':
      return `Discarded entry ${action.entry} of the error queue`;
    case 'worklist-edit':
      return `Edited ${action.tag} of a worklist entry`;
    case 'worklist-delete':
      return 'Deleted a worklist entry';
    case 'worklist-query':
      return `Queried the worklist as ${action.callingAe}`;
    case 'pacs-link':
      return `Linked a study to order ${action.order}`;
    case 'pacs-correct':
      return `Made corrected copies of a study for order ${action.order}`;
    case 'pacs-merge':
      return 'Merged a study into another';
    case 'pacs-move':
      return `Moved a study to patient ${action.patientId}`;
    case 'pacs-move-series':
      return 'Moved a series to another study';
    case 'pacs-reject':
      return `Rejected a study (${action.title})`;
    case 'pacs-approve':
      return 'Approved a rejection';
    case 'pacs-hold':
      return 'Put a study on hold';
    case 'pacs-release':
      return 'Released a study from hold';
    case 'pacs-undo':
      return `Undid change ${action.change} at the PACS`;
    case 'modality-resend':
      return action.spsId
        ? `Had ${action.host} send a study with worklist step ${action.spsId}`
        : `Had ${action.host} send a study again`;
    case 'modality-query':
      return `Had ${action.host} refresh its list`;
    case 'ris-resend':
      return `Had the RIS send ${counted(action.fillers.length, 'order')} again`;
    case 'ris-schedule':
      return `Had the RIS move order ${action.accession} to ${action.resource}`;
    case 'ris-cancel':
      return `Had the RIS cancel order ${action.accession}`;
    case 'ris-read':
      return `Had order ${action.accession} put on the reading list`;
    case 'report-withdraw':
      return `Withdrew the report of order ${action.filler}`;
    case 'call':
      return `Called ${people.find(({ id }) => id === action.person)?.name ?? action.person}`;
    case 'send-hl7':
      return `Sent a message from ${action.from}`;
    case 'hypothesis-add':
      return 'Wrote a hypothesis';
    case 'hypothesis-evidence':
      return `Pinned #${action.event} ${action.polarity} a hypothesis`;
    case 'hypothesis-state':
      return `Marked a hypothesis ${action.state}`;
    case 'open-hint':
      return 'Opened a hint';
    case 'mark':
      return 'Set a mark';
    default:
      return action satisfies never;
  }
}
