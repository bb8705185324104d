import { PartCursor, joinParts, lengthOf } from './byte-parts.ts';
import type { Diagnostics } from './diagnostic.ts';
import { dimseLimits } from './limits.ts';
import { type Pdv, pduHeaderLength, pduType } from './pdu.ts';

/** P-DATA-TF (PS3.8 9.3.5): the PDU that carries everything, kept free of readers and writers of items. */

/** Item length, context id and message control header of a PDV (PS3.8 9.3.5.1, E.2). */
export const pdvHeaderLength = 6;

/** The PDU as parts; fragments are passed through by reference. */
export function encodeData(pdvs: readonly Pdv[]): Uint8Array[] {
  let length = 0;
  for (const pdv of pdvs) length += pdvHeaderLength + lengthOf(pdv.fragment);
  const header = new Uint8Array(pduHeaderLength);
  header[0] = pduType.data;
  put32(header, 2, length);
  const parts: Uint8Array[] = [header];
  for (const pdv of pdvs) {
    const item = new Uint8Array(pdvHeaderLength);
    writePdvHeader(item, 0, pdv.contextId, pdv.isCommand, pdv.isLast, lengthOf(pdv.fragment));
    parts.push(item, ...pdv.fragment);
  }
  return parts;
}

/** Writes the header of a PDV whose fragment has `length` bytes. */
export function writePdvHeader(
  bytes: Uint8Array,
  at: number,
  contextId: number,
  isCommand: boolean,
  isLast: boolean,
  length: number,
): void {
  put32(bytes, at, length + 2);
  bytes[at + 4] = contextId;
  bytes[at + 5] = (isCommand ? 1 : 0) | (isLast ? 2 : 0);
}

/** The PDVs of a whole PDU of `total` bytes, header included, up to the first that lies about its length. */
export function decodePdvs(parts: readonly Uint8Array[], total: number, diagnostics: Diagnostics): Pdv[] {
  const pdvs: Pdv[] = [];
  if (total === pduHeaderLength) diagnostics.error('pdv-missing', pduHeaderLength);
  const cursor = new PartCursor(parts);
  cursor.skip(pduHeaderLength);
  let position = pduHeaderLength;
  while (position < total) {
    const head = joinParts(cursor.take(pdvHeaderLength));
    const length = head.length < pdvHeaderLength ? 0 : get32(head, 0);
    // The item length counts the context id and the control header, so 2 is the least.
    if (length < 2 || length > total - position - 4) {
      diagnostics.error('pdv-length', position, { length, left: total - position - 4 });
      break;
    }
    if (pdvs.length === dimseLimits.pdvsPerPdu) {
      diagnostics.error('too-many-items', position, { limit: dimseLimits.pdvsPerPdu });
      break;
    }
    const control = head[5] ?? 0;
    pdvs.push({
      contextId: head[4] ?? 0,
      isCommand: (control & 1) !== 0,
      isLast: (control & 2) !== 0,
      fragment: cursor.take(length - 2),
    });
    position += 4 + length;
  }
  return pdvs;
}

/** Big-endian, as all of the Upper Layer (PS3.8 9.3.1). */
export function put32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = (value >>> 16) & 0xff;
  bytes[at + 2] = (value >>> 8) & 0xff;
  bytes[at + 3] = value & 0xff;
}

export function get32(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const low = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return high * 0x10000 + low;
}
