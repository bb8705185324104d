import { Hl7Message } from '../../protocols/hl7/message.ts';
import { latin1 } from '../../protocols/latin1.ts';

/** What a listener takes for the end of a segment: `accept: segmentEnds:` of a channel. */
export const segmentEnds = ['CR', 'any'] as const;
export type SegmentEnds = (typeof segmentEnds)[number];

/** LF or CR LF where a segment begins after it, or the message ends: what stands within a field is text. */
const lineEnd = /\r?\n+(?=[A-Z][A-Z\d]{2}[^A-Za-z\d\s]|$)/g;

/**
 * The message as a listener of that kind reads it. CR is the standard's only segment end (HL7 2.5.1 §2.4); `any` is for
 * a sender that cannot be mended yet, and what goes on from there is ended by CR again.
 */
export function readSegments(message: Hl7Message, ends: SegmentEnds): Hl7Message {
  const strict = message.endedByCr();
  // `endedByCr` gives the message itself where there is no LF in it.
  if (ends === 'CR' || strict === message) return strict;
  const text = latin1(message.bytes).replaceAll(lineEnd, '\r');
  return Hl7Message.read(Uint8Array.from(text, (character) => character.charCodeAt(0))).endedByCr();
}
