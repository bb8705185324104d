import { Type, type Static } from 'typebox';
import { Health, Instant } from './basics.ts';

export const SystemNode = Type.Object({
  id: Type.String(),
  title: Type.String(),
  host: Type.String(),
  address: Type.String(),
  role: Type.String(),
  health: Health,
  /** Short facts: `9 in list`, `14 unverified`. */
  facts: Type.Array(Type.Object({ label: Type.String(), value: Type.String(), health: Health })),
});
export const SystemLink = Type.Object({
  from: Type.String(),
  to: Type.String(),
  protocol: Type.Union([Type.Literal('HL7'), Type.Literal('DICOM')]),
  health: Health,
  /** Messages in the last virtual hour. */
  lastHour: Type.Integer(),
  waiting: Type.Integer(),
});
export const Topology = Type.Object({ systems: Type.Array(SystemNode), links: Type.Array(SystemLink) });
export type Topology = Static<typeof Topology>;

export const Timeline = Type.Object({
  from: Instant,
  to: Instant,
  /** Number of unverified studies over time: one point per change. */
  unverified: Type.Array(Type.Object({ at: Instant, count: Type.Integer() })),
  marks: Type.Array(
    Type.Object({
      at: Instant,
      text: Type.String(),
      kind: Type.Union([Type.Literal('change'), Type.Literal('own'), Type.Literal('action')]),
    }),
  ),
});
export type Timeline = Static<typeof Timeline>;

export const LogEntry = Type.Object({
  n: Type.Integer(),
  at: Instant,
  host: Type.String(),
  path: Type.String(),
  level: Type.String(),
  text: Type.String(),
  /** Journal event that it was written about: what evidence names. Null when there is none. */
  event: Type.Union([Type.Integer(), Type.Null()]),
});
export type LogEntry = Static<typeof LogEntry>;

export const FileSummary = Type.Object({
  host: Type.String(),
  path: Type.String(),
  revision: Type.Integer(),
  deployed: Type.Integer(),
  author: Type.String(),
  at: Instant,
  note: Type.String(),
});
export const FileView = Type.Object({
  host: Type.String(),
  path: Type.String(),
  revision: Type.Integer(),
  deployed: Type.Integer(),
  text: Type.String(),
  versions: Type.Array(
    Type.Object({
      revision: Type.Integer(),
      author: Type.String(),
      at: Instant,
      note: Type.String(),
      text: Type.String(),
    }),
  ),
  /** Why the text on disk would be refused at deploy. */
  problems: Type.Array(Type.Object({ line: Type.Integer(), message: Type.String() })),
});
export type FileView = Static<typeof FileView>;
export type FileSummary = Static<typeof FileSummary>;

export const RisOrder = Type.Object({
  filler: Type.String(),
  placer: Type.String(),
  accession: Type.String(),
  studyUid: Type.String(),
  spsId: Type.String(),
  patientId: Type.String(),
  patientName: Type.String(),
  birthDate: Type.String(),
  sex: Type.String(),
  procedure: Type.String(),
  description: Type.String(),
  modality: Type.String(),
  resource: Type.String(),
  start: Instant,
  version: Type.String(),
  status: Type.String(),
  /** Can still be moved or cancelled. */
  isOpen: Type.Boolean(),
  /** Where its procedure is done; empty of an order that is closed. */
  rooms: Type.Array(Type.String()),
  revision: Type.Integer(),
});
export type RisOrder = Static<typeof RisOrder>;

export const ScannerView = Type.Object({
  host: Type.String(),
  title: Type.String(),
  aeTitle: Type.String(),
  modality: Type.String(),
  /** What the console's list showed at its last query. */
  list: Type.Array(
    Type.Object({
      spsId: Type.String(),
      accession: Type.String(),
      patientId: Type.String(),
      patientName: Type.String(),
      start: Type.String(),
      description: Type.String(),
    }),
  ),
  queriedAt: Type.Union([Instant, Type.Null()]),
  /** Studies on its own disk. */
  studies: Type.Array(
    Type.Object({
      studyUid: Type.String(),
      accession: Type.String(),
      patientId: Type.String(),
      patientName: Type.String(),
      at: Instant,
      description: Type.String(),
      images: Type.Integer(),
      sent: Type.String(),
      /** How far its step is reported (MPPS), '' where the console does not report. */
      step: Type.String(),
      /** What is known of its commitment, '' where nobody was asked. */
      commitment: Type.String(),
    }),
  ),
});
export type ScannerView = Static<typeof ScannerView>;
