import type { Timeline } from '../../contract/hospital.ts';
import type { Micros } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { actionTitle } from '../actions/title.ts';
import type { LogEntry } from '../log.ts';
import { isNote, type Notebook } from '../notebook.ts';

const MARKS = 400;

/**
 * Unverified studies over time, and the learner's own marks and actions. What others changed stands in the versions of
 * the files: to find it is part of the case.
 */
export function timelineView(
  hospital: Hospital,
  begins: Micros,
  entries: readonly LogEntry[],
  notebook: Notebook,
): Timeline {
  const done = entries.flatMap((entry) =>
    entry.kind === 'action' && !isNote(entry.payload)
      ? [{ at: entry.at, text: actionTitle(entry.payload), kind: 'action' as const }]
      : [],
  );
  const own = notebook.marks.map(({ at, text }) => ({ at, text, kind: 'own' as const }));
  return {
    from: begins,
    to: hospital.room.kernel.now,
    unverified: unverified(hospital, begins),
    marks: [...done, ...own].sort((a, b) => a.at - b.at).slice(-MARKS),
  };
}

/** One point for each instant at which the number changed. The archive's row events begin with the new status. */
function unverified(hospital: Hospital, begins: Micros): Timeline['unverified'] {
  const points = [{ at: begins, count: 0 }];
  const waiting = new Set<string>();
  for (const event of hospital.room.journal.state.events.slice()) {
    if (event.kind !== 'row' || event.host !== 'pacs01' || event.table !== 'study') continue;
    if (/^UNVERIFIED\b/.test(event.title)) waiting.add(event.row);
    else waiting.delete(event.row);
    const last = points.at(-1);
    if (last?.count === waiting.size) continue;
    if (last?.at === event.at) points[points.length - 1] = { at: event.at, count: waiting.size };
    else points.push({ at: event.at, count: waiting.size });
  }
  return points;
}
