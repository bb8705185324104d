import { Type, type Static } from 'typebox';
import { toolIds } from '../../contract/tools.ts';
import { ErrorKind, MOST_PLACES } from '../../contract/verdict.ts';
import { Check } from './check-schema.ts';
import { Fault } from './fault-schema.ts';
import { closed, oneOf, Scalar } from './schema-parts.ts';
import { Demographics, ScriptStep } from './script-schema.ts';

/** Local wall time of the hospital: `HH:MM`, `HH:MM:SS`, with `-1 ` in front for the evening before. */
const LocalTime = Type.String({ pattern: '^(-1 )?([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$' });

/** Variables that name the same pool draw different values. */
const unique = { unique: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$' })) };

/** Drawn once per lab from the seed. `tuple` draws several names at once that belong together. */
const Variable = Type.Union([
  Type.Object({ pick: Type.Array(Scalar, { minItems: 1, maxItems: 200 }), ...unique }, closed),
  Type.Object({ integer: Type.Object({ from: Type.Integer(), to: Type.Integer() }, closed), ...unique }, closed),
  Type.Object({ tuple: Type.Array(Type.Record(Type.String(), Scalar), { minItems: 1, maxItems: 200 }) }, closed),
]);

/**
 * The orders that the fault concerns: of a modality, of a resource, by one of some procedures, that the RIS tells in one
 * HL7 version, of which it has sent a message with one of some order control codes, of patients whose first or last identifier is not the hospital's own
 * number, or the one of the script; all of them with `any`.
 */
const EvidenceAbout = Type.Object(
  {
    modality: Type.Optional(Type.String()),
    resource: Type.Optional(Type.String()),
    procedures: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    version: Type.Optional(oneOf(['2.3.1', '2.5.1'])),
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
