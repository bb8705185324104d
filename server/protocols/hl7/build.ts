import { asciiBytes } from '../latin1.ts';
import { encodeText, type Charset } from './charset.ts';
import { STANDARD_DELIMITERS, type Delimiters } from './delimiters.ts';
import { escapeValue } from './escape.ts';
import { Hl7Message, Hl7PathError } from './message.ts';
import { parseHl7Path, type Hl7Path } from './path.ts';

/**
 * A segment by its values: keys are a path without the segment (`3.1`, `5`, `3[2].4.2`), values are escaped. MSH-1 and
 * MSH-2 are written by the builder.
 */
export interface SegmentContent {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface BuildOptions {
  /** What ends a segment; CR by the standard, others for messages that shall be wrong. */
  readonly terminator?: '\r' | '\n' | '\r\n';
  /** A character that MSH-18 does not have: throw `Hl7PathError` (not-encodable), or write `?` as many systems do. */
  readonly unencodable?: 'throw' | 'question-mark';
}

/**
 * A new message from segments, each its text as it shall stand on the wire or its values; the first is MSH (or FHS,
 * BHS), whose MSH-18 rules the bytes and whose delimiters, when it is given as text, rule the rest.
 */
export function buildMessage(segments: readonly (string | SegmentContent)[], options: BuildOptions = {}): Hl7Message {
  const terminator = options.terminator ?? '\r';
  const [first] = segments;
  const head =
    typeof first === 'string' ? first : renderSegment(first ?? { name: 'MSH', fields: {} }, STANDARD_DELIMITERS);
  if (segments.every((each) => typeof each === 'string')) {
    // ASCII is the same in every set that MSH-18 can name.
    const ascii = asciiBytes(segments.map((each) => each + terminator).join(''));
    if (ascii) return Hl7Message.read(ascii);
  }
  const { charset, delimiters } = Hl7Message.read(new TextEncoder().encode(head));
  const text = segments
    .map((each) => (typeof each === 'string' ? each : renderSegment(each, delimiters)) + terminator)
    .join('');
  return Hl7Message.read(encodeOr(text, charset, options.unencodable ?? 'throw'));
}

/** Text of one segment, without its terminator. Throws `Hl7PathError` for a key that is not a path. */
function renderSegment(content: SegmentContent, delimiters: Delimiters): string {
  const isMsh = content.name === 'MSH' || content.name === 'FHS' || content.name === 'BHS';
  const fields: Part = { parts: [], value: '' };
  for (const [key, value] of Object.entries(content.fields)) {
    const path = parseHl7Path(`${content.name}-${key}`);
    if ('error' in path) throw new Hl7PathError({ code: 'bad-path', found: path.text });
    if (isMsh && path.field <= 2) throw new Hl7PathError({ code: 'delimiter-field', found: key });
    const escaped = escapeValue(value, delimiters);
    if (escaped === undefined) throw new Hl7PathError({ code: 'escape-undefined', found: value });
    place(fields, numbersOf(path), escaped);
  }
  const separators = [delimiters.field, delimiters.repetition, delimiters.component, delimiters.subcomponent];
  if (!isMsh) return content.name + (fields.parts.length > 0 ? delimiters.field + join(fields, separators) : '');
  const { component, repetition, escape, subcomponent, truncation = '' } = delimiters;
  // MSH-1 is the separator itself: without it the first part is MSH-2.
  fields.parts[1] = { parts: [], value: component + repetition + escape + subcomponent + truncation };
  return content.name + delimiters.field + join({ parts: fields.parts.slice(1), value: '' }, separators);
}

/** Field, repetition, component, subcomponent, each 0-based here and only here. */
interface Part {
  readonly parts: (Part | undefined)[];
  value: string;
}

function numbersOf(path: Hl7Path): number[] {
  const numbers = [path.field, path.repetition ?? 1];
  if (path.component !== undefined) numbers.push(path.component);
  if (path.subcomponent !== undefined) numbers.push(path.subcomponent);
  return numbers.map((each) => each - 1);
}

function place(root: Part, numbers: readonly number[], value: string): void {
  let part = root;
  for (const number of numbers) part = part.parts[number] ??= { parts: [], value: '' };
  part.value = value;
}

function join(part: Part, [separator = '', ...deeper]: readonly string[]): string {
  if (part.parts.length === 0) return part.value;
  return Array.from(part.parts, (each) => (each === undefined ? '' : join(each, deeper))).join(separator);
}

function encodeOr(text: string, charset: Charset, unencodable: 'throw' | 'question-mark'): Uint8Array {
  const whole = encodeText(text, charset);
  if (whole instanceof Uint8Array) return whole;
  if (unencodable === 'throw') throw new Hl7PathError({ code: 'not-encodable', found: whole.unencodable });
  const replaced = Array.from(text, (character) =>
    encodeText(character, charset) instanceof Uint8Array ? character : '?',
  );
  const bytes = encodeText(replaced.join(''), charset);
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(0);
}
