import type { Attempt, AttemptVerdict, RecordView } from '../../contract/record.ts';
import { standingGrade, type AttemptRecord, type DisputeHead } from '../../store/store.ts';

/** Families of a catalogue id: `HL01` is of HL, `HL05-HL07` of HL, `HL01-WL01` of both. */
export function familiesOfCase(caseId: string): string[] {
  return [...new Set([...caseId.matchAll(/[A-Z]{2}(?=\d)/g)].map(([family]) => family))];
}

const better = { solved: 3, 'not-solved': 2, unsafe: 1 } as const;

/**
 * Exams on patients and a fault that their learner had met before: a lab of the same case and seed, on any rung, was begun
 * earlier, be it deleted since. `records`: newest first. Only a seed that is given does that; one that is drawn is new each time.
 */
export function repeatedExams(records: readonly AttemptRecord[]): ReadonlySet<string> {
  const met = new Set<string>();
  const repeated = new Set<string>();
  for (const { lab, slug, seed, header } of records.toReversed()) {
    const key = `${slug} ${seed}`;
    if (header.rung === 'exam' && met.has(key)) repeated.add(lab);
    met.add(key);
  }
  return repeated;
}

/** One lab as the learner's record tells it. What would give the case away is left out until its debrief is open. */
export function attemptOf(
  record: AttemptRecord,
  headline: string,
  disputes: readonly DisputeHead[],
  repeat: boolean,
): Attempt {
  const { kinds, verdicts } = record;
  const counted = verdicts.filter(({ counts }) => counts).map(standingGrade);
  const [best] = [...counted].sort((a, b) => better[b.outcome] - better[a.outcome] || b.score - a.score);
  const debrief = verdicts.find((verdict) => verdict.debrief)?.debrief;
  const count = (kind: string): number => kinds[kind] ?? 0;
  return {
    lab: record.lab,
    slug: record.slug,
    headline,
    seed: record.seed,
    rung: record.header.rung ?? 'practice',
    repeat,
    begun: record.created,
    last: record.last,
    spent: record.spent,
    deleted: record.deleted,
    outcome: best?.outcome ?? 'open',
    score: best?.score ?? null,
    tests: count('test') + count('verdict'),
    changes: count('change'),
    looks: count('look'),
    refused: record.refused,
    calls: count('call'),
    notes: count('note'),
    hints: count('hint'),
    undos: count('undo'),
    verdicts: verdicts.map((verdict) => attemptVerdict(verdict, disputes)),
    told: debrief
      ? {
          caseId: debrief.caseId,
          title: debrief.title,
          families: familiesOfCase(debrief.caseId),
          expert: debrief.expert ?? null,
        }
      : null,
  };
}

function attemptVerdict(
  { n, view, counts }: AttemptRecord['verdicts'][number],
  disputes: readonly DisputeHead[],
): AttemptVerdict {
  const { outcome, score, regraded, conclusion } = view;
  const dispute = disputes.find((each) => each.n === n);
  return {
    n,
    outcome,
    score,
    counts,
    confidence: conclusion.confidence ?? null,
    regraded: regraded ? { outcome: regraded.outcome, score: regraded.score } : null,
    dispute: dispute ? (dispute.decision?.ruling ?? 'open') : null,
  };
}

/** How often a verdict said solved, by how sure the learner had been; as re-graded where a dispute was decided. */
export function calibrationOf(attempts: readonly Attempt[]): RecordView['calibration'] {
  const said = attempts.flatMap(({ verdicts }) => verdicts).filter(({ counts }) => counts);
  const levels = [...new Set(said.flatMap(({ confidence }) => (confidence === null ? [] : [confidence])))];
  return levels
    .sort((a, b) => a - b)
    .map((confidence) => {
      const mine = said.filter((each) => each.confidence === confidence);
      const solved = mine.filter(({ regraded, outcome }) => (regraded?.outcome ?? outcome) === 'solved').length;
      return { confidence, verdicts: mine.length, solved };
    });
}
