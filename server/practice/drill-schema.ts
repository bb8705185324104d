import { Type, type Static } from 'typebox';

const Text = Type.String({ minLength: 1 });
/** A value of a message or an item, in which `${name}` and `${name.part}` stand for what is drawn. */
const Template = Type.String({ maxLength: 4000 });
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' });
const Zone = Type.String({ pattern: '^[+-](0\\d|1[0-4])[0-5]\\d$' });

/** One thing that is drawn for each hidden message: a text, one of several, one of several records, or digits. */
const Draw = Type.Union([
  Template,
  Type.Array(Template, { minItems: 1 }),
  Type.Array(Type.Record(Type.String(), Template), { minItems: 1 }),
  Type.Record(Type.String(), Template),
  Type.Object(
    {
      /** `#` is a digit, every other character stands for itself. */
      pattern: Type.String({ pattern: '#' }),
    },
    { additionalProperties: false },
  ),
]);
export type Draw = Static<typeof Draw>;
const Draws = Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,30}$' }), Draw);

/** Attribute by keyword → value as a person writes it down. Items of sequences: parts joined by `/`. */
const Expected = Type.Record(Type.String(), Template);

const Case = {
  /** Another base than the drill's, in `messages/`. */
  base: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+\\.hl7$' })),
  draw: Type.Optional(Draws),
  /** Path → raw text, with delimiters and escapes as they stand in a message. */
  set: Type.Optional(Type.Record(Type.String(), Template)),
  /** Segments taken out, `OBX` or `OBX[2]`, before `add`. */
  remove: Type.Optional(Type.Array(Type.String())),
  add: Type.Optional(
    Type.Array(Type.Object({ after: Type.String(), segment: Template }, { additionalProperties: false })),
  ),
  /** Differs from the drill's `expect`. */
  expect: Type.Optional(Expected),
  /** One for each scheduled step, each differing from `expect`. */
  items: Type.Optional(Type.Array(Expected, { minItems: 1 })),
  /** It must not pass; why, in a few words. */
  held: Type.Optional(Text),
};

export const VisibleCase = Type.Object({ id: Id, title: Text, ...Case }, { additionalProperties: false });
export type VisibleCase = Static<typeof VisibleCase>;

export const HiddenCase = Type.Object(
  {
    id: Id,
    /** What a failed attempt is told: the kind of message, not what is in it. */
    kind: Text,
    /** What the debrief says of it. */
    why: Text,
    /** How many are drawn for one attempt; two when left out. */
    times: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })),
    ...Case,
  },
  { additionalProperties: false },
);
export type HiddenCase = Static<typeof HiddenCase>;

const WrongRules = Type.Object(
  {
    name: Id,
    why: Text,
    /** Ids of hidden cases that must fail by it. */
    fails: Type.Array(Id, { minItems: 1 }),
    /** Replacements in the reference's files; `find` must be there. */
    replace: Type.Array(
      Type.Object(
        {
          /** A table instead of the rules. */
          table: Type.Optional(Type.String()),
          find: Type.String({ minLength: 1 }),
          put: Type.String(),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
);
export type WrongRules = Static<typeof WrongRules>;

/** `drills/<id>/drill.yaml` */
export const DrillFile = Type.Object(
  {
    id: Id,
    title: Text,
    site: Text,
    level: Type.Integer({ minimum: 1, maximum: 5 }),
    minutes: Type.Integer({ minimum: 1, maximum: 120 }),
    tracks: Type.Array(
      Type.Union([
        Type.Literal('CPAS'),
        Type.Literal('CPSA'),
        Type.Literal('CPIA'),
        Type.Literal('CIIP'),
        Type.Literal('HL7'),
      ]),
      { minItems: 1 },
    ),
    /** S-numbers of the coverage map. */
    covers: Type.Array(Type.String({ pattern: '^S\\d{1,3}$' }), { minItems: 1 }),
    /** Zone of the site, and of the clock of the machine that maps; -0500 when left out. */
    zone: Type.Optional(Zone),
    hostZone: Type.Optional(Zone),
    /** Keywords of the attributes that are judged, in order. */
    attributes: Type.Array(Type.String(), { minItems: 1 }),
    /** In `messages/`. */
    base: Type.String({ pattern: '^[a-z0-9-]+\\.hl7$' }),
    draw: Type.Optional(Draws),
    /** What every message gives unless its case says otherwise, written by hand. */
    expect: Expected,
    visible: Type.Array(VisibleCase, { minItems: 1, maxItems: 3 }),
    hidden: Type.Array(HiddenCase, { minItems: 2, maxItems: 40 }),
    wrong: Type.Array(WrongRules, { minItems: 3 }),
  },
  { additionalProperties: false },
);
export type DrillFile = Static<typeof DrillFile>;
