/** Bytes as text and back without a loop: most of what a hospital says is ASCII. */

/** No byte above 127. */
export { isAscii as isAsciiBytes } from 'node:buffer';

const encoder = new TextEncoder();
/** From here on the native encoder is worth its call. */
const NATIVE_FROM = 64;

/** The bytes of a text that is all ASCII, else undefined. */
export function asciiBytes(text: string): Uint8Array | undefined {
  const { length } = text;
  if (length >= NATIVE_FROM) {
    const utf8 = encoder.encode(text);
    return utf8.length === length ? utf8 : undefined;
  }
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return undefined;
    bytes[at] = code;
  }
  return bytes;
}

/** One character per byte (0–255), in one piece: text made by adding characters keeps an object for each of them. */
export function latin1(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
