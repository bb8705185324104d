import { PartCursor, lengthOf } from './byte-parts.ts';
import { dimseLimits } from './limits.ts';
import { pduHeaderLength, pduType } from './pdu.ts';
import { writePdvHeader } from './pdu-codec.ts';

/** PDU header and PDV item header together. */
const headerLength = pduHeaderLength + 6;

/**
 * Longest P-DATA-TF variable field to send to a peer that announced `peerMaxPduLength` (0 = unlimited, absent = the
 * 16 kB everybody takes), bounded by ourselves.
 */
export function sendablePduLength(peerMaxPduLength: number | undefined): number {
  if (peerMaxPduLength === undefined) return 16_384;
  if (peerMaxPduLength === 0) return dimseLimits.sendPduLength;
  return Math.min(peerMaxPduLength, dimseLimits.sendPduLength);
}

/**
 * A message as P-DATA-TF PDUs, one PDV each (PS3.8 Annex E): the command set, then the data set. The data set's bytes are
 * passed through by reference between 12-byte headers. `pduLength` is at least `smallestUsefulPduLength`.
 */
export function fragmentMessage(
  contextId: number,
  command: Uint8Array,
  dataSet: readonly Uint8Array[] | undefined,
  pduLength: number,
): Uint8Array[] {
  const out: Uint8Array[] = [];
  appendFragments(out, contextId, true, [command], pduLength);
  if (dataSet !== undefined) appendFragments(out, contextId, false, dataSet, pduLength);
  return out;
}

function appendFragments(
  out: Uint8Array[],
  contextId: number,
  isCommand: boolean,
  parts: readonly Uint8Array[],
  pduLength: number,
): void {
  const most = (pduLength - 6) & ~1; // fragments are even, so that no value of two bytes is torn (PS3.8 E.2)
  let left = lengthOf(parts);
  const cursor = new PartCursor(parts);
  do {
    const length = Math.min(left, most);
    left -= length;
    const header = new Uint8Array(headerLength);
    header[0] = pduType.data;
    new DataView(header.buffer).setUint32(2, length + 6);
    writePdvHeader(header, pduHeaderLength, contextId, isCommand, left === 0, length);
    out.push(header);
    for (const piece of cursor.take(length)) out.push(piece);
  } while (left > 0);
}
