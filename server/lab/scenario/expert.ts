import type { Expert } from '../../contract/record.ts';
import { stepKindOf } from '../actions/step-kind.ts';
import { Lab } from '../lab.ts';
import type { Course } from './course.ts';
import { runFix } from './run-fix.ts';

/** A verdict is asked for at least once. */
const LEAST_VERDICTS = 1;

/**
 * The least that any reference fix of a case needs in the hospital of this seed. Nothing of it is written by hand: each
 * fix is carried out through the same door as the page and its log entries are counted; of each kind the least counts.
 * Looks leave no entry, so the lines of the expert's route stand for them. Undefined in free play.
 */
export function leastEffort(course: Course, seed: string): Expert | undefined {
  const { scenario, file } = course;
  if (!scenario || !file) return undefined;
  const counted = scenario.fixes.map((fix) => {
    const lab = new Lab(course, seed);
    if (course.rung === 'guided') suspect(lab);
    runFix(lab, fix);
    const kinds = lab.entries.flatMap((entry) => (entry.kind === 'action' ? [stepKindOf(entry.payload)] : []));
    const count = (kind: 'test' | 'change'): number => kinds.filter((each) => each === kind).length;
    return { title: fix.title, tests: count('test') + LEAST_VERDICTS, changes: count('change') };
  });
  const [first] = [...counted].sort((a, b) => a.changes - b.changes);
  if (!first) return undefined;
  return {
    tests: Math.min(...counted.map(({ tests }) => tests)),
    changes: first.changes,
    looks: file.route.length,
    fix: first.title,
    fixes: counted.length,
  };
}

/** The guided rung lets nobody change anything without a hypothesis with evidence; notes are not counted. */
function suspect(lab: Lab): void {
  lab.act({ action: { kind: 'hypothesis-add', text: 'reference fix' } }, 'author');
  lab.act({ action: { kind: 'hypothesis-evidence', hypothesis: 1, event: 1, polarity: 'for', note: '' } }, 'author');
}
