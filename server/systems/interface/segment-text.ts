import { charsetOf, encodeText } from '../../protocols/hl7/charset.ts';
import { STANDARD_DELIMITERS } from '../../protocols/hl7/delimiters.ts';
import { escapeValue } from '../../protocols/hl7/escape.ts';

/** How the hospital's own applications write HL7: standard delimiters, fields by number, trailing empties left out. */

/** A value with what would be a delimiter escaped. */
export function escaped(value: string): string {
  return escapeValue(value, STANDARD_DELIMITERS) ?? '';
}

/** Escaped values joined by `^`, without trailing empty ones. */
export function components(...values: readonly string[]): string {
  return joined(values.map(escaped), '^');
}

/** Escaped values joined by `&`. */
export function subcomponents(...values: readonly string[]): string {
  return joined(values.map(escaped), '&');
}

/** Parts that are already escaped, joined by a delimiter, without trailing empty ones. */
export function joined(parts: readonly string[], delimiter: string): string {
  let end = parts.length;
  while (end > 0 && parts[end - 1] === '') end -= 1;
  return (end === parts.length ? parts : parts.slice(0, end)).join(delimiter);
}

/** `segment('ORC', { 1: 'NW', 5: 'SC' })` → `ORC|NW||||SC`. For MSH give fields from 3 on. */
export function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const header = name === 'MSH';
  let line = header ? 'MSH|^~\\&|' : name;
  let field = header ? 3 : 0;
  // Keys that are array indexes come in ascending order (ECMA-262 §10.1.11.1).
  for (const [number, text] of Object.entries(fields)) {
    if (text === '' || Number(number) < field) continue;
    line += '|'.repeat(Number(number) - field) + text;
    field = Number(number);
  }
  return line;
}

/** MSH-18 values that the hospital sends. */
export type SentCharset = '8859/1' | 'UNICODE UTF-8';

/** How a settings file names one. */
export const sentCharset = {
  expected: '8859/1 or UNICODE UTF-8',
  read: (text: string): SentCharset | undefined => (text === '8859/1' || text === 'UNICODE UTF-8' ? text : undefined),
};

/** Segments to bytes, each ended by CR. A character that the set lacks becomes `?`, as the applications do it. */
export function messageBytes(segments: readonly string[], charset: SentCharset): Uint8Array {
  let text = segments.map((each) => `${each}\r`).join('');
  const set = charsetOf(charset, '~');
  for (;;) {
    const bytes = encodeText(text, set);
    if (bytes instanceof Uint8Array) return bytes;
    text = text.replaceAll(bytes.unencodable, '?');
  }
}
