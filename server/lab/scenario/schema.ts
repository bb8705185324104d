import { Type, type Static, type TString, type TUnsafe } from 'typebox';
import { ErrorKind, MOST_PLACES } from '../../contract/verdict.ts';
import { toolIds } from '../../contract/tools.ts';
import { Fault, Moment } from './fault-schema.ts';
import { nameKinds } from '../traffic/person-variety.ts';
import { fates } from '../verdict/probe-fates.ts';

/** Local wall time of the hospital: `HH:MM`, `HH:MM:SS`, with `-1 ` in front for the evening before. */
const LocalTime = Type.String({ pattern: '^(-1 )?([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$' });
const closed = { additionalProperties: false } as const;

const oneOf = <T extends string>(words: readonly T[]): TUnsafe<T> =>
  Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))));

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

/** Variables that name the same pool draw different values. */
const unique = { unique: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$' })) };

/** Drawn once per lab from the seed. `tuple` draws several names at once that belong together. */
const Variable = Type.Union([
  Type.Object({ pick: Type.Array(Scalar, { minItems: 1, maxItems: 200 }), ...unique }, closed),
  Type.Object({ integer: Type.Object({ from: Type.Integer(), to: Type.Integer() }, closed), ...unique }, closed),
  Type.Object({ tuple: Type.Array(Type.Record(Type.String(), Scalar), { minItems: 1, maxItems: 200 }) }, closed),
]);

/** A text of this form, or one that is drawn. */
const orVariable = (form: string): TString => Type.String({ pattern: `^(${form}|\\$\\{[^}]+\\})$` });
/** HL7 tables 0001 and 0485 (priority), as the HIS has them. */
const sexCodes = ['F', 'M', 'O', 'U', 'A', 'N'] as const;
const priorityCodes = ['S', 'A', 'R', 'P', 'C', 'T'] as const;
/** As it was measured: in kg, or with its unit (UCUM), `158 [lb_av]`. */
const Weight = Type.String({ pattern: '^([0-9]{1,5}(\\.[0-9]{1,3})?|\\$\\{[^}]+\\})( \\S{1,12})?$' });

const Demographics = Type.Object(
  {
    /** Letters name the people of a script: steps refer to them. Everything else is drawn from the pools. */
    id: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    ageFrom: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    ageTo: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    sex: Type.Optional(orVariable(sexCodes.join('|'))),
    /** O outpatient, E emergency, I inpatient; E when left out. */
    patientClass: Type.Optional(oneOf(['O', 'E', 'I'])),
    name: Type.Optional(oneOf(nameKinds)),
    identifiers: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
    /** Family name as the desk types it, upper case. */
    family: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    given: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    weight: Type.Optional(Weight),
  },
  closed,
);

/** What a scanner makes, where the protocol has more than one series. */
const PlannedSeries = Type.Array(
  Type.Object(
    {
      number: Type.Integer({ minimum: 1, maximum: 99 }),
      description: Type.String({ maxLength: 64 }),
      images: Type.Union([Type.Integer({ minimum: 1, maximum: 20 }), Type.String({ pattern: '^\\$\\{[^}]+\\}$' })]),
    },
    closed,
  ),
  { minItems: 1, maxItems: 20 },
);

const bookedOrder = {
  patient: Type.String(),
  /** Name by which fixes, checks and the ledger speak of it. */
  order: Type.String(),
  procedure: Type.String(),
  resource: Type.String(),
  start: Moment,
  priority: Type.Optional(orVariable(priorityCodes.join('|'))),
  /** Sent with the order; left out, nothing or what registration has. */
  weight: Type.Optional(Weight),
};

/** Scripted traffic: what makes an incident felt before the learner arrives. */
const ScriptStep = Type.Union([
  Type.Object({ at: Moment, do: Type.Literal('register'), patient: Type.String() }, closed),
  Type.Object(
    {
      at: Moment,
      do: Type.Literal('order'),
      ...bookedOrder,
      /** False: nobody comes to the scanner for it by itself. True: the patient comes at the start. */
      perform: Type.Boolean(),
      /**
       * Placed right after it: the two accession numbers differ in their last digit only. Both wait, some minutes at
       * most, until the RIS has two such numbers to give.
       */
      neighbour: Type.Optional(Type.Object(bookedOrder, closed)),
    },
    closed,
  ),
  /** The RIS desk moves an order of the script to another room or time. */
  Type.Object(
    { at: Moment, do: Type.Literal('move'), order: Type.String(), resource: Type.String(), start: Moment },
    closed,
  ),
  /** The placer cancels an order of the script. */
  Type.Object({ at: Moment, do: Type.Literal('cancel'), order: Type.String() }, closed),
  /** An order of the script is picked from the scanner's worklist and examined. */
  Type.Object(
    {
      at: Moment,
      do: Type.Literal('exam'),
      host: Type.String(),
      order: Type.String(),
      /** The order whose entry the technologist takes by mistake. */
      entryOf: Type.Optional(Type.String()),
      series: Type.Optional(PlannedSeries),
      /** The console restarts after these series: they are sent, and the step is reported as DISCONTINUED. */
      restarts: Type.Optional(Type.Literal(true)),
    },
    closed,
  ),
  /** A finished exam of the script is put on the reading list at once: its report goes out some minutes later. */
  Type.Object({ at: Moment, do: Type.Literal('report'), order: Type.String() }, closed),
  /** The radiologist doubts a report that has been sent, and does not sign it. */
  Type.Object({ at: Moment, do: Type.Literal('doubt'), order: Type.String() }, closed),
  /** The patient is typed in at the console, not taken from the worklist. */
  Type.Object(
    {
      at: Moment,
      do: Type.Literal('unscheduled-exam'),
      host: Type.String(),
      patient: Type.String(),
      procedure: Type.String(),
      /** The order it truly belongs to. */
      belongsTo: Type.String(),
      /** The order whose accession number is typed; none is when left out. */
      accessionOf: Type.Optional(Type.String()),
      series: Type.Optional(PlannedSeries),
    },
    closed,
  ),
]);

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
  },
  closed,
);

/** Attributes that are compared only where a check asks for them. */
export const otherAttributes = ['priority', 'transport', 'weight'] as const;
export type OtherAttribute = (typeof otherAttributes)[number];

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
  },
  closed,
);

const title = { title: Type.String({ minLength: 1, maxLength: 120 }) };
/** Where a case has several checks of a kind: `ORD` with the name `codes` is `ORD-codes`. */
const named = { ...title, name: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$' })) };

/** The expectations a verdict tests (faults.md 2.0). */
const Check = Type.Union([
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
      class: Type.Optional(Type.Pick(ProbeClass, ['modality', 'station', 'also'], closed)),
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

/**
 * The orders that the fault concerns: of a modality, of a resource, by one of some procedures, of which the RIS has sent
 * a message with one of some order control codes, of patients whose first or last identifier is not the hospital's own
 * number, or the one of the script; all of them with `any`.
 */
const EvidenceAbout = Type.Object(
  {
    modality: Type.Optional(Type.String()),
    resource: Type.Optional(Type.String()),
    procedures: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    control: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    otherIdentifierAt: Type.Optional(Type.String({ pattern: '^(first|last|\\$\\{[^}]+\\})$' })),
    any: Type.Optional(Type.Literal(true)),
    /** Of the script, one or several. */
    order: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])),
  },
  { ...closed, minProperties: 1 },
);

/** A place on the way where the fault can be seen. */
const EvidenceHop = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('hl7'),
      from: Type.String(),
      to: Type.String(),
      /** Only messages with this order control code. */
      control: Type.Optional(Type.String()),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('dimse'),
      title: oneOf(['C-STORE-RQ', 'C-FIND-RSP', 'N-CREATE-RQ', 'N-SET-RQ']),
      from: Type.Optional(Type.String()),
      to: Type.Optional(Type.String()),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('row'), host: Type.String(), table: Type.String() }, closed),
  /** The change that brought the fault. */
  Type.Object({ kind: Type.Literal('file'), host: Type.String(), path: Type.String() }, closed),
  /** An attempt that failed: no connection, none of the expected answers, broken off. */
  Type.Object(
    { kind: Type.Literal('transport'), from: Type.Optional(Type.String()), to: Type.Optional(Type.String()) },
    closed,
  ),
  /** A worklist query for this Scheduled Station AE Title that no entry answered. */
  Type.Object({ kind: Type.Literal('empty-query'), station: Type.String() }, closed),
]);

/** Which events show the fault; what is made of them stands in verdict/evidence.ts. */
const Evidence = Type.Object(
  { about: EvidenceAbout, hops: Type.Array(EvidenceHop, { minItems: 1, maxItems: 20 }) },
  closed,
);

/** A place where it goes wrong first; the first of a list is the model answer, the others are as right. */
const Place = Type.Object(
  { system: Type.String(), place: Type.String(), fields: Type.Array(Type.String(), { minItems: 1 }) },
  closed,
);

/** Ids of the faults that a cause is made of, where several change one file. */
const FaultNames = Type.Array(Type.String(), { minItems: 1, maxItems: 20 });

/** The way of the fault; `firstSeen` where somebody could notice it first, if not at the step after it breaks. */
const FaultPath = Type.Array(
  Type.Object({ system: Type.String(), text: Type.String(), firstSeen: Type.Optional(Type.Literal(true)) }, closed),
  { minItems: 2 },
);

export const ScenarioFile = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    /** As in the catalogue of faults; a case of two has both, as in HL05-HL07. */
    id: Type.String({ pattern: '^[A-Z]{2}[0-9]{2}[a-z]?(-[A-Z]{2}[0-9]{2}[a-z]?)?$' }),
    /** What the browser knows it by; says nothing of the fault. */
    slug: Type.String({ pattern: '^[a-z]+(-[a-z]+)+$' }),
    version: Type.Integer({ minimum: 1 }),
    /** Still being written: no learner is shown it. */
    draft: Type.Optional(Type.Literal(true)),
    title: Type.String({ minLength: 1, maxLength: 120 }),
    /** Stands in the catalogue before a seed is drawn: no variables. */
    headline: Type.String({ pattern: '^[^$]{1,120}$' }),
    /** `no-fault`: what the ticket complains of is as it should be. */
    kind: oneOf(['cause', 'incident', 'no-fault']),
    tracks: Type.Array(Type.Union(['CPAS', 'CPSA', 'CPIA', 'CIIP', 'HL7', 'INF'].map((track) => Type.Literal(track))), {
      minItems: 1,
    }),
    /** Competencies by number (scenarios/competencies.yaml). */
    covers: Type.Optional(Type.Array(Type.String({ pattern: '^S[0-9]{1,3}$' }), { minItems: 1, maxItems: 30 })),
    difficulty: Type.Integer({ minimum: 1, maximum: 5 }),
    minutes: Type.Integer({ minimum: 1, maximum: 240 }),
    variables: Type.Optional(Type.Record(Type.String(), Variable)),
    ticket: Type.Object({ caller: Type.String(), received: LocalTime }, closed),
    /** Hospital users the ticket lets the learner act as (hospital.md 4.6). */
    users: Type.Array(Type.String(), { minItems: 1 }),
    /** Tools of the workbench that the case offers, and can be solved with; all unless given. */
    tools: Type.Optional(Type.Array(oneOf(toolIds), { minItems: 1, uniqueItems: true })),
    people: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          role: Type.String(),
          answers: Type.Array(
            Type.Object({ id: Type.String(), question: Type.String(), answer: Type.String() }, closed),
            { minItems: 1, maxItems: 8 },
          ),
        },
        closed,
      ),
      { maxItems: 8 },
    ),
    morning: Type.Object({ orders: Type.Integer({ minimum: 0, maximum: 200 }) }, closed),
    /** What the exam rung has besides the fault (scenarios/noise.yaml), where it is not the usual amount. */
    noise: Type.Optional(
      Type.Object(
        {
          /** People who come for something else. */
          visits: Type.Optional(Type.Integer({ minimum: 0, maximum: 40 })),
          /** Further orders of the day. */
          orders: Type.Optional(Type.Integer({ minimum: 0, maximum: 12 })),
          /** Ways that fail for a moment, machines that are turned away. */
          warnings: Type.Optional(Type.Integer({ minimum: 0, maximum: 8 })),
          /** Changes of settings that do no harm. */
          oddities: Type.Optional(Type.Integer({ minimum: 0, maximum: 8 })),
          /** Own ones: as `faults`, but they do no harm. */
          decoys: Type.Optional(Type.Array(Fault, { maxItems: 5 })),
        },
        closed,
      ),
    ),
    patients: Type.Optional(Type.Array(Demographics, { maxItems: 20 })),
    traffic: Type.Optional(Type.Array(ScriptStep, { maxItems: 100 })),
    faults: Type.Array(Fault, { maxItems: 20 }),
    checks: Type.Array(Check, { minItems: 1, maxItems: 20 }),
    conclusion: Type.Object(
      {
        /** `nothing-wrong`: what the caller complains of is as it should be; then there is no place. */
        disposition: oneOf(['fixed', 'nothing-wrong']),
        places: Type.Array(Place),
        kinds: Type.Array(ErrorKind, { minItems: 1 }),
        evidence: Evidence,
        faults: Type.Optional(FaultNames),
        /** What else is wrong at the same time, each with its own places, kinds, evidence and path. */
        also: Type.Optional(
          Type.Array(
            Type.Object(
              {
                places: Type.Array(Place, { minItems: 1 }),
                kinds: Type.Array(ErrorKind, { minItems: 1 }),
                evidence: Evidence,
                faults: Type.Optional(FaultNames),
                faultPath: FaultPath,
              },
              closed,
            ),
            { minItems: 1, maxItems: MOST_PLACES - 1 },
          ),
        ),
      },
      closed,
    ),
    route: Type.Array(Type.String(), { minItems: 2 }),
    faultPath: FaultPath,
    references: Type.Array(Type.Object({ clause: Type.String(), text: Type.String() }, closed), { minItems: 1 }),
  },
  closed,
);
export type ScenarioFile = Static<typeof ScenarioFile>;
export type CheckSpec = ScenarioFile['checks'][number];

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
