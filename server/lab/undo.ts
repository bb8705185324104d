import type { Micros } from '../core/clock.ts';
import { actionTitle } from './actions/title.ts';
import { type LogEntry, standingEntries } from './log.ts';
import { isNote } from './notebook.ts';

/** One undo of a log: the steps in the hospital that it took back. Notes stay, so they are none. */
export interface Undo {
  readonly at: Micros;
  /** Moment that it led back to. */
  readonly back: Micros;
  readonly undone: readonly { readonly seq: number; readonly at: Micros; readonly title: string }[];
  /** The log up to it: how the branch ended. */
  readonly before: readonly LogEntry[];
}

/** Every undo of a log, oldest first. `arrived`: the moment before the first entry. */
export function undosOf(entries: readonly LogEntry[], arrived: Micros): Undo[] {
  return entries.flatMap((rewind, index): Undo[] => {
    if (rewind.kind !== 'rewind-to') return [];
    const before = entries.slice(0, index);
    const standing = standingEntries(before);
    const { seq } = rewind.payload;
    const kept = standing.findLast((entry) => entry.seq <= seq);
    const undone = standing.flatMap((entry) =>
      entry.seq > seq && entry.kind === 'action' && !isNote(entry.payload)
        ? [{ seq: entry.seq, at: entry.at, title: actionTitle(entry.payload) }]
        : [],
    );
    return [{ at: rewind.at, back: kept?.at ?? arrived, undone, before }];
  });
}
