import { Type, type Static } from 'typebox';

/** A file for the learner's own tools; the only answers that are not JSON (`answers: 'file'` in the routes). */
export const Download = Type.Object({
  /** Letters, digits, `.`, `_` and `-` only. */
  fileName: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$' }),
  mediaType: Type.String(),
  bytes: Type.Unsafe<Uint8Array<ArrayBuffer>>(Type.Any()),
});
export type Download = Static<typeof Download>;

export const DicomFormat = Type.Union([Type.Literal('dcm'), Type.Literal('json')]);
export type DicomFormat = Static<typeof DicomFormat>;

/** `pcapng`: the whole conversation that the message was a part of. */
export const MessageFormat = Type.Union([
  Type.Literal('hl7'),
  Type.Literal('dcm'),
  Type.Literal('json'),
  Type.Literal('pcapng'),
]);
export type MessageFormat = Static<typeof MessageFormat>;
