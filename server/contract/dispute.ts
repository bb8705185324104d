import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { CheckResult, Conclusion, Part, VerdictView } from './verdict.ts';

/** Bounds of disputes; what is beyond them is refused with the bound. */
export const disputeLimits = {
  /** Characters of a reason. */
  leastWords: 10,
  mostWords: 4000,
  /** Disputes of one learner that wait for a decision. */
  waiting: 20,
  /** Bytes of the frozen evidence. */
  evidence: 16 * 1024 * 1024,
  /** Observations that are frozen of each check; those that differ come first. */
  observations: 400,
} as const;

const Words = Type.String({ minLength: disputeLimits.leastWords, maxLength: disputeLimits.mostWords });

export const DisputeRequest = Type.Object({ why: Words });

const Grade = Type.Pick(VerdictView, ['outcome', 'score', 'parts']);

const Ruling = Type.Union([Type.Literal('upheld'), Type.Literal('overturned')]);

/** A person's decision. A check or part that is `overturned` counts as met. */
export const DecisionRequest = Type.Object({
  /** By their place in the verdict, from 1: two checks may have one id. Checks that are not named are upheld. */
  checks: Type.Array(Type.Object({ check: Type.Integer({ minimum: 1 }), ruling: Ruling, reason: Words }), {
    maxItems: 40,
  }),
  parts: Type.Array(Type.Object({ part: Part, ruling: Ruling, reason: Words }), { maxItems: 4 }),
  reason: Words,
});
export type DecisionRequest = Static<typeof DecisionRequest>;

export const Decision = Type.Object({
  /** Wall time, ms since 1970. */
  at: Type.Integer(),
  /** `overturned`: a check or part was. */
  ruling: Ruling,
  reason: Type.String(),
  checks: Type.Array(
    Type.Object({ check: Type.Integer(), title: Type.String(), ruling: Ruling, reason: Type.String() }),
  ),
  parts: Type.Array(Type.Object({ part: Part, ruling: Ruling, reason: Type.String() })),
  before: Grade,
  after: Grade,
});
export type Decision = Static<typeof Decision>;

/** What the learner sees of a dispute: nothing that the verdict did not tell. */
export const OwnDispute = Type.Object({
  id: Type.String(),
  lab: Type.String(),
  n: Type.Integer(),
  why: Type.String(),
  /** Wall time, ms since 1970. */
  created: Type.Integer(),
  decision: Type.Union([Decision, Type.Null()]),
});
export type OwnDispute = Static<typeof OwnDispute>;

/** In the list for whoever decides. */
export const DisputeSummary = Type.Object({
  ...OwnDispute.properties,
  slug: Type.String(),
  headline: Type.String(),
  outcome: VerdictView.properties.outcome,
  score: Type.Integer(),
  /** The browser that asks has written it itself. */
  isOwn: Type.Boolean(),
});
export type DisputeSummary = Static<typeof DisputeSummary>;

export const FrozenObservation = Type.Object({
  object: Type.String(),
  hop: Type.String(),
  attribute: Type.String(),
  expected: Type.String(),
  found: Type.String(),
  ok: Type.Boolean(),
});

/** Everything that the verdict rests on, as it was. */
export const FrozenEvidence = Type.Object({
  caseId: Type.String(),
  title: Type.String(),
  kind: Type.Union([Type.Literal('cause'), Type.Literal('incident'), Type.Literal('no-fault')]),
  seed: Type.String(),
  rung: Type.String(),
  versions: Type.Object({ logFormat: Type.Integer(), hospital: Type.Integer(), scenario: Type.String() }),
  verdict: VerdictView,
  conclusion: Conclusion,
  conclusionPoints: Type.Integer(),
  conclusionRows: Type.Array(
    Type.Object({
      label: Type.String(),
      yours: Type.String(),
      model: Type.String(),
      points: Type.Integer(),
      of: Type.Integer(),
    }),
  ),
  checks: Type.Array(
    Type.Object({
      result: CheckResult,
      unsafe: Type.Boolean(),
      observations: Type.Array(FrozenObservation),
      /** Further observations that were as expected, or beyond the bound. */
      more: Type.Integer(),
    }),
  ),
  steps: Type.Array(Type.Object({ at: Instant, title: Type.String(), refused: Type.String() })),
});
export type FrozenEvidence = Static<typeof FrozenEvidence>;

export const DisputeView = Type.Object({
  dispute: DisputeSummary,
  evidence: FrozenEvidence,
  /** Entries of the frozen log, which can be downloaded. */
  entries: Type.Integer(),
});
export type DisputeView = Static<typeof DisputeView>;
