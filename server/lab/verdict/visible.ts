import type { DebriefView } from '../../contract/verdict.ts';
import type { Micros } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { systemTitles } from '../views/topology.ts';

/**
 * Where and how long the fault could be seen: for each system from the first to the last event that shows it, until a
 * moment. Of a message both ends count: who sent it and who got it could see it; the learner's own workstation is none.
 */
export function visibleAt(
  { room: { journal } }: Hospital,
  shows: (event: number) => boolean,
  until: Micros,
): DebriefView['visible'] {
  const spans = new Map<string, { from: Micros; until: Micros }>();
  for (const event of journal.state.events.slice()) {
    if (event.at > until) break;
    if (!shows(event.id)) continue;
    const hosts = 'to' in event ? [event.host, event.to] : [event.host];
    for (const host of hosts) {
      if (!(host in systemTitles)) continue;
      const span = spans.get(host);
      if (span) span.until = event.at;
      else spans.set(host, { from: event.at, until: event.at });
    }
  }
  return [...spans].map(([host, span]) => ({ host, ...span }));
}
