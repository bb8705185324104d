import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { Expert, OwnStep } from './record.ts';

/** The fixed list of kinds of error, the same in every case (DESIGN §3.3). */
export const errorKinds = [
  'wrong-source-field',
  'wrong-value-in-table',
  'missing-entry',
  'wrong-default',
  'wrong-filter',
  'wrong-format-or-encoding',
  'wrong-address-or-title',
  'person-slip',
  'missing-or-late-order',
  'duplicate-identity',
  'service-or-capacity',
  'no-error',
] as const;
export const ErrorKind = Type.Unsafe<(typeof errorKinds)[number]>(
  Type.Union(errorKinds.map((kind) => Type.Literal(kind))),
);

/** Pinned events beyond this many are no evidence but a heap. */
export const MOST_EVIDENCE = 10;

/** How sure the learner is that the verdict will say `solved`, in percent. */
export const confidences = [0, 25, 50, 75, 100] as const;
export const Confidence = Type.Unsafe<(typeof confidences)[number]>(
  Type.Union(confidences.map((percent) => Type.Literal(percent))),
);
export type Confidence = Static<typeof Confidence>;

/** Places that a conclusion may name: nothing has more faults at a time. */
export const MOST_PLACES = 4;

/** A place where it goes wrong, and how: ids from the pickers, '' where nothing is chosen. */
export const NamedFault = Type.Object({
  system: Type.String({ maxLength: 40 }),
  place: Type.String({ maxLength: 80 }),
  field: Type.String({ maxLength: 80 }),
  kind: Type.String({ maxLength: 40 }),
});
export type NamedFault = Static<typeof NamedFault>;

export const Conclusion = Type.Object({
  disposition: Type.Union([Type.Literal('fixed'), Type.Literal('nothing-wrong'), Type.Literal('escalate')]),
  escalateTo: Type.Optional(Type.String({ maxLength: 40 })),
  /** First place where it goes wrong: ids from the pickers. */
  ...NamedFault.properties,
  /** Further places, where several things go wrong at once. */
  also: Type.Optional(Type.Array(NamedFault, { maxItems: MOST_PLACES - 1 })),
  /** Pinned journal events, MOST_EVIDENCE at most; more are refused by the lab, which says so. */
  evidence: Type.Array(Type.Integer(), { maxItems: 1000 }),
  /** Kept for the debrief, never scored. */
  text: Type.String({ maxLength: 4000 }),
  /** Said before the verdict and told beside its outcome, never scored. Older records have none. */
  confidence: Type.Optional(Confidence),
});
export type Conclusion = Static<typeof Conclusion>;

/** What a verdict is asked with. */
export const VerdictRequest = Type.Object({ ...Conclusion.properties, confidence: Confidence });
export type VerdictRequest = Static<typeof VerdictRequest>;

/** Pickers over the whole hospital: system → interface or table → field. */
export const ConclusionPickers = Type.Object({
  systems: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      places: Type.Array(
        Type.Object({
          id: Type.String(),
          title: Type.String(),
          fields: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
        }),
      ),
    }),
  ),
  kinds: Type.Array(Type.String()),
  escalation: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
});
export type ConclusionPickers = Static<typeof ConclusionPickers>;

export const Part = Type.Union([
  Type.Literal('root-cause'),
  Type.Literal('repair'),
  Type.Literal('harm'),
  Type.Literal('conclusion'),
]);

/** A check as the learner sees it before the debrief: no values, no table or field, no probe. */
export const CheckResult = Type.Object({
  id: Type.String(),
  part: Part,
  title: Type.String(),
  passed: Type.Boolean(),
  required: Type.Boolean(),
  /** Class of the probe in words: `new orders for CT`. */
  sent: Type.String(),
  /** Hop at which a user would notice. */
  hop: Type.String(),
  /** `4 of 6 as expected`. */
  asExpected: Type.Integer(),
  of: Type.Integer(),
  /** Kind of difference: `identifier differs`, `missing`, `accepted, should be refused`. */
  difference: Type.String(),
});
export type CheckResult = Static<typeof CheckResult>;

const grade = {
  outcome: Type.Union([Type.Literal('solved'), Type.Literal('not-solved'), Type.Literal('unsafe')]),
  score: Type.Integer(),
  parts: Type.Array(Type.Object({ part: Part, score: Type.Integer(), of: Type.Integer() })),
};

export const VerdictView = Type.Object({
  n: Type.Integer(),
  at: Instant,
  ...grade,
  checks: Type.Array(CheckResult),
  conclusion: Conclusion,
  /** What it came to after a dispute; what was said at first stands above. */
  regraded: Type.Optional(Type.Object(grade)),
});
export type VerdictView = Static<typeof VerdictView>;

const FaultPath = Type.Array(
  Type.Object({
    /** Several where any of them may be meant. */
    hosts: Type.Array(Type.String()),
    title: Type.String(),
    text: Type.String(),
    state: Type.Union([Type.Literal('right'), Type.Literal('breaks'), Type.Literal('wrong')]),
    /** Here somebody could have seen it first. */
    firstSeen: Type.Boolean(),
  }),
);

/** Told once the case is solved or given up: everything, values included. */
export const DebriefView = Type.Object({
  verdict: VerdictView,
  /** Catalogue id and title, now that they spoil nothing. */
  caseId: Type.String(),
  title: Type.String(),
  /** Each failed observation with what was expected and found. */
  details: Type.Array(
    Type.Object({
      check: Type.String(),
      object: Type.String(),
      hop: Type.String(),
      attribute: Type.String(),
      expected: Type.String(),
      found: Type.String(),
    }),
  ),
  conclusion: Type.Array(
    Type.Object({
      label: Type.String(),
      yours: Type.String(),
      model: Type.String(),
      points: Type.Integer(),
      of: Type.Integer(),
      /** Where there are several causes, or several were named: how many of them this holds for. */
      several: Type.Optional(
        Type.Object({
          right: Type.Integer(),
          causes: Type.Integer(),
          /** Named, and no cause. */
          surplus: Type.Integer(),
        }),
      ),
    }),
  ),
  explanation: Type.String(),
  /** The way of the fault through the systems, in order; of the first, where there are several. */
  faultPath: FaultPath,
  /** The ways of the other faults. */
  furtherPaths: Type.Optional(Type.Array(FaultPath)),
  expertRoute: Type.Array(Type.String()),
  traps: Type.Array(Type.Object({ title: Type.String(), why: Type.String() })),
  questions: Type.Array(Type.Object({ question: Type.String(), answer: Type.String() })),
  references: Type.Array(
    Type.Object({
      clause: Type.String(),
      /** What it has to do with this case. */
      text: Type.String(),
      /** What the clause says, in our words. */
      explanation: Type.String(),
    }),
  ),
  /** Everything looked at and done, refused and undone steps included, oldest first. */
  yourSteps: Type.Array(OwnStep),
  /** Undefined where it was not counted. */
  expert: Type.Optional(Expert),
  /** When the learner arrived, and the verdict's moment. */
  from: Instant,
  until: Instant,
  /** Where and how long the fault could be seen: from the first to the last event of a system that shows it. */
  visible: Type.Array(Type.Object({ host: Type.String(), from: Instant, until: Instant })),
  /** Each undo, oldest first. Harm on a branch that was undone does not lower the score, but is told. */
  rewinds: Type.Array(
    Type.Object({
      at: Instant,
      /** Moment it led back to. */
      back: Instant,
      undone: Type.Array(Type.Object({ at: Instant, title: Type.String() })),
      /** What would have been refused at the end of that branch. */
      harm: Type.Array(Type.Object({ check: Type.String(), difference: Type.String() })),
    }),
  ),
});
export type DebriefView = Static<typeof DebriefView>;
