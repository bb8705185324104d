import type { TransferSyntax } from './transfer-syntax.ts';

/** How elements stand in a stream (PS3.5 Annex A). Three exist, compared by identity; compression changes none of it. */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

export const implicitLittle: Encoding = { explicit: false, bigEndian: false };
export const explicitLittle: Encoding = { explicit: true, bigEndian: false };
const explicitBig: Encoding = { explicit: true, bigEndian: true };

export function encodingOf({ explicit, byteOrder }: TransferSyntax): Encoding {
  if (byteOrder === 'big') return explicitBig;
  return explicit ? explicitLittle : implicitLittle;
}

/** A copy with the bytes of each unit reversed; an incomplete unit at the end stays as it is. */
export function swapped(bytes: Uint8Array, unit: 1 | 2 | 4 | 8): Uint8Array {
  if (unit === 1 || bytes.length < unit) return bytes;
  const copy = bytes.slice();
  const last = copy.length - (copy.length % unit);
  for (let at = 0; at < last; at += unit) copy.subarray(at, at + unit).reverse();
  return copy;
}
