import { PartCursor, joinParts, lengthOf } from './byte-parts.ts';
import { dimseLimits } from './limits.ts';
import { pduHeaderLength, pduType } from './pdu.ts';
import { put32, writePdvHeader } from './pdu-data.ts';

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
  if (command.length > mostInFragment(pduLength)) {
    appendFragments(out, contextId, true, [command], true, pduLength);
    if (dataSet !== undefined) appendFragments(out, contextId, false, dataSet, true, pduLength);
    return out;
  }
  // The usual case: the command set fits one PDU; it and the first header of the data set are one piece of memory.
  const total = dataSet === undefined ? 0 : lengthOf(dataSet);
  const head = new Uint8Array(headerLength + command.length + (dataSet === undefined ? 0 : headerLength));
  putHeaders(head, 0, contextId, true, true, command.length);
  head.set(command, headerLength);
  out.push(head);
  if (dataSet === undefined) return out;
  const first = Math.min(total, mostInFragment(pduLength));
  putHeaders(head, headerLength + command.length, contextId, false, first === total, first);
  if (first === total) {
    for (const part of dataSet) if (part.length > 0) out.push(part);
    return out;
  }
  const cursor = new PartCursor(dataSet);
  for (const part of cursor.take(first)) out.push(part);
  appendFragments(out, contextId, false, cursor.take(total - first), true, pduLength);
  return out;
}

/** Appends PDUs of one PDV each that carry `parts`; an empty last fragment still says that it is the last. */
export function appendFragments(
  out: Uint8Array[],
  contextId: number,
  isCommand: boolean,
  parts: readonly Uint8Array[],
  isEnd: boolean,
  pduLength: number,
): void {
  const most = mostInFragment(pduLength);
  let left = lengthOf(parts);
  const cursor = new PartCursor(parts);
  do {
    const length = Math.min(left, most);
    left -= length;
    const header = new Uint8Array(headerLength);
    putHeaders(header, 0, contextId, isCommand, isEnd && left === 0, length);
    out.push(header);
    for (const piece of cursor.take(length)) out.push(piece);
  } while (left > 0);
}

/** What of a data set given in pieces can be sent now: all at its end, before that an even number of bytes. */
export function evenPart(
  odd: Uint8Array | undefined,
  parts: readonly Uint8Array[],
  isEnd: boolean,
): { readonly now: readonly Uint8Array[]; readonly odd: Uint8Array | undefined } {
  const all = odd === undefined ? parts : [odd, ...parts];
  const total = lengthOf(all);
  if (isEnd || total % 2 === 0) return { now: total === 0 ? [] : all, odd: undefined };
  const cursor = new PartCursor(all);
  const now = cursor.take(total - 1);
  return { now, odd: joinParts(cursor.take(1)).slice() };
}

/** Fragments are even, so that no value of two bytes is torn (PS3.8 E.2). */
function mostInFragment(pduLength: number): number {
  return (pduLength - 6) & ~1;
}

function putHeaders(
  bytes: Uint8Array,
  at: number,
  contextId: number,
  isCommand: boolean,
  isLast: boolean,
  length: number,
): void {
  bytes[at] = pduType.data;
  put32(bytes, at + 2, length + 6);
  writePdvHeader(bytes, at + pduHeaderLength, contextId, isCommand, isLast, length);
}
