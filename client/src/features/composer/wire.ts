export type Charset = 'utf-8' | 'latin-1';
export type Ending = 'cr' | 'lf' | 'crlf';

/** What the server takes in one message, bytes. */
export const SEND_LIMIT = 16 * 1024 * 1024;

const ends: Readonly<Record<Ending, string>> = { cr: '\r', lf: '\n', crlf: '\r\n' };

/** A character that the character set lacks, and where its first one stands (1-based). */
export interface Missing {
  readonly count: number;
  /** Up to five different ones. */
  readonly examples: readonly string[];
  readonly line: number;
  readonly column: number;
}

export interface Wire {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly segments: number;
  readonly missing: Missing | undefined;
}

/** The lines of an editor as the bytes of a message: each ends with `ending`; empty lines at the end are left out. */
export function toWire(text: string, charset: Charset, ending: Ending): Wire {
  const trimmed = text.replaceAll(/\r\n?/g, '\n').replace(/\n+$/, '');
  if (trimmed === '') return { bytes: new Uint8Array(), segments: 0, missing: undefined };
  const end = ends[ending];
  const whole = (end === '\n' ? trimmed : trimmed.replaceAll('\n', end)) + end;
  let segments = 1;
  for (let at = trimmed.indexOf('\n'); at !== -1; at = trimmed.indexOf('\n', at + 1)) segments += 1;
  if (charset === 'utf-8') return { bytes: new TextEncoder().encode(whole), segments, missing: undefined };
  return { bytes: latin1(whole), segments, missing: missingIn(trimmed) };
}

function latin1(text: string): Uint8Array<ArrayBuffer> {
  // Pairs of surrogates are one character, and one question mark.
  const single = text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?');
  const bytes = new Uint8Array(single.length);
  for (let index = 0; index < single.length; index++) {
    const code = single.charCodeAt(index);
    bytes[index] = code > 0xff ? 0x3f : code;
  }
  return bytes;
}

function missingIn(text: string): Missing | undefined {
  const examples = new Set<string>();
  let count = 0;
  let first = -1;
  for (const { 0: character, index } of text.matchAll(/[^\0-\u{ff}]/gu)) {
    if (first === -1) first = index;
    count += 1;
    if (examples.size < 5) examples.add(character);
  }
  if (first === -1) return undefined;
  const before = text.slice(0, first);
  return {
    count,
    examples: [...examples],
    line: before.split('\n').length,
    column: first - (before.lastIndexOf('\n') + 1) + 1,
  };
}

/** Base64 of any number of bytes: the call stack holds only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  const CHUNK = 0x8000;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return btoa(parts.join(''));
}
