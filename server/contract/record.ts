import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';

export const stepKinds = ['look', 'test', 'change', 'call', 'note', 'hint', 'verdict', 'undo', 'debrief'] as const;
/**
 * What a learner did. `look`: opened something; `test`: asked the hospital something and saw what it answered (a query,
 * a message of one's own, rules tried, a verdict is a kind of its own); `change`: anything that leaves the hospital different.
 */
export const StepKind = Type.Unsafe<(typeof stepKinds)[number]>(
  Type.Union(stepKinds.map((kind) => Type.Literal(kind))),
);
export type StepKind = Static<typeof StepKind>;

/** One line of what a learner did in a lab, as it is told. */
export const OwnStep = Type.Object({
  at: Instant,
  kind: StepKind,
  title: Type.String(),
  /** Systems that it looked at or changed. */
  hosts: Type.Array(Type.String()),
  /** The hypothesis worked on last, unless it was ruled out; '' when there was none. */
  hypothesis: Type.String(),
  /** An undo took it back later. */
  rewound: Type.Boolean(),
  /** The system's own words why it was not done; '' when it was. */
  refused: Type.String(),
});
export type OwnStep = Static<typeof OwnStep>;

/** How much of each was done: by a learner, or by the reference fix that needs least of it. */
export const Effort = Type.Object({ tests: Type.Integer(), changes: Type.Integer(), looks: Type.Integer() });
export type Effort = Static<typeof Effort>;

/** The least that the reference fixes of a case need in the hospital of this seed. */
export const Expert = Type.Object({
  ...Effort.properties,
  /** Title of the fix with the fewest changes. */
  fix: Type.String(),
  /** How many reference fixes were carried out and counted. */
  fixes: Type.Integer(),
});
export type Expert = Static<typeof Expert>;

const Outcome = Type.Union([Type.Literal('solved'), Type.Literal('not-solved'), Type.Literal('unsafe')]);
const Graded = { outcome: Outcome, score: Type.Integer() };

export const AttemptVerdict = Type.Object({
  n: Type.Integer(),
  ...Graded,
  /** False: the debrief had been read before. */
  counts: Type.Boolean(),
  /** Percent; null where it was not asked. */
  confidence: Type.Union([Type.Integer(), Type.Null()]),
  /** After a dispute was decided; what it was before stands above. */
  regraded: Type.Union([Type.Object(Graded), Type.Null()]),
  dispute: Type.Union([Type.Literal('open'), Type.Literal('upheld'), Type.Literal('overturned'), Type.Null()]),
});
export type AttemptVerdict = Static<typeof AttemptVerdict>;

/** One lab of a learner, as the record keeps it; also after the lab itself was deleted. */
export const Attempt = Type.Object({
  lab: Type.String(),
  slug: Type.String(),
  headline: Type.String(),
  seed: Type.String(),
  rung: Type.String(),
  /** An exam with the seed of an earlier lab of the same case: its patients and its fault were known. */
  repeat: Type.Boolean(),
  /** Wall time, ms since 1970. */
  begun: Type.Integer(),
  last: Type.Integer(),
  /** ms at work: gaps of more than five minutes count as five minutes. */
  spent: Type.Integer(),
  deleted: Type.Boolean(),
  /** Best outcome of the verdicts that count, re-graded ones as they are now; `open` before the first. */
  outcome: Type.Union([Outcome, Type.Literal('open')]),
  score: Type.Union([Type.Integer(), Type.Null()]),
  ...Effort.properties,
  refused: Type.Integer(),
  calls: Type.Integer(),
  notes: Type.Integer(),
  hints: Type.Integer(),
  undos: Type.Integer(),
  verdicts: Type.Array(AttemptVerdict),
  /** Told once the debrief is open: before that it would give the case away. */
  told: Type.Union([
    Type.Object({
      caseId: Type.String(),
      title: Type.String(),
      families: Type.Array(Type.String()),
      expert: Type.Union([Expert, Type.Null()]),
    }),
    Type.Null(),
  ]),
});
export type Attempt = Static<typeof Attempt>;

/** A family of faults that the learner has come to know, with its place in the review (Leitner boxes). */
export const FamilyRecord = Type.Object({
  id: Type.String(),
  attempts: Type.Integer(),
  solved: Type.Integer(),
  best: Type.Union([Type.Integer(), Type.Null()]),
  hints: Type.Integer(),
  spent: Type.Integer(),
  /** 1 to 5. */
  box: Type.Integer(),
  /** Days from the last attempt to the next one in this box. */
  interval: Type.Integer(),
  /** Wall time. */
  due: Type.Integer(),
  isDue: Type.Boolean(),
});
export type FamilyRecord = Static<typeof FamilyRecord>;

/** A case to take next. `cases`: where more than one is named, the reason holds for one of them, and which is not told. */
export const Suggestion = Type.Object({
  reason: Type.Union([
    Type.Literal('again'),
    Type.Literal('next-rung'),
    Type.Literal('review'),
    Type.Literal('same-family'),
    Type.Literal('new'),
  ]),
  /** '' where no family is the reason. */
  family: Type.String(),
  /** Rung to take it at; '' leaves it to the learner. */
  rung: Type.String(),
  /** For `review`: when it is or was due, wall time; else 0. */
  due: Type.Integer(),
  cases: Type.Array(Type.Object({ slug: Type.String(), headline: Type.String() })),
});
export type Suggestion = Static<typeof Suggestion>;

/** How often a verdict said solved, by how sure the learner had been. */
export const Calibration = Type.Object({
  confidence: Type.Integer(),
  verdicts: Type.Integer(),
  solved: Type.Integer(),
});

export const RecordView = Type.Object({
  /** Newest first. */
  attempts: Type.Array(Attempt),
  families: Type.Array(FamilyRecord),
  calibration: Type.Array(Calibration),
  /** In the order in which they should be taken. */
  next: Type.Array(Suggestion),
});
export type RecordView = Static<typeof RecordView>;

/** A step with its wall time, as the record keeps it. */
export const RecordedStep = Type.Object({ ...OwnStep.properties, n: Type.Integer(), wall: Type.Integer() });
export type RecordedStep = Static<typeof RecordedStep>;

export const AttemptDetail = Type.Object({ attempt: Attempt, steps: Type.Array(RecordedStep) });
export type AttemptDetail = Static<typeof AttemptDetail>;

export const RecordFormat = Type.Union([Type.Literal('json'), Type.Literal('csv')]);
export type RecordFormat = Static<typeof RecordFormat>;
