import type { CheckResult, VerdictView } from '../../contract/verdict.ts';
import type { ScenarioFile } from '../scenario/schema.ts';

export type Hop =
  | 'finding'
  | 'worklist'
  | 'scanner'
  | 'image header'
  | 'PACS index'
  | 'PACS answer'
  | 'VNA'
  | 'chart'
  | 'RIS order'
  | 'HIS order'
  | 'refusal'
  | 'trace'
  | 'queue';

export type Difference =
  | 'identifier differs'
  | 'demographics differ'
  | 'procedure differs'
  | 'station or time differs'
  | 'missing'
  | 'not expected there'
  | 'not verified'
  | 'state differs'
  | 'accepted, should be refused'
  | 'content changed'
  | 'does not drain'
  | 'grows'
  | 'tried again and again'
  | 'raised again and again'
  | 'put aside'
  | 'not borne out'
  | 'left changed'
  | 'not attributable';

/** One attribute of one object at one hop: what the ledger says and what was found. */
export interface Observation {
  /** The probe's order, study or attempt, for counting: `4 of 6 as expected` counts objects. */
  readonly object: string;
  readonly hop: Hop;
  readonly attribute: string;
  readonly expected: string;
  readonly found: string;
  readonly ok: boolean;
  readonly difference: Difference;
  /** A difference here is a danger to patients or destroys evidence: the outcome becomes `unsafe`. */
  readonly safety: boolean;
}

export interface CheckOutcome {
  readonly result: CheckResult;
  readonly observations: readonly Observation[];
  readonly unsafe: boolean;
}

const HOP_ORDER: readonly Hop[] = [
  'finding',
  'refusal',
  'queue',
  'worklist',
  'scanner',
  'image header',
  'PACS index',
  'PACS answer',
  'VNA',
  'chart',
  'RIS order',
  'HIS order',
  'trace',
];

/** Sums observations up to what a learner may see: counts, the first hop, the kind of difference, no value. */
export function summariseCheck(
  head: Pick<CheckResult, 'id' | 'part' | 'title' | 'sent' | 'required'>,
  observations: readonly Observation[],
  /** Nothing to look at is as it should be, for example when no order is open. */
  mayBeEmpty = false,
): CheckOutcome {
  const objects = new Map<string, boolean>();
  for (const each of observations) objects.set(each.object, (objects.get(each.object) ?? true) && each.ok);
  const failed = observations.filter((each) => !each.ok);
  const first = [...failed].sort((a, b) => HOP_ORDER.indexOf(a.hop) - HOP_ORDER.indexOf(b.hop))[0];
  const asExpected = [...objects.values()].filter(Boolean).length;
  return {
    result: {
      ...head,
      // A check that saw nothing has shown nothing.
      passed: (objects.size > 0 || mayBeEmpty) && failed.length === 0,
      asExpected,
      of: objects.size,
      hop: first?.hop ?? '',
      difference: first?.difference ?? '',
    },
    observations,
    unsafe: failed.some((each) => each.safety),
  };
}

type Part = CheckResult['part'];

export interface Score {
  readonly outcome: VerdictView['outcome'];
  readonly score: number;
  readonly parts: VerdictView['parts'];
}

const weights = {
  cause: { 'root-cause': 40, repair: 25, harm: 25, conclusion: 10 },
  incident: { 'root-cause': 0, repair: 65, harm: 25, conclusion: 10 },
  // The finding stands in the place of the root cause; what is right must stay as it is.
  'no-fault': { 'root-cause': 40, repair: 0, harm: 50, conclusion: 10 },
} as const satisfies Record<ScenarioFile['kind'], Record<Part, number>>;

/** faults.md 2.0: solved is one thing, the score another; a broken safety rule takes the harm part and the word solved. */
export function scoreVerdict(
  kind: ScenarioFile['kind'],
  checks: readonly CheckOutcome[],
  conclusionPoints: number,
): Score {
  const unsafe = checks.some((check) => check.unsafe);
  const weight = weights[kind];
  // A check that passes counts in full. One that fails counts half of what is as expected: part of it always was.
  const worth = ({ passed, asExpected, of }: CheckResult): number =>
    passed ? 1 : of === 0 ? 0 : (0.5 * asExpected) / of;
  const ofPart = (part: Part): CheckResult[] =>
    checks.map((check) => check.result).filter((result) => result.part === part);
  const share = (part: Part): number => {
    const mine = ofPart(part);
    return mine.length === 0 ? 1 : mine.reduce((sum, result) => sum + worth(result), 0) / mine.length;
  };
  // That no harm was done is worth points only to somebody who has mended something.
  const mended = ofPart(kind === 'incident' ? 'repair' : 'root-cause').some((result) => result.passed) ? 1 : 0;
  const points: Record<Part, number> = {
    'root-cause': Math.floor(weight['root-cause'] * share('root-cause')),
    repair: Math.floor(weight.repair * share('repair')),
    harm: unsafe ? 0 : Math.floor(weight.harm * share('harm') * mended),
    conclusion: conclusionPoints,
  };
  const solved = !unsafe && checks.length > 0 && checks.every((check) => check.result.passed || !check.result.required);
  const parts = (['root-cause', 'repair', 'harm', 'conclusion'] as const)
    .filter((part) => weight[part] > 0)
    .map((part) => ({ part, score: points[part], of: weight[part] }));
  return {
    outcome: unsafe ? 'unsafe' : solved ? 'solved' : 'not-solved',
    score: parts.reduce((sum, part) => sum + part.score, 0),
    parts,
  };
}
