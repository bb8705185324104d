import type { LearnerAction } from '../../contract/action.ts';
import type { Hospital } from '../hospital.ts';
import { type Done, fromUser, told } from './outcome.ts';

export type RisAction = Extract<LearnerAction, { kind: `ris-${string}` }>;

/** What the desk of the RIS does when a user asks for it, each with that user's rights. */
export function atRisDesk({ ris, room }: Hospital, action: RisAction, user: string, basedOn: number | undefined): Done {
  switch (action.kind) {
    case 'ris-resend':
      return fromUser(ris.resend(action.fillers, user), ({ sent, skipped }) =>
        [
          // A status message leaves at once, the order itself a little later: while the clock stands, no list changes.
          `The RIS desk sends ${sent.length} ${sent.length === 1 ? 'order' : 'orders'} again, within seconds of the hospital's clock.`,
          ...skipped.slice(0, 3).map((each) => `${each.filler}: ${each.reason}.`),
        ].join(' '),
      );
    case 'ris-schedule': {
      const { accession, resource, start } = action;
      if (start < room.kernel.now) return told(false, 'RIS: that time has passed.', 'past');
      return fromUser(
        ris.schedule(accession, { resource, start }, user, basedOn),
        (order) => `Order ${order.accession} is booked in ${order.resource}.`,
      );
    }
    case 'ris-cancel':
      return fromUser(
        ris.cancel(action.accession, action.reason, user, basedOn),
        (order) => `Order ${order.accession} is cancelled.`,
      );
    case 'ris-read':
      return fromUser(
        ris.sendToRead(action.accession, user),
        (order) => `Order ${order.accession} is on the reading list; it is read within minutes.`,
      );
    default:
      return action satisfies never;
  }
}
