import { Type, type Static } from 'typebox';
import { closed, oneOf, Scalar } from './schema-parts.ts';

/** Rows that steps of a fix can walk over: the same that the page's views show. */
export const collections = [
  'studies',
  'series',
  'orders',
  'ris-orders',
  'stored',
  'worklist',
  'scanner-studies',
] as const;
const Collection = Type.Unsafe<(typeof collections)[number]>(Type.Union(collections.map((name) => Type.Literal(name))));
const Where = Type.Record(Type.String(), Type.Union([Scalar, Type.Array(Scalar)]));

/** One thing done: an action of the page, or an HL7 message written in the composer, segment by segment. */
const Act = Type.Union([
  Type.Object({ action: Type.Record(Type.String(), Type.Unknown()), as: Type.Optional(Type.String()) }, closed),
  Type.Object(
    {
      send: Type.Object(
        {
          from: Type.Union([Type.Literal('his01'), Type.Literal('ris01')]),
          port: Type.Integer(),
          segments: Type.Array(Type.String(), { minItems: 1, maxItems: 40 }),
        },
        closed,
      ),
      as: Type.Optional(Type.String()),
    },
    closed,
  ),
]);
export type Act = Static<typeof Act>;

/** A step of a fix or trap. `${…}` is filled from the variables and from what `each` and `find` bound. */
export const FixStep = Type.Union([
  Act,
  Type.Object(
    {
      each: Collection,
      bind: Type.String(),
      where: Type.Optional(Where),
      /** Skip when the `find` below finds nothing. */
      find: Type.Optional(
        Type.Array(Type.Object({ in: Collection, bind: Type.String(), where: Where }, closed), { maxItems: 4 }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1 })),
      do: Type.Array(Act, { minItems: 1 }),
    },
    closed,
  ),
  /** Binds the list of one field of all rows, for actions that take many at once. */
  Type.Object({ collect: Collection, where: Type.Optional(Where), field: Type.String(), into: Type.String() }, closed),
  Type.Object({ wait: Type.Integer({ minimum: 1, maximum: 86_400 }) }, closed),
]);
export type FixStep = Static<typeof FixStep>;

export const FixFile = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    /** Traps: why it is one (told in the debrief) and what the verdict must say. */
    why: Type.Optional(Type.String()),
    refusedBy: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    outcome: Type.Optional(Type.Union([Type.Literal('not-solved'), Type.Literal('unsafe')])),
    /** What is said in place of the right conclusion; `evidence: none` pins nothing. */
    says: Type.Optional(
      Type.Object(
        {
          disposition: oneOf(['fixed', 'nothing-wrong', 'escalate']),
          escalateTo: Type.Optional(Type.String()),
          system: Type.Optional(Type.String()),
          place: Type.Optional(Type.String()),
          field: Type.Optional(Type.String()),
          kind: Type.Optional(Type.String()),
          evidence: Type.Optional(Type.Literal('none')),
        },
        closed,
      ),
    ),
    /** What somebody gets who stops there: part of it may be right. */
    score: Type.Optional(
      Type.Object(
        { least: Type.Integer({ minimum: 0, maximum: 100 }), most: Type.Integer({ minimum: 0, maximum: 100 }) },
        closed,
      ),
    ),
    steps: Type.Array(FixStep, { maxItems: 60 }),
  },
  closed,
);
export type FixFile = Static<typeof FixFile>;
