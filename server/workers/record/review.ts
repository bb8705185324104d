import type { Attempt, FamilyRecord } from '../../contract/record.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Leitner's boxes: days until a family comes up again. */
const intervals = [1, 3, 7, 16, 35] as const;

/**
 * Which families of faults the learner has come to know, and when each should come up again. A family begins in the
 * first box. An attempt that ended solved moves it one box on; one that was given up, or judged and not solved, takes it back to the first; one
 * solved with all hints or more than three verdicts leaves it where it is. Only attempts whose debrief was opened count:
 * before that their family is not told.
 */
export function familiesOf(attempts: readonly Attempt[], now: number): FamilyRecord[] {
  const ids = [...new Set(attempts.flatMap(({ told }) => told?.families ?? []))].sort();
  return ids.map((id) => {
    const mine = attempts.filter(({ told }) => told?.families.includes(id)).sort((a, b) => a.last - b.last);
    const box = mine.reduce(moved, 1);
    const interval = intervals[box - 1] ?? intervals[0];
    const due = (mine.at(-1)?.last ?? 0) + interval * DAY_MS;
    const scores = mine.flatMap(({ score }) => (score === null ? [] : [score]));
    return {
      id,
      attempts: mine.length,
      solved: mine.filter(({ outcome }) => outcome === 'solved').length,
      best: scores.length === 0 ? null : Math.max(...scores),
      hints: mine.reduce((sum, { hints }) => sum + hints, 0),
      spent: mine.reduce((sum, { spent }) => sum + spent, 0),
      box,
      interval,
      due,
      isDue: due <= now,
    };
  });
}

const ALL_HINTS = 3;
const FEW_VERDICTS = 3;

function moved(box: number, { outcome, hints, verdicts }: Attempt): number {
  if (outcome !== 'solved') return 1;
  if (hints >= ALL_HINTS || verdicts.length > FEW_VERDICTS) return box;
  return Math.min(intervals.length, box + 1);
}
