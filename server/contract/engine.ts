import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { DicomNode } from './message.ts';

/** `found …, expected …` at a line of a file. */
const Problem = Type.Object({ line: Type.Integer(), message: Type.String() });

/** One rule of eng01 (HL7 → HL7) or mwl01 (HL7 → DICOM), as the page's table shows it. */
export const RuleRow = Type.Object({
  /** Place in its file, for `set-key`: the pointer's prefix. */
  pointer: Type.Array(Type.Union([Type.String(), Type.Integer()])),
  target: Type.String(),
  name: Type.String(),
  /** Source path per message version; the same text twice when it does not differ. */
  from231: Type.String(),
  from251: Type.String(),
  /** True when the file writes one `from` for both versions. */
  sameSource: Type.Boolean(),
  function: Type.String(),
  /** Parameters of the function, `table=RES2STATION`. */
  parameters: Type.String(),
  when: Type.String(),
  note: Type.String(),
  line: Type.Integer(),
  /** Why the file would be refused because of this rule. One that does not parse shows its keys as they are written. */
  problems: Type.Array(Problem),
});
export type RuleRow = Static<typeof RuleRow>;

/** How a channel or a destination treats the bytes of a message. */
const Connector = Type.Union([Type.Literal('native'), Type.Literal('legacy')]);

export const RuleSet = Type.Object({
  host: Type.String(),
  path: Type.String(),
  title: Type.String(),
  destination: Type.String(),
  revision: Type.Integer(),
  deployed: Type.Integer(),
  /** Of the channel and of this destination; none for the worklist's rules. */
  connectors: Type.Optional(Type.Object({ source: Connector, destination: Connector })),
  rules: Type.Array(RuleRow),
  problems: Type.Array(Problem),
});
export type RuleSet = Static<typeof RuleSet>;

export const Lookup = Type.Object({
  host: Type.String(),
  path: Type.String(),
  name: Type.String(),
  revision: Type.Integer(),
  deployed: Type.Integer(),
  columns: Type.Array(Type.String()),
  rows: Type.Array(Type.Array(Type.String())),
  problems: Type.Array(Problem),
});
export type Lookup = Static<typeof Lookup>;

/** A message of the engine's store. */
export const StoredMessage = Type.Object({
  message: Type.Integer(),
  at: Instant,
  channel: Type.String(),
  title: Type.String(),
  controlId: Type.String(),
  patientId: Type.String(),
  accession: Type.String(),
  status: Type.String(),
  /** Journal event of its arrival. */
  event: Type.Union([Type.Integer(), Type.Null()]),
  reprocessOf: Type.Union([Type.Integer(), Type.Null()]),
});
export type StoredMessage = Static<typeof StoredMessage>;

export const EngineView = Type.Object({
  channels: Type.Array(
    Type.Object({
      name: Type.String(),
      path: Type.String(),
      ports: Type.Array(Type.Integer()),
      running: Type.Boolean(),
      revision: Type.Integer(),
      deployed: Type.Integer(),
      received: Type.Integer(),
      filtered: Type.Integer(),
    }),
  ),
  ruleSets: Type.Array(RuleSet),
  lookups: Type.Array(Lookup),
  queues: Type.Array(
    Type.Object({
      channel: Type.String(),
      destination: Type.String(),
      target: Type.String(),
      waiting: Type.Integer(),
      sent: Type.Integer(),
      errors: Type.Integer(),
      state: Type.Union([
        Type.Literal('idle'),
        Type.Literal('sending'),
        Type.Literal('retrying'),
        Type.Literal('stopped'),
      ]),
      nextTry: Type.Union([Instant, Type.Null()]),
    }),
  ),
  errors: Type.Array(
    Type.Object({
      entry: Type.Integer(),
      at: Instant,
      channel: Type.String(),
      destination: Type.String(),
      message: Type.Integer(),
      event: Type.Union([Type.Integer(), Type.Null()]),
      text: Type.String(),
    }),
  ),
  /** Message store, newest last. */
  stored: Type.Array(StoredMessage),
});
export type EngineView = Static<typeof EngineView>;

/** Files to try instead of those in service; anything left out is taken from disk. */
export const TryRequest = Type.Object({
  /** Journal event of the message to try on, or the bytes themselves (base64). */
  event: Type.Optional(Type.Integer()),
  bytes: Type.Optional(Type.String({ maxLength: 2_000_000 })),
  drafts: Type.Array(
    Type.Object({ host: Type.String(), path: Type.String(), text: Type.String({ maxLength: 262_144 }) }),
    { maxItems: 12 },
  ),
  /** Single keys changed on top of the drafts or of what is on disk, as `set-key` would. */
  edits: Type.Optional(
    Type.Array(
      Type.Object({
        host: Type.String(),
        path: Type.String(),
        pointer: Type.Array(Type.Union([Type.String({ maxLength: 200 }), Type.Integer()]), {
          minItems: 1,
          maxItems: 12,
        }),
        value: Type.Union([Type.String({ maxLength: 4000 }), Type.Null()]),
      }),
      { maxItems: 60 },
    ),
  ),
});
export type TryRequest = Static<typeof TryRequest>;

export const ProvenanceRow = Type.Object({
  tag: Type.String(),
  name: Type.String(),
  value: Type.String(),
  /** Value with the rules in service, when it differs or there is none. */
  running: Type.Union([Type.String(), Type.Null()]),
  differs: Type.Boolean(),
  /** `mwl01 OBR-18 ← eng01 rule 4: OBR-3.1 ← RIS "F500123"`: one step per entry. */
  steps: Type.Array(
    Type.Object({ where: Type.String(), what: Type.String(), path: Type.String(), value: Type.String() }),
  ),
});

export const TryResult = Type.Object({
  accepted: Type.Boolean(),
  /** Filtered, held, refused: why nothing would arrive. */
  problems: Type.Array(
    Type.Object({ where: Type.String(), message: Type.String(), line: Type.Optional(Type.Integer()) }),
  ),
  /** The message as it would leave the engine for mwl01. */
  engineOutput: Type.Union([Type.String(), Type.Null()]),
  rows: Type.Array(ProvenanceRow),
  items: Type.Array(Type.Array(DicomNode)),
});
export type TryResult = Static<typeof TryResult>;

/** The same trial over many past messages at once. */
export const TryAllResult = Type.Object({
  tried: Type.Integer(),
  sameAsRunning: Type.Integer(),
  differing: Type.Array(
    Type.Object({
      event: Type.Integer(),
      patientId: Type.String(),
      changes: Type.Array(
        Type.Object({ tag: Type.String(), name: Type.String(), running: Type.String(), draft: Type.String() }),
      ),
    }),
  ),
  held: Type.Integer(),
});
export type TryAllResult = Static<typeof TryAllResult>;

export const WorklistItem = Type.Object({
  key: Type.String(),
  patientId: Type.String(),
  issuer: Type.String(),
  patientName: Type.String(),
  accession: Type.String(),
  studyUid: Type.String(),
  spsId: Type.String(),
  stationAe: Type.String(),
  modality: Type.String(),
  start: Type.String(),
  description: Type.String(),
  status: Type.String(),
  revision: Type.Integer(),
  updated: Instant,
  event: Type.Union([Type.Integer(), Type.Null()]),
});
export type WorklistItem = Static<typeof WorklistItem>;

/** One item with its data set. */
export const WorklistEntry = Type.Intersect([
  WorklistItem,
  Type.Object({
    nodes: Type.Array(DicomNode),
    /** Examinations that scanners have reported of it (MPPS). */
    performed: Type.Array(
      Type.Object({
        step: Type.String(),
        station: Type.String(),
        status: Type.String(),
        began: Instant,
        images: Type.Integer(),
      }),
    ),
  }),
]);
export type WorklistEntry = Static<typeof WorklistEntry>;
