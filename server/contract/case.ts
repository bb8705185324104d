import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { Rung } from './rung.ts';

/** What the catalogue knows of a case before its debrief: nothing that names the fault. */
export const CaseSummary = Type.Object({
  /** Neutral name in the URL, for example `quiet-harbor`. */
  slug: Type.String(),
  headline: Type.String(),
  kind: Type.Union([Type.Literal('case'), Type.Literal('free-play')]),
  tracks: Type.Array(Type.String()),
  /** 1 (first week) to 5. */
  difficulty: Type.Integer({ minimum: 1, maximum: 5 }),
  minutes: Type.Integer(),
  state: Type.Union([
    Type.Literal('new'),
    Type.Literal('in-progress'),
    Type.Literal('needs-review'),
    Type.Literal('solved'),
  ]),
  best: Type.Union([Type.Integer(), Type.Null()]),
  /** Rungs at which it is solved. */
  solvedAt: Type.Array(Rung),
});
export type CaseSummary = Static<typeof CaseSummary>;

export const LabSummary = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  headline: Type.String(),
  kind: Type.Union([Type.Literal('case'), Type.Literal('free-play')]),
  rung: Type.Union([Rung, Type.Literal('free-play')]),
  seed: Type.String(),
  /** Virtual time at which it stands. */
  now: Instant,
  verdicts: Type.Integer(),
  best: Type.Union([Type.Integer(), Type.Null()]),
});
export type LabSummary = Static<typeof LabSummary>;

export const Catalogue = Type.Object({
  cases: Type.Array(CaseSummary),
  labs: Type.Array(LabSummary),
  /** While an author works (DRAFTS=1): what keeps cases from being served, `file:line: what to do`. */
  mistakes: Type.Optional(Type.Array(Type.String())),
});
export type Catalogue = Static<typeof Catalogue>;

export const NewLab = Type.Object({
  slug: Type.String({ minLength: 1, maxLength: 64 }),
  /** Left out: a fresh one is drawn. */
  seed: Type.Optional(Type.String({ minLength: 1, maxLength: 32, pattern: '^[A-Za-z0-9-]+$' })),
  /** Left out: practice. Free play has none. */
  rung: Type.Optional(Rung),
});
