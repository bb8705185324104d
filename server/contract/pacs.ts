import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { DicomNode } from './message.ts';

export const StudyStatus = Type.Union([
  Type.Literal('RECEIVING'),
  Type.Literal('VERIFIED'),
  Type.Literal('UNVERIFIED'),
  Type.Literal('HELD'),
  Type.Literal('REJECTED'),
]);

export const StudyRow = Type.Object({
  studyUid: Type.String(),
  patientId: Type.String(),
  issuer: Type.String(),
  patientName: Type.String(),
  birthDate: Type.String(),
  sex: Type.String(),
  accession: Type.String(),
  description: Type.String(),
  modalities: Type.String(),
  station: Type.String(),
  studyTime: Instant,
  received: Instant,
  series: Type.Integer(),
  instances: Type.Integer(),
  status: StudyStatus,
  reason: Type.Union([Type.String(), Type.Null()]),
  note: Type.String(),
  /** Copies at other archives: `NGH_VNA`, or why there is none; '' while none is due. */
  copies: Type.String(),
  revision: Type.Integer(),
  /** Journal event of the first image stored. */
  event: Type.Union([Type.Integer(), Type.Null()]),
});
export type StudyRow = Static<typeof StudyRow>;

export const PacsOrder = Type.Object({
  key: Type.String(),
  accession: Type.String(),
  filler: Type.String(),
  placer: Type.String(),
  studyUid: Type.String(),
  patientId: Type.String(),
  issuer: Type.String(),
  patientName: Type.String(),
  birthDate: Type.String(),
  sex: Type.String(),
  procedure: Type.String(),
  description: Type.String(),
  modality: Type.String(),
  station: Type.String(),
  scheduled: Instant,
  status: Type.String(),
  /** Study linked to it, or null. */
  linked: Type.Union([Type.String(), Type.Null()]),
});
export type PacsOrder = Static<typeof PacsOrder>;

export const PacsAudit = Type.Object({
  id: Type.String(),
  at: Instant,
  user: Type.String(),
  action: Type.String(),
  study: Type.String(),
  detail: Type.String(),
  /** Can still be undone. */
  undoable: Type.Boolean(),
});
export type PacsAudit = Static<typeof PacsAudit>;

export const PacsView = Type.Object({
  studies: Type.Array(StudyRow),
  orders: Type.Array(PacsOrder),
  audit: Type.Array(PacsAudit),
  /** Rejections asked for and not yet approved by a second person. */
  requests: Type.Array(
    Type.Object({
      id: Type.String(),
      study: Type.String(),
      title: Type.String(),
      by: Type.String(),
      at: Instant,
      reason: Type.String(),
    }),
  ),
});
export type PacsView = Static<typeof PacsView>;

const Comparison = Type.Object({
  field: Type.String(),
  label: Type.String(),
  study: Type.String(),
  order: Type.String(),
  same: Type.Boolean(),
});

export const ReconcileAction = Type.Union([
  Type.Literal('link'),
  Type.Literal('correct'),
  Type.Literal('merge'),
  Type.Literal('move'),
  Type.Literal('reject'),
  Type.Literal('hold'),
]);

/** All that the reconcile dialog shows of one study. */
export const ReconcileView = Type.Object({
  study: StudyRow,
  candidates: Type.Array(
    Type.Object({
      order: PacsOrder,
      why: Type.String(),
      fields: Type.Array(Comparison),
      agree: Type.Integer(),
      of: Type.Integer(),
    }),
  ),
  mergeTargets: Type.Array(Type.Object({ studyUid: Type.String(), title: Type.String() })),
  patients: Type.Array(
    Type.Object({
      patientId: Type.String(),
      issuer: Type.String(),
      name: Type.String(),
      birthDate: Type.String(),
      sex: Type.String(),
    }),
  ),
  actions: Type.Array(
    Type.Object({
      action: ReconcileAction,
      possible: Type.Boolean(),
      /** Why not, when not. */
      reason: Type.Union([Type.String(), Type.Null()]),
      willChange: Type.Array(Type.String()),
      stays: Type.Array(Type.String()),
      othersSee: Type.Array(Type.String()),
    }),
  ),
  rejectionTitles: Type.Array(Type.Object({ code: Type.String(), meaning: Type.String() })),
});
export type ReconcileView = Static<typeof ReconcileView>;

export const StudyDetail = Type.Object({
  study: StudyRow,
  series: Type.Array(
    Type.Object({
      seriesUid: Type.String(),
      /** Series Number (0020,0011), '' when the images have none. */
      number: Type.String(),
      modality: Type.String(),
      description: Type.String(),
      instances: Type.Array(
        Type.Object({ sopUid: Type.String(), sopClass: Type.String(), number: Type.Integer(), bytes: Type.Integer() }),
      ),
    }),
  ),
  /** Header of the first instance. */
  header: Type.Array(DicomNode),
});
export type StudyDetail = Static<typeof StudyDetail>;
