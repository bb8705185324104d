import { asciiBytes, latin1 } from '../latin1.ts';
import { decodeText, encodeText, hex, isAscii, type Charset } from './charset.ts';
import { isHeader, type Delimiters } from './delimiters.ts';
import { diagnose, lacksNeeded } from './diagnose.ts';
import { statusOf, type Hl7Diagnostic, type MessageStatus } from './diagnostic.ts';
import { planSplice, splice, type EditProblem, type SplicePlan } from './edit.ts';
import { escapeValue, unescapeValue } from './escape.ts';
import { readHeader, type Header } from './header.ts';
import { HL7_LIMITS } from './limits.ts';
import { parseHl7Path, parseSegmentRef, type Hl7Path } from './path.ts';
import {
  countParts,
  fieldEnd,
  fieldStarts,
  findSegment,
  indexSegments,
  partEnd,
  partStart,
  stretched,
  type SegmentIndex,
} from './segment-index.ts';

/** Byte offsets in the message, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What stands at a path. `empty`: the position is there without text ("no change"). `null`: it is `""` ("delete").
 * `absent`: the message ends before that position (HL7 2.5.1 §2.5.3).
 */
export interface FieldRead {
  readonly state: 'value' | 'empty' | 'null' | 'absent';
  /** The text between the delimiters, decoded, escapes as they stand. */
  readonly raw: string;
  /** `raw` with character escapes resolved; for a level that has parts the delimiters stay in it. */
  readonly value: string;
  readonly span?: Span;
  /** The bytes, where they are not valid in the declared character set (`raw` is then a guess). */
  readonly rawHex?: string;
}

export interface SegmentPlace {
  readonly name: string;
  /** Which segment of that name, from 1. */
  readonly ordinal: number;
  readonly start: number;
  /** Exclusive, without the terminator. */
  readonly end: number;
}

export type LineEnd = 'CR' | 'LF' | 'CRLF' | 'mixed' | 'none';

export type EditResult =
  { readonly ok: true; readonly message: Hl7Message } | { readonly ok: false; readonly problem: EditProblem };

/** Thrown by `set`, `setRaw` and the segment operations; callers that take paths or values from people use `edit`. */
export class Hl7PathError extends Error {
  readonly problem: EditProblem;

  constructor(problem: EditProblem) {
    super(`${problem.code}${problem.found === undefined ? '' : `: ${problem.found}`}`);
    this.name = 'Hl7PathError';
    this.problem = problem;
  }
}

/** The last few messages read, by their bytes, which nobody may change. */
const recent: Hl7Message[] = [];
let nextRecent = 0;

/** From this length on V8 makes a slice of a string that points into it. */
const SLICED_BY_REFERENCE = 13;

const ABSENT: FieldRead = { state: 'absent', raw: '', value: '' };

/**
 * One message (or batch) as its bytes, and reading by spans. Nothing is normalised: `bytes` are the ones given, and an
 * edit makes a new message in which only the bytes of that field differ. The bytes must not be changed by the caller.
 * Indexes are built at the first read, so keep bytes in long-lived tables and read them anew.
 */
export class Hl7Message {
  /** Of an edited message not before somebody asks: rules edit ten fields, and only the last text is sent. */
  private lazyBytes: Uint8Array | undefined;
  private lazyHeader: Header | undefined;
  private lazyIndex: SegmentIndex | undefined;
  private lazyDiagnostics: readonly Hl7Diagnostic[] | undefined;
  private lazyVersion: string | undefined;
  /** See `endedByCr`. */
  private readonly lineFeedIsText: boolean;

  private constructor(
    bytes: Uint8Array | undefined,
    known: { header?: Header; index?: SegmentIndex; lineFeedIsText?: boolean } = {},
  ) {
    this.lazyBytes = bytes;
    this.lazyHeader = known.header;
    this.lazyIndex = known.index;
    this.lineFeedIsText = known.lineFeedIsText ?? false;
  }

  /** Never throws; what is wrong is in `status` and `diagnostics`. */
  static read(bytes: Uint8Array): Hl7Message {
    // Sender, journal and receiver look at the same array within one exchange: it is split and diagnosed once.
    for (const known of recent) if (known.lazyBytes === bytes) return known;
    const message = new Hl7Message(bytes);
    message.remember(bytes);
    return message;
  }

  /**
   * The same bytes as a receiver reads them that takes nothing but CR for the end of a segment (HL7 2.5.1 §2.4): LF is
   * a character like another, so a message of lines is one long MSH.
   */
  endedByCr(): Hl7Message {
    if (this.lineFeedIsText || !this.header.text.includes('\n')) return this;
    return new Hl7Message(this.bytes, { header: this.header, lineFeedIsText: true });
  }

  private remember(bytes: Uint8Array): void {
    if (bytes.length > HL7_LIMITS.rememberedBytes) return;
    recent[nextRecent] = this;
    nextRecent = (nextRecent + 1) % HL7_LIMITS.rememberedMessages;
  }

  get bytes(): Uint8Array {
    if (this.lazyBytes) return this.lazyBytes;
    // Without bytes there is a text of ASCII: see `edited`.
    const bytes = asciiBytes(this.header.text) ?? new Uint8Array(0);
    this.lazyBytes = bytes;
    this.remember(bytes);
    return bytes;
  }

  private get header(): Header {
    return (this.lazyHeader ??= readHeader(this.bytes));
  }

  private get index(): SegmentIndex {
    return (this.lazyIndex ??= indexSegments(this.header, this.lineFeedIsText));
  }

  get diagnostics(): readonly Hl7Diagnostic[] {
    return (this.lazyDiagnostics ??= diagnose(this, this.header, this.index));
  }

  get status(): MessageStatus {
    return statusOf(this.diagnostics);
  }

  /** `status` is not `reject`: there is something to answer. */
  get isHl7(): boolean {
    return this.header.reject === undefined;
  }

  /** `status` is neither `reject` nor `reject-but-show`. Known without a look at what stands in the fields. */
  get isProcessable(): boolean {
    return this.isHl7 && !lacksNeeded(this, this.header, this.index);
  }

  /** Of the first header; in a batch each MSH rules what follows it. */
  get delimiters(): Delimiters {
    return this.header.delimiters;
  }

  get charset(): Charset {
    return this.header.charset;
  }

  get lineEnd(): LineEnd {
    const { cr, lf, crlf } = this.index.terminators;
    const kinds = (['CR', 'LF', 'CRLF'] as const).filter((_, at) => [cr, lf, crlf][at] !== 0);
    return kinds.length > 1 ? 'mixed' : (kinds[0] ?? 'none');
  }

  get segments(): readonly SegmentPlace[] {
    const counts = new Map<string, number>();
    return this.index.names.map((name, at) => {
      const ordinal = (counts.get(name) ?? 0) + 1;
      counts.set(name, ordinal);
      return { name, ordinal, start: this.index.starts[at] ?? 0, end: this.index.ends[at] ?? 0 };
    });
  }

  get messageType(): { readonly code: string; readonly event: string; readonly structure: string } {
    return { code: this.value('MSH-9.1'), event: this.value('MSH-9.2'), structure: this.value('MSH-9.3') };
  }

  get controlId(): string {
    return this.value('MSH-10');
  }

  /** MSH-12.1. */
  get version(): string {
    return (this.lazyVersion ??= this.value('MSH-12.1'));
  }

  segmentCount(name: string): number {
    let count = 0;
    for (const each of this.index.names) if (each === name) count += 1;
    return count;
  }

  /** Field numbers go from 1 to this; 0 for a segment without fields or one that is not there. */
  fieldCount(segmentRef: string): number {
    const ref = parseSegmentRef(segmentRef);
    const segment = 'error' in ref ? -1 : findSegment(this.index, ref.segment, ref.ordinal);
    return segment < 0 ? 0 : fieldStarts(this.index, this.header.text, segment).length - 1;
  }

  /** `PID-3` → its repetitions, also empty ones; 0 when the field is absent or empty. */
  repetitionCount(path: string): number {
    return this.partCount(path, 'repetition');
  }

  /** Parts that the place has at the next level: 0 when absent or empty, 1 when it is not divided. */
  partCount(path: string | Hl7Path, into: 'repetition' | 'component' | 'subcomponent'): number {
    const place = this.locate(path);
    if (place === undefined || place.start === place.end) return 0;
    if (place.whole) return 1;
    return countParts(this.header.text, place.start, place.end, place.delimiters[into]);
  }

  /** A path that is not one reads as absent; use `parseHl7Path` first where a person wrote it. */
  get(path: string | Hl7Path): FieldRead {
    const place = this.locate(path);
    if (place === undefined) return ABSENT;
    const { start, end } = place;
    if (start === end) return { state: 'empty', raw: '', value: '', span: { start, end } };
    const { raw, rawHex } = this.rawText(start, end);
    if (raw === '""') return { state: 'null', raw, value: raw, span: { start, end } };
    const value = place.whole ? raw : unescapeValue(raw, place.delimiters, this.header.charset).value;
    return { state: 'value', raw, value, span: { start, end }, ...(rawHex === undefined ? {} : { rawHex }) };
  }

  /** The value, '' unless the state is `value`. */
  value(path: string | Hl7Path): string {
    const place = this.locate(path);
    if (place === undefined || place.start === place.end) return '';
    const raw = this.header.ascii ? this.plainText(place.start, place.end) : this.rawText(place.start, place.end).raw;
    if (raw === '""') return '';
    return place.whole ? raw : unescapeValue(raw, place.delimiters, this.header.charset).value;
  }

  /** Decoded text of a whole segment without its terminator, '' when it is not there. */
  segmentText(segmentRef: string): string {
    const ref = parseSegmentRef(segmentRef);
    const segment = 'error' in ref ? -1 : findSegment(this.index, ref.segment, ref.ordinal);
    return segment < 0 ? '' : this.rawText(this.index.starts[segment] ?? 0, this.index.ends[segment] ?? 0).raw;
  }

  /** Bytes of a span as text; what is not valid in the declared set comes as a guess with its hex digits. */
  rawText(start: number, end: number): { readonly raw: string; readonly rawHex?: string } {
    if (this.header.ascii) return { raw: this.plainText(start, end) };
    const plain = this.header.text.slice(start, end);
    if (isAscii(plain)) return { raw: plain };
    const bytes = this.bytes.subarray(start, end);
    const { text, valid } = decodeText(bytes, this.header.charset);
    return valid ? { raw: text } : { raw: text, rawHex: hex(bytes) };
  }

  /** Writes a value, escaped and in the message's character set. Throws `Hl7PathError`; `edit` gives the problem. */
  set(path: string, value: string): Hl7Message {
    return this.orThrow(this.edit(path, value));
  }

  /** Writes text as it is, for delimiters that are meant; only the character set is applied. */
  setRaw(path: string, raw: string): Hl7Message {
    return this.orThrow(this.editRaw(path, raw));
  }

  /** Of a message in ASCII. A slice of some length would keep the whole text alive in whatever table it is put. */
  private plainText(start: number, end: number): string {
    if (end - start < SLICED_BY_REFERENCE) return this.header.text.slice(start, end);
    return latin1(this.bytes, start, end);
  }

  edit(path: string, value: string): EditResult {
    const parsed = parseHl7Path(path);
    const at = 'error' in parsed ? -1 : findSegment(this.index, parsed.segment, parsed.ordinal);
    const escaped = escapeValue(value, this.index.delimiters[at] ?? this.delimiters);
    if (escaped === undefined) return { ok: false, problem: { code: 'escape-undefined', found: value } };
    return this.editRaw(path, escaped);
  }

  editRaw(path: string, raw: string): EditResult {
    const parsed = parseHl7Path(path);
    if ('error' in parsed) return { ok: false, problem: { code: 'bad-path', found: path } };
    const encoded = encodeText(raw, this.header.charset);
    if (!(encoded instanceof Uint8Array))
      return { ok: false, problem: { code: 'not-encodable', found: encoded.unencodable } };
    const plan = planSplice(this.header.text, this.index, parsed, raw === '');
    if ('code' in plan) return { ok: false, problem: plan };
    const message = this.edited(parsed, plan, raw) ?? this.readAgain(splice(this.bytes, plan, encoded));
    return { ok: true, message };
  }

  /** Most edits leave delimiters, character set and segment ends as they were: then nothing has to be found anew. */
  private edited({ segment, ordinal, field }: Hl7Path, plan: SplicePlan, raw: string): Hl7Message | undefined {
    const { header, index } = this;
    if (header.reject !== undefined || !header.ascii || !isAscii(raw) || /\p{Cc}/u.test(raw)) return undefined;
    // MSH-18, and a separator too many before it, choose the character set.
    if (isHeader(segment) && (field === 18 || plan.padding !== '' || raw.includes(header.delimiters.field))) {
      return undefined;
    }
    const text = header.text.slice(0, plan.start) + plan.padding + raw + header.text.slice(plan.end);
    if (text.length > HL7_LIMITS.messageBytes) return undefined;
    const at = findSegment(index, segment, ordinal);
    return new Hl7Message(undefined, {
      header: { ...header, text },
      index: stretched(index, at, text.length - header.text.length),
      lineFeedIsText: this.lineFeedIsText,
    });
  }

  /** Edited bytes, read as this message is. */
  private readAgain(bytes: Uint8Array): Hl7Message {
    const message = Hl7Message.read(bytes);
    return this.lineFeedIsText ? message.endedByCr() : message;
  }

  /** Puts a segment after the one named (`OBR`, `OBX[2]`); its text is written as it is. Throws `Hl7PathError`. */
  insertSegmentAfter(segmentRef: string, text: string): Hl7Message {
    const place = this.requireSegment(segmentRef);
    const encoded = encodeText(this.terminator + text, this.header.charset);
    if (!(encoded instanceof Uint8Array)) throw new Hl7PathError({ code: 'not-encodable', found: encoded.unencodable });
    return this.readAgain(splice(this.bytes, { start: place.end, end: place.end, padding: '' }, encoded));
  }

  /** Takes a segment out with its terminator. Throws `Hl7PathError`. */
  removeSegment(segmentRef: string): Hl7Message {
    const { start, end } = this.requireSegment(segmentRef);
    const { text } = this.header;
    const length = !this.lineFeedIsText && text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0;
    return this.readAgain(splice(this.bytes, { start, end: end + length, padding: '' }, new Uint8Array(0)));
  }

  private get terminator(): string {
    const { cr, lf, crlf } = this.index.terminators;
    return crlf > cr && crlf > lf ? '\r\n' : lf > cr ? '\n' : '\r';
  }

  private requireSegment(segmentRef: string): Span {
    const ref = parseSegmentRef(segmentRef);
    if ('error' in ref) throw new Hl7PathError({ code: 'bad-path', found: segmentRef });
    const at = findSegment(this.index, ref.segment, ref.ordinal);
    if (at < 0) throw new Hl7PathError({ code: 'segment-missing', found: segmentRef });
    return { start: this.index.starts[at] ?? 0, end: this.index.ends[at] ?? 0 };
  }

  private orThrow(result: EditResult): Hl7Message {
    if (!result.ok) throw new Hl7PathError(result.problem);
    return result.message;
  }

  private locate(path: string | Hl7Path): Place | undefined {
    const parsed = typeof path === 'string' ? parseHl7Path(path) : path;
    if ('error' in parsed) return undefined;
    const { index } = this;
    const { text } = this.header;
    const segment = findSegment(index, parsed.segment, parsed.ordinal);
    if (segment < 0) return undefined;
    const starts = fieldStarts(index, text, segment);
    let start = starts[parsed.field] ?? -1;
    if (start < 0) return undefined;
    let end = fieldEnd(index, starts, segment, parsed.field);
    const delimiters = index.delimiters[segment] ?? this.delimiters;
    const { repetition, component, subcomponent } = parsed;
    if (isHeader(parsed.segment) && parsed.field <= 2) {
      // MSH-1 and MSH-2 are the delimiters: they have no parts.
      const first = (repetition ?? 1) === 1 && (component ?? 1) === 1 && (subcomponent ?? 1) === 1;
      return first ? { start, end, delimiters, whole: true } : undefined;
    }
    if (repetition !== undefined || component !== undefined) {
      start = partStart(text, start, end, delimiters.repetition, repetition ?? 1);
      if (start < 0) return undefined;
      end = partEnd(text, start, end, delimiters.repetition);
    }
    if (component !== undefined) {
      start = partStart(text, start, end, delimiters.component, component);
      if (start < 0) return undefined;
      end = partEnd(text, start, end, delimiters.component);
    }
    if (subcomponent !== undefined) {
      start = partStart(text, start, end, delimiters.subcomponent, subcomponent);
      if (start < 0) return undefined;
      end = partEnd(text, start, end, delimiters.subcomponent);
    }
    return { start, end, delimiters, whole: false };
  }
}

interface Place extends Span {
  readonly delimiters: Delimiters;
  /** The text is not divided and has no escapes (MSH-1, MSH-2). */
  readonly whole: boolean;
}
