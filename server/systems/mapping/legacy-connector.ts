import HL7 from 'hl7-standard';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { mappingLimits } from './limits.ts';

/** How a channel or destination treats the bytes of a message: `connector:` of its file. */
export const connectors = ['native', 'legacy'] as const;
export type Connector = (typeof connectors)[number];

export type Rebuilt =
  | { readonly ok: true; readonly message: Hl7Message }
  /** `reason` is for the error queue. */
  | { readonly ok: false; readonly reason: string };

/**
 * The connector type `legacy`: every message is parsed and built anew by the npm package hl7-standard, whose defects are
 * real and meant to show. It knows the delimiters `|^~\&` only and writes them into MSH-2, takes `&` for a repetition
 * (`CT & MR` alone in a field becomes `CT ~ MR`), ends each segment with a further `|`, drops what it does not take for a
 * segment, knows no escapes, and throws on mixed segment ends. Bytes go through as they are, each a character, so no
 * character set is changed. Pure: the package uses neither clock nor dice. A throw is a value here; the message stays
 * with the caller.
 */
export function rebuildLegacy(message: Hl7Message): Rebuilt {
  const { bytes } = message;
  if (bytes.length > mappingLimits.legacyBytes) {
    return failed(`message of ${bytes.length} bytes, at most ${mappingLimits.legacyBytes} are taken`);
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  // Its time grows with the square of the segment names.
  if (segmentEnds(text) > mappingLimits.legacySegments) {
    return failed(`more than ${mappingLimits.legacySegments} segments`);
  }
  let built: string;
  try {
    const parser = new HL7(text, { lineEndings: '\r' });
    parser.transform();
    built = parser.build();
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'parser failed');
  }
  const rebuilt = Hl7Message.read(Uint8Array.from(built, (character) => character.charCodeAt(0)));
  if (rebuilt.segmentCount('MSH') > 0) return { ok: true, message: rebuilt };
  return failed('no MSH segment is left, the parser knows only the delimiters |^~\\&');
}

function failed(what: string): Rebuilt {
  return { ok: false, reason: `legacy connector: ${what}` };
}

function segmentEnds(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0d || code === 0x0a) count += 1;
  }
  return count;
}
