import { Type } from 'typebox';
import { nameKinds } from '../traffic/person-variety.ts';
import { Moment } from './fault-schema.ts';
import { closed, oneOf, orVariable, priorityCodes, sexCodes, Weight } from './schema-parts.ts';

/** The people of a script. */
export const Demographics = Type.Object(
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
export const ScriptStep = Type.Union([
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
