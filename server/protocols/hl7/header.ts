import { isAsciiBytes, latin1 } from '../latin1.ts';
import { charsetOf, structure, type Charset } from './charset.ts';
import { canDelimit, delimitersOf, isHeader, type Delimiters } from './delimiters.ts';
import { HL7_LIMITS } from './limits.ts';
import { maskMultiByte } from './multi-byte-charset.ts';

/**
 * What must be known before anything can be split: where the message begins in its bytes, its delimiters and its
 * character set, and the structural text made with that (see charset.ts).
 */
export interface Header {
  readonly reject?: 'not-hl7' | 'msh-missing' | 'message-too-large' | 'utf-16-not-supported';
  /** Offset of `MSH` (or `FHS`, `BHS`), after BOM, white space and a VT. */
  readonly start: number;
  readonly delimiters: Delimiters;
  readonly charset: Charset;
  /** One character per byte of the whole message. */
  readonly text: string;
  /** No byte of the message is above 127. */
  readonly ascii: boolean;
}

export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length > HL7_LIMITS.messageBytes) return rejected('message-too-large');
  const text = latin1(bytes);
  const start = startOf(text);
  const field = text.charAt(start + 3);
  if (!isHeader(text.slice(start, start + 3)) || !canDelimit(field)) return rejected(reasonFor(text, start));
  const encodingEnd = partEnd(text, start + 4, field);
  const delimiters = delimitersOf(field, text.slice(start + 4, encodingEnd));
  const ascii = isAsciiBytes(bytes);
  const charset = findCharset(bytes, text, start, ascii);
  // Masking changes nothing in bytes of which none is above 127, but for ISO 2022, where every byte may be masked.
  const structured = ascii && charset.decode !== 'iso-2022-jp' ? text : structure(bytes, charset);
  return { start, delimiters, charset, text: structured, ascii: ascii && structured === text };
}

/** Bytes that are skipped before the message: a BOM, white space, and the VT of a saved MLLP frame. */
function startOf(text: string): number {
  let at = text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
  while (at < text.length && ' \t\r\n\u000b'.includes(text.charAt(at))) at += 1;
  return at;
}

function reasonFor(text: string, start: number): NonNullable<Header['reject']> {
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)?\0?M\0S\0H/.test(text)) return 'utf-16-not-supported';
  return /^[A-Za-z][A-Za-z0-9]{2}\|/.test(text.slice(start, start + 4)) ? 'msh-missing' : 'not-hl7';
}

function rejected(reject: NonNullable<Header['reject']>): Header {
  return {
    reject,
    start: 0,
    delimiters: delimitersOf('|', '^~\\&'),
    charset: charsetOf('', '~'),
    text: '',
    ascii: true,
  };
}

const CR = 0x0d;
const LF = 0x0a;

/** The end of a part that begins at `from`: the next separator or the end of the segment. */
function partEnd(text: string, from: number, separator: string): number {
  const code = separator.charCodeAt(0);
  for (let at = from; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === code || character === CR || character === LF) return at;
  }
  return text.length;
}

/**
 * MSH-18 must be read before the set that it names is known. Only where MSH itself has bytes above 127 can that go
 * wrong (a trail byte `|` in MSH-4 shifts the count); then each multi-byte reading is tried until one agrees with itself.
 */
function findCharset(bytes: Uint8Array, text: string, start: number, ascii: boolean): Charset {
  let at = start;
  if (!text.startsWith('MSH', start)) {
    // A batch: FHS and BHS have no MSH-18, so the first message in it tells.
    const next = /[\r\n][ \t]*MSH/.exec(text.slice(start));
    if (next === null) return charsetOf('', '~');
    at = start + next.index + next[0].length - 3;
  }
  const end = partEnd(text, at, '\r');
  const declared = readMsh18(text, at, end);
  const plain = declared === '' ? UNDECLARED : charsetOf(declared, text.charAt(at + 5));
  if (ascii ? !text.includes(ESC) : !hasHighOrEscape(text, at, end)) return plain;
  for (const name of ['gb18030', 'shift_jis', 'big5', 'euc-kr', 'iso-2022-jp'] as const) {
    const masked = latin1(maskMultiByte(bytes.subarray(at, end), name));
    const candidate = charsetOf(readMsh18(masked, 0, masked.length), masked.charAt(5));
    if (candidate.decode === name) return candidate;
  }
  return plain;
}

const ESC = '\u001b';
const UNDECLARED = charsetOf('', '~');

function readMsh18(text: string, start: number, end: number): string {
  const separator = text.charAt(start + 3);
  let from = start + 3;
  // MSH-1 is the separator itself, so MSH-18 begins after the 17th.
  for (let field = 2; field <= 18; field += 1) {
    from = text.indexOf(separator, from) + 1;
    if (from === 0 || from > end) return '';
  }
  const next = text.indexOf(separator, from);
  return text.slice(from, next < 0 || next > end ? end : next).trim();
}

function hasHighOrEscape(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f || code === 0x1b) return true;
  }
  return false;
}
