import { Type, type Static } from 'typebox';
import { Instant, Keys } from './basics.ts';

export const MessageSummary = Type.Object({
  /** Number of the journal event, shown as `#2214`. */
  id: Type.Integer(),
  at: Instant,
  protocol: Type.Union([Type.Literal('HL7'), Type.Literal('DICOM')]),
  from: Type.String(),
  to: Type.String(),
  /** `ORM^O01 NW`, `C-FIND-RQ`, `C-STORE-RQ × 5`. */
  title: Type.String(),
  keys: Keys,
  /** Answer's code and colour class; null for an answer itself or while none came. */
  answer: Type.Union([
    Type.Object({ code: Type.String(), ok: Type.Boolean(), event: Type.Union([Type.Integer(), Type.Null()]) }),
    Type.Null(),
  ]),
  inReplyTo: Type.Union([Type.Integer(), Type.Null()]),
  /** Number of like messages (images of one series) that this row stands for. */
  count: Type.Integer(),
});
export type MessageSummary = Static<typeof MessageSummary>;

/** A node of the HL7 tree: segment, field, repetition, component, subcomponent. */
export const Hl7Node = Type.Object({
  path: Type.String(),
  name: Type.String(),
  /** In the message's own escapes. */
  raw: Type.String(),
  value: Type.String(),
  state: Type.Union([Type.Literal('value'), Type.Literal('empty'), Type.Literal('null'), Type.Literal('absent')]),
  /** Offsets into `text` of the message, [start, end). */
  start: Type.Integer(),
  end: Type.Integer(),
  depth: Type.Integer(),
  meaning: Type.Optional(Type.String()),
  dataType: Type.Optional(Type.String()),
});
export type Hl7Node = Static<typeof Hl7Node>;

export const DicomNode = Type.Object({
  /** `(0040,0100)[1].(0040,0001)`. */
  path: Type.String(),
  tag: Type.String(),
  vr: Type.String(),
  name: Type.String(),
  keyword: Type.String(),
  /** Bytes of the value. */
  length: Type.Integer(),
  /**
   * Offsets into the message's bytes (command set, then data set), [start, end): header, value and delimiter. Left out
   * where the bytes are not those of a message, or came compressed.
   */
  start: Type.Optional(Type.Integer()),
  end: Type.Optional(Type.Integer()),
  value: Type.String(),
  depth: Type.Integer(),
  kind: Type.Union([Type.Literal('element'), Type.Literal('sequence'), Type.Literal('item')]),
});
export type DicomNode = Static<typeof DicomNode>;

export const Diagnostic = Type.Object({
  code: Type.String(),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('info')]),
  message: Type.String(),
  path: Type.Optional(Type.String()),
});
export type Diagnostic = Static<typeof Diagnostic>;

export const MessageDetail = Type.Intersect([
  MessageSummary,
  Type.Object({
    /** HL7: decoded text with its own segment ends as \r. */
    hl7: Type.Optional(
      Type.Object({
        text: Type.String(),
        charset: Type.String(),
        nodes: Type.Array(Hl7Node),
        diagnostics: Type.Array(Diagnostic),
      }),
    ),
    dicom: Type.Optional(
      Type.Object({
        callingAe: Type.String(),
        calledAe: Type.String(),
        sopClass: Type.String(),
        transferSyntax: Type.String(),
        command: Type.Array(DicomNode),
        data: Type.Array(DicomNode),
        diagnostics: Type.Array(Diagnostic),
      }),
    ),
    transport: Type.Optional(Type.Object({ outcome: Type.String() })),
    /** First 64 kB of the bytes, base64; of a DICOM message the command set, then the data set. */
    bytes: Type.String(),
    totalBytes: Type.Integer(),
    /** Number of the TCP conversation that carried it. */
    conversation: Type.Integer(),
    /** What led here and what followed, as far as the hospital's records show it. */
    answers: Type.Array(Type.Integer()),
  }),
]);
export type MessageDetail = Static<typeof MessageDetail>;

export const FieldDiff = Type.Object({
  path: Type.String(),
  name: Type.String(),
  a: Type.Union([Type.String(), Type.Null()]),
  b: Type.Union([Type.String(), Type.Null()]),
  same: Type.Boolean(),
});
export type FieldDiff = Static<typeof FieldDiff>;

export const KeyName = Type.Union([
  Type.Literal('patientId'),
  Type.Literal('accession'),
  Type.Literal('studyUid'),
  Type.Literal('placer'),
  Type.Literal('filler'),
  Type.Literal('spsId'),
]);
export type KeyName = Static<typeof KeyName>;

/** One exam across all systems: what each system's own record says. */
export const Journey = Type.Object({
  title: Type.String(),
  systems: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
  rows: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      cells: Type.Array(
        Type.Object({
          system: Type.String(),
          /** Null: that system has no such value (yet). */
          value: Type.Union([Type.String(), Type.Null()]),
          /** Differs from the cell to its left that has a value. */
          changed: Type.Boolean(),
          /** Message that set it. */
          event: Type.Union([Type.Integer(), Type.Null()]),
        }),
      ),
    }),
  ),
  /** Other records that share some key but not the followed one: joining is offered, not assumed. */
  offers: Type.Array(Type.Object({ key: KeyName, value: Type.String(), why: Type.String() })),
});
export type Journey = Static<typeof Journey>;
