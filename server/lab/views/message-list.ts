import type { MessageSummary } from '../../contract/message.ts';
import type { Journal, JournalEvent } from '../../network/journal.ts';

type Wire = Extract<JournalEvent, { kind: 'hl7' | 'dimse' | 'transport' }>;

/** DIMSE statuses that say that all is well: success, pending (FF00, FF01), and warnings are shown as such. */
const good = (status: number): boolean => status === 0 || status === 0xff00 || status === 0xff01;

export const isWire = (event: JournalEvent): event is Wire =>
  event.kind === 'hl7' || event.kind === 'dimse' || event.kind === 'transport';

/**
 * Rows for the journal events after `since` (a count of events). Answers stand as rows of their own and are named in
 * the row of the request they belong to, where both are at hand.
 */
export function messagesSince(journal: Journal, since: number, until = journal.state.events.length): MessageSummary[] {
  const events = journal.state.events.slice(since, until).filter(isWire);
  const answers = new Map<number, Wire>();
  for (const event of events) {
    if (event.kind !== 'transport' && event.inReplyTo !== undefined) answers.set(event.inReplyTo, event);
  }
  return events.map((event) => summarise(event, answers.get(event.id)));
}

export function summarise(event: Wire, answer: Wire | undefined): MessageSummary {
  const base = {
    id: event.id,
    at: event.at,
    from: event.host,
    to: event.to,
    title: event.title,
    keys: event.keys,
    count: 1,
  };
  switch (event.kind) {
    case 'hl7':
      return {
        ...base,
        protocol: 'HL7',
        answer:
          answer?.kind === 'hl7'
            ? { code: answer.ackCode ?? '?', ok: answer.ackCode === 'AA' || answer.ackCode === 'CA', event: answer.id }
            : null,
        inReplyTo: event.inReplyTo ?? null,
      };
    case 'dimse':
      return {
        ...base,
        protocol: 'DICOM',
        answer:
          answer?.kind === 'dimse' && answer.status !== undefined
            ? { code: hex4(answer.status), ok: good(answer.status), event: answer.id }
            : null,
        inReplyTo: event.inReplyTo ?? null,
      };
    case 'transport':
      return {
        ...base,
        protocol: event.protocol,
        answer: { code: event.outcome, ok: false, event: null },
        inReplyTo: null,
      };
    default:
      return event satisfies never;
  }
}

function hex4(status: number): string {
  return status.toString(16).toUpperCase().padStart(4, '0');
}
