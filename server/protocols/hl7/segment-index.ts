import { delimitersOf, isHeader, type Delimiters } from './delimiters.ts';
import type { Header } from './header.ts';
import { HL7_LIMITS } from './limits.ts';

/**
 * Where the segments lie, and, for segments that somebody asked about, where their fields begin. Nothing is copied out
 * of the text and nothing is split that was not asked for, which is what makes reading ten fields cheap.
 */
export interface SegmentIndex {
  readonly names: readonly string[];
  /** Offsets of the first byte of the name and of the byte after the last one of the segment (its terminator). */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Per segment, since each message of a batch brings its own MSH-1 and MSH-2. */
  readonly delimiters: readonly Delimiters[];
  /** Filled on demand by `fieldStarts`. */
  readonly fields: (readonly number[] | undefined)[];
  /** Segments by name, filled by `findSegment` when there are many. */
  readonly byName: Map<string, number[]>;
  readonly terminators: TerminatorCount;
  readonly emptySegments: number;
  readonly indented: readonly number[];
  readonly truncated: boolean;
}

export interface TerminatorCount {
  cr: number;
  lf: number;
  crlf: number;
  /** Whether the last segment has no terminator. */
  open: boolean;
}

const FS = '\u001c';

export function indexSegments({ text, start, delimiters: first }: Header, lineFeedIsText = false): SegmentIndex {
  const names: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const delimiters: Delimiters[] = [];
  const indented: number[] = [];
  const terminators: TerminatorCount = { cr: 0, lf: 0, crlf: 0, open: false };
  let emptySegments = 0;
  let current = first;
  let at = start;
  let cr = text.indexOf('\r', at);
  let lf = lineFeedIsText ? -1 : text.indexOf('\n', at);
  while (at < text.length && names.length < HL7_LIMITS.segments) {
    if (cr >= 0 && cr < at) cr = text.indexOf('\r', at);
    if (lf >= 0 && lf < at) lf = text.indexOf('\n', at);
    const end = cr < 0 ? (lf < 0 ? text.length : lf) : lf < 0 || cr < lf ? cr : lf;
    const next = end === cr && lf === cr + 1 && cr >= 0 ? end + 2 : end + 1;
    let begin = at;
    while (begin < end && (text.charCodeAt(begin) === 0x20 || text.charCodeAt(begin) === 0x09)) begin += 1;
    const isFrameEnd = begin < end && text.charAt(begin) === FS && end - begin === 1;
    if (begin === end) emptySegments += 1;
    else if (!isFrameEnd) {
      const name = nameAt(text, begin, end, current.field);
      if (isHeader(name)) current = headerDelimiters(text, begin, end, current);
      if (begin > at) indented.push(begin);
      names.push(name);
      starts.push(begin);
      ends.push(end);
      delimiters.push(current);
    }
    if (!isFrameEnd) countTerminator(terminators, end === text.length ? 0 : next - end, end === cr);
    at = next;
  }
  return {
    names,
    starts,
    ends,
    delimiters,
    fields: [],
    byName: new Map(),
    terminators,
    emptySegments,
    indented,
    truncated: at < text.length,
  };
}

function countTerminator(count: TerminatorCount, length: number, isCr: boolean): void {
  count.open = length === 0;
  if (length === 2) count.crlf += 1;
  else if (length === 1 && isCr) count.cr += 1;
  else if (length === 1) count.lf += 1;
}

/** A header's name is told by its letters, since it names the separator; any other name ends at the separator. */
function nameAt(text: string, begin: number, end: number, separator: string): string {
  const three = text.slice(begin, begin + 3);
  if (end - begin > 3 && (text.charAt(begin + 3) === separator || isHeader(three))) return three;
  return text.slice(begin, partEnd(text, begin, end, separator));
}

function headerDelimiters(text: string, begin: number, end: number, current: Delimiters): Delimiters {
  const field = text.charAt(begin + 3);
  if (begin + 3 >= end) return current;
  return delimitersOf(field, text.slice(begin + 4, partEnd(text, begin + 4, end, field)));
}

/** Index of the `ordinal`-th segment of that name, -1 when there is none. */
export function findSegment(index: SegmentIndex, name: string, ordinal: number): number {
  if (index.names.length > 32) return segmentsByName(index).get(name)?.[ordinal - 1] ?? -1;
  let left = ordinal;
  for (let at = 0; at < index.names.length; at += 1) {
    if (index.names[at] === name) {
      left -= 1;
      if (left === 0) return at;
    }
  }
  return -1;
}

/** For an order of ten segments a scan is quicker; a batch of thousands would make it quadratic. */
function segmentsByName({ byName, names }: SegmentIndex): ReadonlyMap<string, readonly number[]> {
  if (byName.size > 0) return byName;
  names.forEach((name, at) => {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [at]);
    else known.push(at);
  });
  return byName;
}

/**
 * `starts[n]` is the offset of field n (entry 0: of the segment); the only place where fields are numbered. In a header
 * field 1 is the separator, so field 2 begins right after it (HL7 2.5.1 §2.15.9.1).
 */
export function fieldStarts(index: SegmentIndex, text: string, segment: number): readonly number[] {
  const known = index.fields[segment];
  if (known !== undefined) return known;
  const start = index.starts[segment] ?? 0;
  const end = index.ends[segment] ?? 0;
  const name = index.names[segment] ?? '';
  const separator = index.delimiters[segment]?.field ?? '|';
  const starts = isHeader(name) && end - start > 3 ? [start, start + 3] : [start];
  const code = separator.charCodeAt(0);
  // Not indexOf: it would run on to the end of the message after the last field of every segment. What lies beyond the
  // last number that a path can name stays in the last field.
  for (let at = start + name.length; at < end && starts.length <= HL7_LIMITS.pathNumber; at += 1) {
    if (text.charCodeAt(at) === code) starts.push(at + 1);
  }
  index.fields[segment] = starts;
  return starts;
}

export function fieldEnd(index: SegmentIndex, starts: readonly number[], segment: number, field: number): number {
  const next = starts[field + 1];
  if (next === undefined) return index.ends[segment] ?? 0;
  return field === 1 && isHeader(index.names[segment] ?? '') ? next : next - 1;
}

/** Offset of the `number`-th part within [start, end), -1 when there are fewer. An empty separator splits nothing. */
export function partStart(text: string, start: number, end: number, separator: string, number: number): number {
  if (number === 1) return start;
  if (separator === '') return -1;
  const code = separator.charCodeAt(0);
  let left = number;
  for (let at = start; at < end; at += 1) {
    if (text.charCodeAt(at) === code) {
      left -= 1;
      if (left === 1) return at + 1;
    }
  }
  return -1;
}

export function partEnd(text: string, start: number, end: number, separator: string): number {
  if (separator === '') return end;
  const code = separator.charCodeAt(0);
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === code) return at;
  return end;
}

export function countParts(text: string, start: number, end: number, separator: string): number {
  if (separator === '') return 1;
  const code = separator.charCodeAt(0);
  let count = 1;
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === code) count += 1;
  return count;
}

/** The index of a text in which a piece of one segment, without a segment end in it, has become `by` longer. */
export function stretched(index: SegmentIndex, segment: number, by: number): SegmentIndex {
  const moved = (offset: number, at: number): number => (at > segment ? offset + by : offset);
  return {
    ...index,
    starts: index.starts.map(moved),
    ends: index.ends.map((offset, at) => (at >= segment ? offset + by : offset)),
    fields: index.fields.slice(0, segment),
    indented: index.indented.map((offset) => (offset > (index.starts[segment] ?? 0) ? offset + by : offset)),
  };
}
