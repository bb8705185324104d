/**
 * Every limit of the HL7 room. The numbers are far above what hospitals send (an order is 2 kB, a scanned report in
 * OBX-5 a few MB), and low enough that hostile input costs milliseconds, not a lab.
 */
export const HL7_LIMITS = {
  /** Bytes of one message or batch; a larger one is rejected unread. */
  messageBytes: 16 * 1024 * 1024,
  /** Segments that are indexed; the rest of the bytes stay untouched and are reported. */
  segments: 50_000,
  /** Largest number accepted for an ordinal, field, repetition, component or subcomponent in a path. */
  pathNumber: 99_999,
  /** Separators that one edit may add to reach a position that the message does not have yet. */
  padding: 2_000,
  /** Diagnostics per message; then one `more-diagnostics` closes the list. */
  diagnostics: 200,
  /** Values that a listing, a comparison or a validation of one message goes through. */
  leaves: 10_000,
  /** A longer field is shown as one value: an embedded document is not a list of components. */
  dividedBytes: 64 * 1024,
  /** Parsed paths kept, since mapping rules ask for the same few hundred again and again. */
  cachedPaths: 2_000,
  /** Messages whose reading is kept for whoever reads the same bytes next, and the largest of them. */
  rememberedMessages: 8,
  rememberedBytes: 64 * 1024,
} as const;
