import type { CaseSummary } from '../contract/case.ts';
import type { Coverage } from '../contract/coverage.ts';
import type { DrillSummary } from '../contract/practice.ts';
import type { CoverageMap } from './lab-api.ts';

/** A count over fewer unknown cases than this would tell something of one of them. */
const LEAST_COUNTED = 3;

/** The coverage map as one learner may see it: cases by name once they are known, the others as a number. */
export function coverageOf(
  { competencies, covers }: CoverageMap,
  cases: readonly CaseSummary[],
  drills: readonly DrillSummary[],
): Coverage {
  const played = cases.filter(({ kind }) => kind === 'case');
  const isKnown = ({ state }: CaseSummary): boolean => state === 'solved' || state === 'needs-review';
  const known = played.filter(isKnown);
  const unknown = played.filter((one) => !isKnown(one));
  const counted = unknown.length >= LEAST_COUNTED ? unknown : [];
  const coveredBy = (list: readonly CaseSummary[], id: string): CaseSummary[] =>
    list.filter(({ slug }) => covers[slug]?.includes(id));
  const ids = [...new Set(competencies.map(({ track }) => track))];
  return {
    tracks: ids.map((track) => ({
      id: track,
      competencies: competencies
        .filter((each) => each.track === track)
        .map(({ id, text }) => ({
          id,
          text,
          drills: drills
            .filter((drill) => drill.covers.includes(id))
            .map(({ id: drill, title, state }) => ({ id: drill, title, solved: state === 'solved' })),
          cases: coveredBy(known, id).map(({ slug, headline }) => ({ slug, headline })),
          more: coveredBy(counted, id).length,
        })),
    })),
    untold: unknown.length - counted.length,
  };
}
