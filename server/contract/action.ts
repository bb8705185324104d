import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';

const text = (maxLength: number): Type.TString => Type.String({ maxLength });
const uid = Type.String({ maxLength: 64 });
const path = { host: Type.String({ maxLength: 32 }), path: Type.String({ maxLength: 200 }) };

/** What a learner does. Recorded in the lab's log as written here, so that it can be replayed. */
export const LearnerAction = Type.Union([
  // Files and settings. `pointer` addresses one key of a YAML, CSV (row key, column) or properties/ini file.
  Type.Object({ kind: Type.Literal('save-file'), ...path, text: Type.String({ maxLength: 262_144 }), note: text(500) }),
  Type.Object({
    kind: Type.Literal('set-key'),
    ...path,
    pointer: Type.Array(Type.Union([Type.String({ maxLength: 200 }), Type.Integer()]), { minItems: 1, maxItems: 12 }),
    /** Null removes the key (a CSV row or a list entry, too). */
    value: Type.Union([Type.String({ maxLength: 4000 }), Type.Null()]),
    note: text(500),
  }),
  Type.Object({ kind: Type.Literal('restore-file'), ...path, revision: Type.Integer({ minimum: 1 }) }),
  Type.Object({ kind: Type.Literal('deploy'), ...path }),
  // Engine
  Type.Object({
    kind: Type.Literal('engine-reprocess'),
    messages: Type.Array(Type.Integer(), { minItems: 1, maxItems: 2000 }),
  }),
  Type.Object({ kind: Type.Literal('engine-retry'), entry: Type.Integer() }),
  Type.Object({ kind: Type.Literal('engine-discard'), entry: Type.Integer() }),
  // Worklist server
  Type.Object({
    kind: Type.Literal('worklist-edit'),
    item: Type.String({ maxLength: 200 }),
    tag: Type.String({ maxLength: 40 }),
    value: text(256),
  }),
  Type.Object({ kind: Type.Literal('worklist-delete'), item: Type.String({ maxLength: 200 }) }),
  Type.Object({
    kind: Type.Literal('worklist-query'),
    callingAe: Type.String({ maxLength: 32 }),
    /** Attribute (keyword or tag, `SPS/` prefix for the scheduled step) and value to match; '' is universal. */
    keys: Type.Array(Type.Object({ attribute: Type.String({ maxLength: 80 }), value: text(128) }), { maxItems: 40 }),
  }),
  // PACS
  Type.Object({
    kind: Type.Literal('pacs-link'),
    study: uid,
    /** Its filler order number; an accession number can be the filler order number of another order. */
    order: Type.String({ maxLength: 64 }),
    reason: text(500),
  }),
  /** Corrected copies of a study, under new UIDs, for another order. */
  Type.Object({
    kind: Type.Literal('pacs-correct'),
    study: uid,
    order: Type.String({ maxLength: 64 }),
    reason: text(500),
  }),
  Type.Object({ kind: Type.Literal('pacs-merge'), study: uid, into: uid, reason: text(500) }),
  Type.Object({
    kind: Type.Literal('pacs-move'),
    study: uid,
    patientId: Type.String({ maxLength: 64 }),
    issuer: Type.String({ maxLength: 64 }),
    reason: text(500),
  }),
  Type.Object({ kind: Type.Literal('pacs-move-series'), series: uid, into: uid, reason: text(500) }),
  Type.Object({
    kind: Type.Literal('pacs-reject'),
    study: uid,
    /** DICOM code value of the rejection title (PS3.16 CID 7010): 113001, 113037, 113038, 113039. */
    title: Type.String({ maxLength: 16 }),
    reason: text(500),
  }),
  Type.Object({ kind: Type.Literal('pacs-approve'), request: Type.String({ maxLength: 40 }) }),
  Type.Object({ kind: Type.Literal('pacs-hold'), study: uid, reason: text(500) }),
  Type.Object({ kind: Type.Literal('pacs-release'), study: uid }),
  Type.Object({ kind: Type.Literal('pacs-undo'), change: Type.String({ maxLength: 40 }) }),
  // Scanners and the RIS desk, asked by telephone
  Type.Object({
    kind: Type.Literal('modality-resend'),
    host: Type.String({ maxLength: 32 }),
    study: uid,
    /** The worklist step the operator takes the order from; left out: sent again as it is. */
    spsId: Type.Optional(Type.String({ maxLength: 16 })),
  }),
  Type.Object({ kind: Type.Literal('modality-query'), host: Type.String({ maxLength: 32 }) }),
  Type.Object({
    kind: Type.Literal('ris-resend'),
    fillers: Type.Array(Type.String({ maxLength: 32 }), { minItems: 1, maxItems: 500 }),
  }),
  Type.Object({
    kind: Type.Literal('ris-schedule'),
    accession: Type.String({ maxLength: 32 }),
    /** Room of the schedule, for example `CTROOM2`. */
    resource: Type.String({ maxLength: 32 }),
    start: Instant,
  }),
  Type.Object({
    kind: Type.Literal('ris-cancel'),
    accession: Type.String({ maxLength: 32 }),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  Type.Object({ kind: Type.Literal('ris-read'), accession: Type.String({ maxLength: 32 }) }),
  // Reading room: a report goes back, by the filler number of its order
  Type.Object({
    kind: Type.Literal('report-withdraw'),
    filler: Type.String({ maxLength: 32 }),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  Type.Object({
    kind: Type.Literal('call'),
    person: Type.String({ maxLength: 40 }),
    question: Type.String({ maxLength: 40 }),
  }),
  // Composer: raw bytes, base64, sent from a system as they are
  Type.Object({
    kind: Type.Literal('send-hl7'),
    from: Type.Union([Type.Literal('his01'), Type.Literal('ris01')]),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    bytes: Type.String({ maxLength: 24_000_000 }),
  }),
  // The learner's own notes
  Type.Object({ kind: Type.Literal('hypothesis-add'), text: text(500) }),
  Type.Object({
    kind: Type.Literal('hypothesis-evidence'),
    hypothesis: Type.Integer(),
    event: Type.Integer(),
    polarity: Type.Union([Type.Literal('for'), Type.Literal('against')]),
    note: text(300),
  }),
  Type.Object({
    kind: Type.Literal('hypothesis-state'),
    hypothesis: Type.Integer(),
    state: Type.Union([Type.Literal('open'), Type.Literal('supported'), Type.Literal('ruled-out')]),
  }),
  Type.Object({ kind: Type.Literal('open-hint') }),
  Type.Object({ kind: Type.Literal('mark'), at: Instant, text: text(120) }),
]);
export type LearnerAction = Static<typeof LearnerAction>;
export type ActionKind = LearnerAction['kind'];

export const ActionRequest = Type.Object({
  action: LearnerAction,
  /** Hospital user acted as; one of those the ticket grants. Not needed for notes. */
  as: Type.Optional(Type.String({ maxLength: 32 })),
  /** Revision of the object the page showed: a stale one is refused with what changed. */
  basedOn: Type.Optional(Type.Integer()),
});

export const ActionOutcome = Type.Object({
  /** Number of the log entry; undo rewinds to the one before. */
  seq: Type.Integer(),
  ok: Type.Boolean(),
  /** The system's own words: what was done, or why not. */
  message: Type.String(),
  code: Type.Optional(Type.String()),
  /** Journal event that shows the result, where there is one (a C-FIND response, an ACK). */
  event: Type.Optional(Type.Integer()),
  /** Further events, for example the data sets a query returned. */
  events: Type.Optional(Type.Array(Type.Integer())),
});
export type ActionOutcome = Static<typeof ActionOutcome>;

export const ClockRequest = Type.Union([
  /** Virtual seconds per second; 0 pauses. */
  Type.Object({
    kind: Type.Literal('pace'),
    pace: Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(10), Type.Literal(60)]),
  }),
  Type.Object({ kind: Type.Literal('skip-to'), at: Instant }),
  Type.Object({ kind: Type.Literal('next-event') }),
]);
export type ClockRequest = Static<typeof ClockRequest>;
