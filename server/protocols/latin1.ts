/** Bytes as text and back without a loop: most of what a hospital says is ASCII. */

/** No byte above 127. */
export { isAscii as isAsciiBytes } from 'node:buffer';

/** One character per byte (0–255), in one piece: text made by adding characters keeps an object for each of them. */
export function latin1(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
