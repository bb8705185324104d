import { charsetOf, decodeText, isAscii } from './charset.ts';
import { delimiterFaults, isHeader } from './delimiters.ts';
import { DiagnosticList, type Hl7Diagnostic, statusOf } from './diagnostic.ts';
import { unescapeValue } from './escape.ts';
import type { Header } from './header.ts';
import { HL7_LIMITS } from './limits.ts';
import { formatSegmentRef } from './path.ts';
import { fieldEnd, fieldStarts, type SegmentIndex } from './segment-index.ts';

/** What is asked of the message; `Hl7Message` is one. */
interface Diagnosed {
  readonly bytes: Uint8Array;
  readonly lineEnd: string;
  readonly segments: readonly { readonly name: string; readonly ordinal: number; readonly start: number }[];
  segmentCount(name: string): number;
  get(path: string): { readonly raw: string; readonly state: string };
}

/** Everything that can be said about the form of a message, without a dictionary (for that see validate.ts). */
export function diagnose(message: Diagnosed, header: Header, index: SegmentIndex): readonly Hl7Diagnostic[] {
  const list = new DiagnosticList();
  if (header.reject !== undefined) {
    if (header.reject === 'msh-missing' || header.reject === 'utf-16-not-supported') list.add('not-hl7', { offset: 0 });
    list.add(header.reject, { offset: 0 });
    return list.close();
  }
  envelope(message, header, index, list);
  headers(message, header, index, list);
  if (index.names.every(isSegmentName) && isPlain(header, index)) return list.close();
  message.segments.forEach(({ name, ordinal, start }, at) => {
    if (list.full) return;
    if (isSegmentName(name)) text(message, header, index, at, formatSegmentRef({ segment: name, ordinal }), list);
    else list.add('bad-segment-name', { offset: start, found: name.slice(0, 40) });
  });
  return list.close();
}

/**
 * Whether something is missing that a receiver needs to process the message at all: the part of the status that is
 * known without a look at what stands in the fields, and most receivers ask for no more.
 */
export function lacksNeeded(message: Diagnosed, header: Header, index: SegmentIndex): boolean {
  if (isSingle(index)) return neededFields.some((path) => message.get(path).state !== 'value');
  return statusOf(diagnose(message, header, index)) === 'reject-but-show';
}

const isSegmentName = (name: string): boolean => /^[A-Z][A-Z0-9]{2}$/.test(name);

/** One message and no batch. */
function isSingle({ names }: SegmentIndex): boolean {
  return names.lastIndexOf('MSH') === 0 && !names.includes('FHS') && !names.includes('BHS');
}

/** One message in ASCII without an escape: `text` would find nothing in any of its segments. */
function isPlain({ ascii, text: whole, start, delimiters }: Header, index: SegmentIndex): boolean {
  if (!ascii || !isSingle(index)) return false;
  const body = whole.indexOf(delimiters.field, start + 4);
  return delimiters.escape === '' || body < 0 || !whole.includes(delimiters.escape, body);
}

/** The FS of a saved MLLP frame, with or without its CR. */
const endsInFrame = (text: string): boolean => text.slice(-3).includes('\u001c');

function envelope(
  { bytes, lineEnd }: Diagnosed,
  { text, start }: Header,
  index: SegmentIndex,
  list: DiagnosticList,
): void {
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (hasBom) list.add('bom-before-msh', { offset: 0 });
  if (text.slice(0, start).includes('\u000b') || endsInFrame(text)) list.add('mllp-framing-in-message');
  const before = text.slice(hasBom ? 3 : 0, start).replaceAll('\u000b', '');
  if (before !== '' || index.indented.length > 0) list.add('leading-whitespace', { offset: index.indented[0] ?? 0 });
  if (lineEnd === 'LF' || lineEnd === 'CRLF') list.add('segment-terminator-not-cr', { found: lineEnd });
  if (lineEnd === 'mixed') list.add('mixed-segment-terminators');
  if (index.terminators.open) list.add('last-segment-not-terminated', { offset: bytes.length });
  if (index.emptySegments > 0) list.add('empty-segment', { found: String(index.emptySegments) });
  if (index.truncated) list.add('too-many-segments');
}

const NEEDED = [
  [9, 'msh-9-missing'],
  [10, 'msh-10-missing'],
  [12, 'msh-12-missing'],
] as const;

const neededFields = NEEDED.map(([number]) => `MSH-${String(number)}`);

function headers(message: Diagnosed, header: Header, index: SegmentIndex, list: DiagnosticList): void {
  const { charset } = header;
  const isBatch = index.names[0] === 'FHS' || index.names[0] === 'BHS';
  if (isBatch) list.add('batch', { found: String(message.segmentCount('MSH')) });
  else if (message.segmentCount('MSH') > 1)
    list.add('several-messages', { found: String(message.segmentCount('MSH')) });
  if (charset.decode === undefined)
    list.add('charset-unknown', { path: 'MSH-18', found: charset.declared.slice(0, 40) });
  let mixed = false;
  const only = { name: 'MSH', ordinal: 1, start: index.starts[0] ?? 0 };
  for (const { name, ordinal, start } of isSingle(index) ? [only] : message.segments) {
    if (!isHeader(name) || list.full) continue;
    const ref = formatSegmentRef({ segment: name, ordinal });
    const field = header.text.charAt(start + 3);
    for (const code of delimiterFaults(field, message.get(`${ref}-2`).raw))
      list.add(code, { path: `${ref}-2`, offset: start + 4 });
    if (name !== 'MSH') continue;
    for (const [number, code] of NEEDED) {
      const { state } = message.get(`${ref}-${String(number)}`);
      if (state !== 'value') list.add(code, { path: `${ref}-${String(number)}` });
    }
    mixed ||= ordinal > 1 && charsetOf(message.get(`${ref}-18`).raw, '~').decode !== charset.decode;
  }
  if (mixed) list.add('batch-mixed-charsets');
}

/** Character set and escapes, field by field, in segments that have something to look at. */
function text(
  message: Diagnosed,
  header: Header,
  index: SegmentIndex,
  at: number,
  ref: string,
  list: DiagnosticList,
): void {
  const { charset } = header;
  const start = index.starts[at] ?? 0;
  const whole = header.text.slice(start, index.ends[at]);
  const delimiters = index.delimiters[at] ?? header.delimiters;
  // MSH-2 itself holds the escape character: what counts comes after it.
  const body = isHeader(index.names[at] ?? '') ? whole.indexOf(delimiters.field, 4) : 0;
  const escapes = delimiters.escape !== '' && body >= 0 && whole.includes(delimiters.escape, body);
  const foreign = !header.ascii && !isAscii(whole);
  if (!escapes && !foreign) return;
  const starts = fieldStarts(index, header.text, at);
  for (let field = isHeader(index.names[at] ?? '') ? 3 : 1; field < starts.length && !list.full; field += 1) {
    const from = starts[field] ?? 0;
    const to = fieldEnd(index, starts, at, field);
    const path = `${ref}-${String(field)}`;
    if (
      foreign &&
      !isAscii(header.text.slice(from, to)) &&
      !decodeText(message.bytes.subarray(from, to), charset).valid
    ) {
      list.add('charset-invalid-bytes', { path, offset: from, found: charset.declared.slice(0, 40) });
    }
    if (!escapes) continue;
    const faults = partsWithFaults(header.text.slice(from, to), delimiters, charset);
    for (const fault of faults) list.add('bad-escape', { path, offset: from + fault });
  }
}

/** A delimiter ends a part and so also an escape sequence that was not closed before it. */
function partsWithFaults(field: string, delimiters: Header['delimiters'], charset: Header['charset']): number[] {
  const separators = new Set([delimiters.repetition, delimiters.component, delimiters.subcomponent]);
  const faults: number[] = [];
  let from = 0;
  for (let at = 0; at <= field.length && faults.length < HL7_LIMITS.diagnostics; at += 1) {
    if (at < field.length && !separators.has(field.charAt(at))) continue;
    // Masked text: hex escapes are ASCII, so the character set matters only for what they decode to.
    for (const fault of unescapeValue(field.slice(from, at), delimiters, charset).faults) faults.push(from + fault);
    from = at + 1;
  }
  return faults;
}
