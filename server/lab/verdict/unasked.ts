import type { Hospital } from '../hospital.ts';
import { newSink } from './compare.ts';
import type { Observation } from './observation.ts';

/** `CLERK1 for kbauer`: asked for by telephone (systems/ris/rights.ts). */
const byTelephone = (user: string): boolean => user.includes(' for ');

/**
 * Orders that are cancelled although neither a placer nor the department's own desk wanted it: somebody had the desk do
 * it by telephone, or wrote the message. Their patients wait in vain. That one was moved is no harm by itself: it is on
 * a list, and a repair may need it.
 */
export function observeUnasked({ his, ris }: Hospital): Observation[] {
  const asked = new Set<string>();
  for (const { what, object } of his.state.audit.slice()) if (what === 'cancel order') asked.add(object);
  for (const { what, object, user } of ris.state.audit.slice()) {
    if ((what === 'cancel' || what === 'discontinue') && !byTelephone(user)) asked.add(object);
    // Wanted after all: what the desk cancelled before does not count any more.
    if (what === 'reinstate') asked.delete(object);
  }
  const cancelled = ris.state.orders.filter(
    ({ accession, placer, status }) => status === 'CANCELED' && !asked.has(accession) && !asked.has(placer),
  );
  const sink = newSink();
  sink.same('the schedule', 'RIS order', 'orders cancelled unasked', '0', String(cancelled.length), 'state differs');
  return sink.list;
}
