import { Type, type Static } from 'typebox';
import { nameKinds } from '../traffic/person-variety.ts';
import { fates } from '../verdict/probe-fates.ts';
import { closed, oneOf, priorityCodes, sexCodes, Weight } from './schema-parts.ts';

/** By tag path, what must stand in a worklist entry. */
const Expected = Type.Record(Type.String({ pattern: '^\\([0-9A-Fa-f]{4},' }), Type.String(), { minProperties: 1 });

/** Fields replaced (raw HL7, by path), and all segments of a name replaced by these, which then stand behind OBR. */
const Rewriting = {
  set: Type.Optional(Type.Record(Type.String(), Type.String(), { minProperties: 1 })),
  segments: Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Z][A-Z0-9]{2}$' }), Type.Array(Type.String(), { maxItems: 10 }), {
      minProperties: 1,
    }),
  ),
};

/**
 * A good order message with some fields replaced (raw HL7, by path): must be held with an alert. `or`: as good is an
 * entry in which this stands. 2.3.1 unless another version is named.
 */
const HeldMessage = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    version: Type.Optional(oneOf(['2.3.1', '2.5.1'])),
    ...Rewriting,
    or: Type.Optional(Expected),
  },
  closed,
);

/** A good order message with some fields replaced, and what must stand in the worklist entry, by tag path. */
const MappedMessage = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    version: oneOf(['2.3.1', '2.5.1']),
    ...Rewriting,
    expect: Expected,
    /** The same of the order that the PACS has of it. */
    order: Type.Optional(
      Type.Object(
        { name: Type.Optional(Type.String()), procedureText: Type.Optional(Type.String()) },
        { ...closed, minProperties: 1 },
      ),
    ),
  },
  closed,
);

/** Attributes that are compared only where a check asks for them. */
const otherAttributes = ['priority', 'transport', 'weight'] as const;
export type OtherAttribute = (typeof otherAttributes)[number];

/** Who reads the patient's name in the end: who queries the PACS, and who opens the chart when the exam was read. */
export const consumers = ['archive', 'chart'] as const;
export type Consumer = (typeof consumers)[number];

const ProbeClass = Type.Object(
  {
    modality: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    station: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    version: Type.Optional(Type.Array(Type.Union([Type.Literal('2.3.1'), Type.Literal('2.5.1')]), { minItems: 1 })),
    /** Gone through in turn: procedure codes, what becomes of the order, kinds of name, how many identifiers. */
    procedures: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    fates: Type.Optional(Type.Array(oneOf(fates), { minItems: 1 })),
    names: Type.Optional(Type.Array(oneOf(nameKinds), { minItems: 1 })),
    identifiers: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), { minItems: 1 })),
    /** Referring and requesting physician of the worklist entry are compared, too. */
    physicians: Type.Optional(Type.Boolean()),
    /** Codes that registration and placer use, and weights as they were measured; told by the order unless said so. */
    sexes: Type.Optional(Type.Array(oneOf(sexCodes), { minItems: 1 })),
    priorities: Type.Optional(Type.Array(oneOf(priorityCodes), { minItems: 1 })),
    weights: Type.Optional(Type.Array(Weight, { minItems: 1 })),
    weightsBy: Type.Optional(Type.Array(oneOf(['order', 'registration']), { minItems: 1 })),
    /** What else of the worklist entry is compared. */
    also: Type.Optional(Type.Array(oneOf(otherAttributes), { minItems: 1 })),
    /** Where else the patient's name is compared, once the images are there: as those see it who come after. */
    seenBy: Type.Optional(Type.Array(oneOf(consumers), { minItems: 1, uniqueItems: true })),
  },
  closed,
);

const title = { title: Type.String({ minLength: 1, maxLength: 120 }) };
/** Where a case has several checks of a kind: `ORD` with the name `codes` is `ORD-codes`. */
const named = { ...title, name: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$' })) };

/** The expectations a verdict tests (faults.md 2.0). */
export const Check = Type.Union([
  Type.Object(
    {
      check: Type.Literal('ORD'),
      ...named,
      count: Type.Integer({ minimum: 1, maximum: 40 }),
      class: Type.Optional(ProbeClass),
      tomorrow: Type.Optional(Type.Boolean()),
      /** So many more by codes that HIS and RIS get only now: held with an alert, on no list. */
      unknownCodes: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
      /** One more for each of these times of the next day: on the worklist server with that date and time. */
      tomorrowAt: Type.Optional(
        Type.Array(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }), { minItems: 1 }),
      ),
      messages: Type.Optional(Type.Array(MappedMessage, { minItems: 1, maxItems: 20 })),
    },
    closed,
  ),
  Type.Object({ check: Type.Literal('REG'), ...title, count: Type.Integer({ minimum: 5, maximum: 80 }) }, closed),
  Type.Object(
    {
      check: Type.Literal('NEG'),
      ...title,
      held: Type.Optional(Type.Array(HeldMessage, { minItems: 1, maxItems: 10 })),
      /** Cancellations that come when the exam has begun or is done: they change nothing. */
      lateCancel: Type.Optional(Type.Boolean()),
    },
    closed,
  ),
  Type.Object(
    {
      check: Type.Literal('REP'),
      ...named,
      /**
       * `archives`: what PACS and VNA answer and give out of the script's patients, after the night's copies; `charts`:
       * what the medical record says of them, and what its image links open; `sent`: what the
       * consoles could not send is in the archive.
       */
      kind: oneOf(['worklist', 'studies', 'cancelled', 'archives', 'charts', 'sent']),
      /** Of `archives`: images made under another's name must have come back under new UIDs (IHE RAD IOCM). */
      newUids: Type.Optional(Type.Literal(true)),
      /** Only orders and exams of these modalities or scanners; of `cancelled` all are looked at. */
      class: Type.Optional(Type.Pick(ProbeClass, ['modality', 'station', 'also', 'seenBy'], closed)),
    },
    closed,
  ),
  Type.Object(
    {
      check: Type.Literal('REP-order'),
      ...title,
      order: Type.String(),
      state: Type.Union([Type.Literal('completed'), Type.Literal('open')]),
    },
    closed,
  ),
  Type.Object({ check: Type.Literal('TRACE'), ...title }, closed),
  /** So long under normal load, in a copy: queues drain and do not grow, no storm of retries, no flapping alarm. */
  Type.Object(
    {
      check: Type.Literal('SOAK'),
      ...title,
      minutes: Type.Integer({ minimum: 5, maximum: 1440 }),
      /** Failed attempts that each way may have; 0 unless given. */
      failures: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
      /** Alarms of one kind, and messages put aside, that there may be; 0 unless given. */
      alarms: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
      /** Which part of the score it counts for; `harm` unless given. */
      part: Type.Optional(Type.Union([Type.Literal('root-cause'), Type.Literal('harm')])),
    },
    closed,
  ),
  /** The conclusion itself: its disposition, and that what was pinned shows it. Where nothing is wrong, it is the solution. */
  Type.Object({ check: Type.Literal('FINDING'), ...title }, closed),
  /** The hospital is as it would be had nobody touched it; what was changed and changed back is. */
  Type.Object({ check: Type.Literal('UNCHANGED'), ...title }, closed),
  /** The fresh orders of ORD once more, after the nightly job and a restart of all services; each unless `false`. */
  Type.Object(
    {
      check: Type.Literal('PERSIST'),
      ...title,
      count: Type.Integer({ minimum: 1, maximum: 20 }),
      class: Type.Optional(ProbeClass),
      restart: Type.Optional(Type.Literal(false)),
      nightly: Type.Optional(Type.Literal(false)),
    },
    closed,
  ),
]);
export type CheckSpec = Static<typeof Check>;
