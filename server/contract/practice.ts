import { Type, type Static } from 'typebox';
import { Diagnostic } from './message.ts';

/** Mapping practice: drills and free practice of HL7 order → worklist item. Nothing here touches a lab. */

/** Rules of a site (`order-mapping.yaml`) and its lookup tables, as text. */
export const MappingDraft = Type.Object({
  rules: Type.String({ maxLength: 262_144 }),
  tables: Type.Array(
    Type.Object({
      name: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,31}$' }),
      text: Type.String({ maxLength: 262_144 }),
    }),
    { maxItems: 12 },
  ),
});
export type MappingDraft = Static<typeof MappingDraft>;

const DrillState = Type.Union([
  Type.Literal('new'),
  Type.Literal('in-progress'),
  Type.Literal('solved'),
  Type.Literal('given-up'),
]);

export const DrillSummary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  site: Type.String(),
  level: Type.Integer({ minimum: 1, maximum: 5 }),
  minutes: Type.Integer(),
  /** How many attributes are asked for. */
  attributes: Type.Integer(),
  tracks: Type.Array(Type.String()),
  /** S-numbers of the coverage map. */
  covers: Type.Array(Type.String()),
  state: DrillState,
  attempts: Type.Integer(),
});
export type DrillSummary = Static<typeof DrillSummary>;

export const PracticeCatalogue = Type.Object({
  drills: Type.Array(DrillSummary),
  /** A site profile of one's own is kept. */
  hasProfile: Type.Boolean(),
});
export type PracticeCatalogue = Static<typeof PracticeCatalogue>;

/** What the standard, IHE and one well-known archive say of an attribute. */
export const AttributeInfo = Type.Object({
  keyword: Type.String(),
  /** As rules write it: `(0040,0100)>(0040,0001)`. */
  target: Type.String(),
  name: Type.String(),
  vr: Type.String(),
  /** Matching and return key type, PS3.4 Table K.6-1. */
  type: Type.String(),
  ihe: Type.Object({ from231: Type.String(), from251: Type.String(), rule: Type.String() }),
  dcm4chee: Type.String(),
});
export type AttributeInfo = Static<typeof AttributeInfo>;

/** A function that rules may name. */
export const FunctionInfo = Type.Object({
  name: Type.String(),
  meaning: Type.String(),
  needsSource: Type.Boolean(),
  parameters: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.Union([Type.Literal('text'), Type.Literal('list'), Type.Literal('map')]),
      required: Type.Boolean(),
      choices: Type.Array(Type.String()),
      meaning: Type.String(),
    }),
  ),
});
export type FunctionInfo = Static<typeof FunctionInfo>;

/** One rule, key by key as it is written. */
export const DraftRule = Type.Object({
  number: Type.Integer(),
  line: Type.Integer(),
  target: Type.String(),
  name: Type.String(),
  /** By version: `any`, `2.3.1`, `2.5.1`. */
  from: Type.Record(Type.String(), Type.String()),
  function: Type.String(),
  parameters: Type.Record(Type.String(), Type.String()),
  agree: Type.String(),
  when: Type.String(),
  version: Type.String(),
  required: Type.Boolean(),
  note: Type.String(),
  problems: Type.Array(Type.String()),
});
export type DraftRule = Static<typeof DraftRule>;

/** Changes one thing in the text of the rules, as a form does. `rule` counts from 1. */
export const RuleEdit = Type.Union([
  Type.Object({
    kind: Type.Literal('set'),
    rule: Type.Integer({ minimum: 1, maximum: 400 }),
    /** `from`, `from.2.3.1`, `function`, `when`, a parameter …; null removes it. */
    key: Type.String({ pattern: '^[a-z][a-z-]{0,30}(\\.2\\.[35]\\.1)?$' }),
    value: Type.Union([Type.String({ maxLength: 4000 }), Type.Null()]),
  }),
  Type.Object({ kind: Type.Literal('add'), target: Type.String({ maxLength: 200 }) }),
  Type.Object({ kind: Type.Literal('remove'), rule: Type.Integer({ minimum: 1, maximum: 400 }) }),
]);
export type RuleEdit = Static<typeof RuleEdit>;

/** One line of the table in → out. */
export const MappingRow = Type.Object({
  target: Type.String(),
  keyword: Type.String(),
  name: Type.String(),
  /** Null: nothing is asked of this attribute. */
  expected: Type.Union([Type.String(), Type.Null()]),
  /** Null: the item does not have the attribute at all. */
  value: Type.Union([Type.String(), Type.Null()]),
  agrees: Type.Boolean(),
  /** Number of the rule that wrote it; null when none did. */
  rule: Type.Union([Type.Integer(), Type.Null()]),
  line: Type.Union([Type.Integer(), Type.Null()]),
  function: Type.String(),
  /** Where it was read and what stands there. */
  from: Type.String(),
  fromValue: Type.String(),
  /** `PROC line 3, key CTHWO, column modality`. */
  lookup: Type.String(),
  /** Where the value comes from: read, looked up, written by the rule alone, or nothing was written. */
  origin: Type.Union([
    Type.Literal('message'),
    Type.Literal('table'),
    Type.Literal('rule'),
    Type.Literal('held-record'),
    Type.Literal('none'),
  ]),
});
export type MappingRow = Static<typeof MappingRow>;

export const MappedMessage = Type.Object({
  id: Type.String(),
  title: Type.String(),
  /** The rules do not let this message pass. */
  held: Type.Boolean(),
  /** Why it should not pass; null when it should, or when nothing is asked. */
  expectedHeld: Type.Union([Type.String(), Type.Null()]),
  /** Null: nothing is asked of this message. */
  agrees: Type.Union([Type.Boolean(), Type.Null()]),
  problems: Type.Array(
    Type.Object({
      stops: Type.Boolean(),
      message: Type.String(),
      rule: Type.Union([Type.Integer(), Type.Null()]),
      line: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  /** What is off with the form of the message itself. */
  diagnostics: Type.Array(Diagnostic),
  /** One for each scheduled step; `expected` items that are missing have rows without a value. */
  items: Type.Array(Type.Array(MappingRow)),
});
export type MappedMessage = Static<typeof MappedMessage>;

export const TrialView = Type.Object({
  /** The text after the edit. */
  rules: Type.String(),
  /** Why the edit was not made. */
  refused: Type.Union([Type.String(), Type.Null()]),
  list: Type.Array(DraftRule),
  issues: Type.Array(Type.Object({ file: Type.String(), line: Type.Integer(), message: Type.String() })),
  messages: Type.Array(MappedMessage),
});
export type TrialView = Static<typeof TrialView>;

const Bytes = Type.String({ maxLength: 22_500_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' });

export const DrillTrial = Type.Object({
  ...MappingDraft.properties,
  edit: Type.Optional(RuleEdit),
  /** A message of one's own (base64) besides those of the drill. */
  own: Type.Optional(Bytes),
});
export type DrillTrial = Static<typeof DrillTrial>;

export const AttemptView = Type.Object({
  n: Type.Integer(),
  /** Wall time, ms since 1970. */
  at: Type.Integer(),
  solved: Type.Boolean(),
  passed: Type.Integer(),
  of: Type.Integer(),
  /** Why the rules were not tried at all. */
  refused: Type.Union([Type.String(), Type.Null()]),
  kinds: Type.Array(
    Type.Object({
      kind: Type.String(),
      passed: Type.Integer(),
      of: Type.Integer(),
      /** `Patient ID: another value`, without the value. */
      differences: Type.Array(
        Type.Object({
          name: Type.String(),
          what: Type.Union([
            Type.Literal('other'),
            Type.Literal('missing'),
            Type.Literal('invented'),
            Type.Literal('held'),
            Type.Literal('not-held'),
            Type.Literal('items'),
          ]),
        }),
      ),
    }),
  ),
});
export type AttemptView = Static<typeof AttemptView>;

export const DrillView = Type.Object({
  summary: DrillSummary,
  /** Markdown. */
  ticket: Type.String(),
  conventions: Type.String(),
  attributes: Type.Array(AttributeInfo),
  functions: Type.Array(FunctionInfo),
  messages: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), text: Type.String() })),
  /** What the learner left, or the start. */
  draft: MappingDraft,
  start: MappingDraft,
  hints: Type.Object({
    opened: Type.Array(Type.String()),
    /** Another one may be opened now. */
    ready: Type.Boolean(),
    all: Type.Boolean(),
  }),
  attempts: Type.Array(AttemptView),
});
export type DrillView = Static<typeof DrillView>;

/** After the drill is solved or given up. */
export const DrillDebrief = Type.Object({
  explanation: Type.String(),
  reference: MappingDraft,
  /** The hidden messages of the last attempt, with what they should have given and what the learner's rules gave. */
  hidden: Type.Array(
    Type.Object({ kind: Type.String(), why: Type.String(), text: Type.String(), result: MappedMessage }),
  ),
  /** Rules that look right and are not. */
  wrong: Type.Array(Type.Object({ name: Type.String(), why: Type.String(), fails: Type.Array(Type.String()) })),
});
export type DrillDebrief = Static<typeof DrillDebrief>;

const Zone = Type.String({ pattern: '^[+-](0\\d|1[0-4])[0-5]\\d$' });

/** A site of one's own; also the file that export writes and import reads. */
export const SiteProfile = Type.Object(
  {
    format: Type.Literal('faultline-site-profile'),
    version: Type.Literal(1),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    /** Zone of hospital local time, and of the clock of the machine that maps. */
    zone: Zone,
    hostZone: Zone,
    /** What is agreed with the site, in words. */
    conventions: Type.String({ maxLength: 20_000 }),
    rules: MappingDraft.properties.rules,
    tables: MappingDraft.properties.tables,
    /** Messages to try, as text. */
    messages: Type.Array(
      Type.Object(
        {
          title: Type.String({ minLength: 1, maxLength: 120 }),
          text: Type.String({ maxLength: 262_144 }),
          /** Attributes by keyword or tag and what they should be; none: nothing is asked. */
          expect: Type.Optional(Type.Record(Type.String({ maxLength: 80 }), Type.String({ maxLength: 1024 }))),
        },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
  },
  { additionalProperties: false },
);
export type SiteProfile = Static<typeof SiteProfile>;

export const ProfileTrial = Type.Object({
  profile: SiteProfile,
  edit: Type.Optional(RuleEdit),
  /** A message of one's own (base64) besides those of the profile. */
  own: Type.Optional(Bytes),
});
export type ProfileTrial = Static<typeof ProfileTrial>;

export const ProfileView = Type.Object({
  profile: SiteProfile,
  attributes: Type.Array(AttributeInfo),
  functions: Type.Array(FunctionInfo),
});
export type ProfileView = Static<typeof ProfileView>;
