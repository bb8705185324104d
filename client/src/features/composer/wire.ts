export type Charset = 'utf-8' | 'latin-1';
export type Ending = 'cr' | 'lf' | 'crlf';

/** What the server takes in one message, bytes. */
export const SEND_LIMIT = 16 * 1024 * 1024;

/** Characters that are named one by one. */
const EXAMPLES = 5;

const ends: Readonly<Record<Ending, string>> = { cr: '\r', lf: '\n', crlf: '\r\n' };

/** A character that the character set lacks, and where its first one stands (1-based). */
export interface Missing {
  readonly count: number;
  /** Different ones, at most EXAMPLES. */
  readonly examples: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** What a text becomes on the wire, told without making the bytes. */
export interface Wire {
  /** Bytes. */
  readonly size: number;
  readonly segments: number;
  readonly isAscii: boolean;
  readonly missing: Missing | undefined;
}

/** What a piece of text adds to a message: pieces are counted once, and joined at each key stroke. */
export interface Tally {
  /** Without the line ends. */
  readonly bytes: number;
  readonly lineEnds: number;
  /** Characters behind the last line end. */
  readonly lastLine: number;
  readonly isAscii: boolean;
  /** Its place counts from the begin of the piece. */
  readonly missing: Missing | undefined;
}

/** The line ends of an editor, and no empty lines at the end. */
export function tidy(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  let end = lines.length;
  while (lines.charCodeAt(end - 1) === 0x0a) end -= 1;
  return lines.slice(0, end);
}

/** Counts a tidy text in one pass, without a copy of it: it may be 16 MB. */
export function tally(text: string, charset: Charset): Tally {
  const examples = new Set<string>();
  let bytes = 0;
  let lineEnds = 0;
  let lineStart = 0;
  let isAscii = true;
  let count = 0;
  let line = 0;
  let column = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) {
      lineEnds += 1;
      lineStart = index + 1;
    } else if (code < 0x80) bytes += 1;
    else {
      isAscii = false;
      const point = text.codePointAt(index) ?? code;
      if (charset === 'utf-8') bytes += point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      else {
        bytes += 1;
        if (point > 0xff) {
          count += 1;
          if (count === 1) [line, column] = [lineEnds + 1, index - lineStart + 1];
          if (examples.size < EXAMPLES) examples.add(String.fromCodePoint(point));
        }
      }
      if (point > 0xffff) index += 1;
    }
  }
  const missing = count === 0 ? undefined : { count, examples: [...examples], line, column };
  return { bytes, lineEnds, lastLine: text.length - lineStart, isAscii, missing };
}

/** A message of two pieces, each of its lines closed by `ending`. */
export function joined(first: Tally, rest: Tally, ending: Ending): Wire {
  const isAscii = first.isAscii && rest.isAscii;
  const lineEnds = first.lineEnds + rest.lineEnds;
  const bytes = first.bytes + rest.bytes;
  if (bytes + lineEnds === 0) return { size: 0, segments: 0, isAscii, missing: undefined };
  const segments = lineEnds + 1;
  return {
    size: bytes + segments * ends[ending].length,
    segments,
    isAscii,
    missing: joinedMissing(first, rest),
  };
}

function joinedMissing(first: Tally, rest: Tally): Missing | undefined {
  const [a, b] = [first.missing, rest.missing];
  if (!b) return a;
  if (!a) {
    const column = b.line === 1 ? b.column + first.lastLine : b.column;
    return { ...b, line: b.line + first.lineEnds, column };
  }
  const examples = [...new Set([...a.examples, ...b.examples])].slice(0, EXAMPLES);
  return { ...a, count: a.count + b.count, examples };
}

/** The lines of a tidy text as the bytes of a message: each ends with `ending`. */
export function wireBytes(text: string, charset: Charset, ending: Ending): Uint8Array<ArrayBuffer> {
  if (text === '') return new Uint8Array();
  const end = ends[ending];
  const whole = (end === '\n' ? text : text.replaceAll('\n', end)) + end;
  return charset === 'utf-8' ? new TextEncoder().encode(whole) : latin1(whole);
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

/** Base64 of any number of bytes: the call stack holds only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  const CHUNK = 0x6000; // a multiple of three: each chunk is whole groups of four characters
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK))));
  }
  return parts.join('');
}
