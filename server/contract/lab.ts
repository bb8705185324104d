import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { type ToolId, toolIds } from './tools.ts';
import { Rung } from './rung.ts';

const Tool = Type.Unsafe<ToolId>(Type.Union(toolIds.map((id) => Type.Literal(id))));

export const Person = Type.Object({
  id: Type.String(),
  name: Type.String(),
  role: Type.String(),
  /** Questions that can be put, and the answer where already given. */
  questions: Type.Array(
    Type.Object({ id: Type.String(), text: Type.String(), answer: Type.Union([Type.String(), Type.Null()]) }),
  ),
});

export const Hypothesis = Type.Object({
  id: Type.Integer(),
  text: Type.String(),
  state: Type.Union([Type.Literal('open'), Type.Literal('supported'), Type.Literal('ruled-out')]),
  evidence: Type.Array(
    Type.Object({
      event: Type.Integer(),
      polarity: Type.Union([Type.Literal('for'), Type.Literal('against')]),
      note: Type.String(),
    }),
  ),
});
export type Hypothesis = Static<typeof Hypothesis>;

export const ClockView = Type.Object({
  now: Instant,
  /** Start of what can be looked at: the evening before. */
  from: Instant,
  /** When the learner arrived. */
  arrived: Instant,
  pace: Type.Integer(),
  zoneOffset: Type.Integer(),
  /** Why it stands still, when it does. */
  stopped: Type.Union([
    Type.Literal('paused'),
    Type.Literal('no-page'),
    Type.Literal('no-action'),
    Type.Literal('end'),
    Type.Null(),
  ]),
});
export type ClockView = Static<typeof ClockView>;

/**
 * Whether the debrief may be read. `ready`: the case is solved, and the learner may open it; no verdict counts from then
 * on. `given-up`: it was opened without a solution, and no further verdict is given.
 */
export const DebriefState = Type.Union([
  Type.Literal('closed'),
  Type.Literal('ready'),
  Type.Literal('open'),
  Type.Literal('given-up'),
]);
export type DebriefState = Static<typeof DebriefState>;

export const guideSteps = ['look', 'hypothesis', 'fix', 'deploy', 'confirm', 'verdict'] as const;
/** Where a guided learner stands. `deploy`: something is saved, and no service runs with it yet. */
export const GuideStep = Type.Unsafe<(typeof guideSteps)[number]>(
  Type.Union(guideSteps.map((step) => Type.Literal(step))),
);
export type GuideStep = Static<typeof GuideStep>;

export const LabView = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  kind: Type.Union([Type.Literal('case'), Type.Literal('free-play')]),
  headline: Type.String(),
  rung: Type.Union([Rung, Type.Literal('free-play')]),
  /** Null but for the guided rung. */
  guide: Type.Union([GuideStep, Type.Null()]),
  seed: Type.String(),
  ticket: Type.Object({ caller: Type.String(), received: Instant, markdown: Type.String() }),
  people: Type.Array(Person),
  /** Tools of the workbench that the case offers. */
  tools: Type.Array(Tool),
  /** Hospital users the ticket lets the learner act as. */
  users: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), role: Type.String(), systems: Type.Array(Type.String()) }),
  ),
  hints: Type.Object({
    total: Type.Integer(),
    opened: Type.Array(Type.String()),
    /** Why the next one is closed, or null. */ closed: Type.Union([Type.String(), Type.Null()]),
  }),
  hypotheses: Type.Array(Hypothesis),
  marks: Type.Array(Type.Object({ at: Instant, text: Type.String() })),
  clock: ClockView,
  /** Entries of the log, newest last: what undo can go back to. */
  history: Type.Array(Type.Object({ seq: Type.Integer(), at: Instant, title: Type.String(), ok: Type.Boolean() })),
  verdicts: Type.Array(Type.Object({ n: Type.Integer(), at: Instant, outcome: Type.String(), score: Type.Integer() })),
  debriefState: DebriefState,
  revision: Type.Integer(),
});
export type LabView = Static<typeof LabView>;
