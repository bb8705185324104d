import type { Timeline } from '../../contract/hospital.ts';
import type { Micros } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { actionTitle } from '../actions/title.ts';
import type { LogEntry } from '../log.ts';
import { isNote, type Notebook } from '../notebook.ts';

const MARKS = 400;

/** Unverified studies over time, and what was changed when. */
export function timelineView(
  hospital: Hospital,
  begins: Micros,
  entries: readonly LogEntry[],
  notebook: Notebook,
): Timeline {
  const saved = hospital.room.files.list().flatMap((file) =>
    file.versions
      .filter((version) => version.revision > 1)
      .map((version) => ({
        at: version.at,
        text: `${file.host} ${nameOf(file.path)} rev ${version.revision} by ${version.author}`,
        kind: 'change' as const,
      })),
  );
  const done = entries.flatMap((entry) =>
    entry.kind === 'action' && !isNote(entry.payload) && !isSave(entry.payload.kind)
      ? [{ at: entry.at, text: actionTitle(entry.payload), kind: 'action' as const }]
      : [],
  );
  const own = notebook.marks.map(({ at, text }) => ({ at, text, kind: 'own' as const }));
  return {
    from: begins,
    to: hospital.room.kernel.now,
    unverified: unverified(hospital, begins),
    marks: [...saved, ...done, ...own].sort((a, b) => a.at - b.at).slice(-MARKS),
  };
}

/** Saves show up by themselves, in the hospital's own change history. */
const isSave = (kind: string): boolean => kind === 'save-file' || kind === 'set-key' || kind === 'restore-file';

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(yaml|csv)$/, '');
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
