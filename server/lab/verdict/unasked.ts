import { slotText } from '../../systems/ris/schedule.ts';
import type { Hospital } from '../hospital.ts';
import { newSink } from './compare.ts';
import type { Observation } from './observation.ts';

/** `CLERK1 for kbauer`: asked for by telephone (systems/ris/rights.ts). */
const byTelephone = (user: string): boolean => user.includes(' for ');

/**
 * Orders that are cancelled, or stand at another time or in another room, although neither a placer nor the department's
 * own desk wanted it: somebody had the desk do it by telephone, or wrote the message. Their patients wait in vain.
 */
export function observeUnasked({ his, ris, room }: Hospital): Observation[] {
  const asked = new Set<string>();
  for (const { what, object } of his.state.audit.slice()) if (what === 'cancel order') asked.add(object);
  /** Where an order stood before it was moved by telephone. */
  const before = new Map<string, string>();
  for (const entry of ris.state.audit.slice()) {
    const { what, object, user } = entry;
    const called = byTelephone(user);
    if ((what === 'cancel' || what === 'discontinue') && !called) asked.add(object);
    // Wanted after all: what the desk cancelled before does not count any more.
    if (what === 'reinstate') asked.delete(object);
    if (what !== 'reschedule') continue;
    if (!called) before.delete(object);
    else if (!before.has(object)) before.set(object, entry.before);
  }
  const cancelled = ris.state.orders.filter(
    ({ accession, placer, status }) => status === 'CANCELED' && !asked.has(accession) && !asked.has(placer),
  );
  const moved = [...before].filter(([accession, slot]) => {
    const order = ris.state.orders.get(accession);
    return order?.start !== undefined && slotText(order.resource, order.start, room.zoneOffset) !== slot;
  });
  const sink = newSink();
  sink.same('the schedule', 'RIS order', 'orders cancelled unasked', '0', String(cancelled.length), 'state differs');
  sink.same('the schedule', 'RIS order', 'orders moved unasked', '0', String(moved.length), 'state differs');
  return sink.list;
}
