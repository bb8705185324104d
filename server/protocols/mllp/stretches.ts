import { MllpReader, type MllpFaultCode } from './codec.ts';

/** A stretch of what one side sent: a frame with its payload, or bytes that are no whole frame. */
export interface MllpStretch {
  readonly start: number;
  readonly end: number;
  /** Undefined: nothing was delivered from these bytes. */
  readonly payload: { readonly start: number; readonly end: number } | undefined;
  readonly faults: readonly MllpFaultCode[];
}

/** Stretches that are told; what comes after them is one more. */
const MOST = 5000;

/**
 * The places of all frames in the bytes of one direction, every byte in exactly one stretch. The receiver's own reader
 * decides what a frame is.
 */
export function mllpStretches(bytes: Uint8Array): MllpStretch[] {
  const reader = new MllpReader();
  reader.feed(bytes);
  const out: MllpStretch[] = [];
  let at = 0;
  let noCarriageReturn = false;
  const push = (end: number, payload?: MllpStretch['payload'], ...faults: MllpFaultCode[]): void => {
    if (end <= at && payload === undefined) return;
    out.push({ start: at, end, payload, faults });
    at = end;
  };
  for (let isDone = false; !isDone;) {
    const indication = reader.next() ?? reader.finish();
    if (indication === undefined || out.length >= MOST) {
      isDone = true;
    } else if (indication.kind === 'frame') {
      // VT, payload, FS and, where it is not missing, CR.
      const startBlock = bytes.indexOf(0x0b, at);
      // What is left of an oversized frame, which was reported where it went over the limit.
      if (startBlock > at) push(startBlock, undefined);
      const start = at + 1;
      const end = start + indication.payload.length;
      if (noCarriageReturn) push(end + 1, { start, end }, 'missing-carriage-return');
      else push(Math.min(bytes.length, end + 2), { start, end });
      noCarriageReturn = false;
    } else if (indication.code === 'missing-carriage-return') {
      noCarriageReturn = true;
    } else {
      if (indication.offset > at) push(indication.offset, undefined);
      push(indication.offset + indication.length, undefined, indication.code);
    }
  }
  push(bytes.length, undefined);
  return out;
}
