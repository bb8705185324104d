import type { ByteSource } from './byte-source.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import { swapped } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import type { Tag } from './tag.ts';
import { vrInfo } from './vr.ts';
import type { Vr } from './vr.ts';

/** Length field of a sequence, item or encapsulated value that ends with a delimiter (PS3.5 §7.5). */
export const UNDEFINED_LENGTH = 0xffffffff;

/** The elements of one data set or item, in the order in which they stand in the bytes. */
export interface Node {
  readonly elements: readonly Element[];
  /** Bytes after the last readable element, kept so that what was read can be written back. */
  readonly tail: Span | undefined;
  /** How it was read; of what was built: explicit. */
  readonly encoding: Encoding;
  /** Of an item: it ends with a delimiter. A data set of its own has none. */
  readonly undefinedLength: boolean;
  readonly problems: readonly DicomDiagnostic[];
  /** Of an item that was read. */
  readonly span: ByteSpan | undefined;
}

export interface Span {
  readonly source: ByteSource;
  readonly start: number;
  readonly end: number;
}

/**
 * Where an element, an item or a fragment stands, as offsets into the bytes that were given to `DataSet.read` (nested
 * ones too; of a deflated data set: into the inflated bytes). In a file add `dataSetOffset`.
 */
export interface ByteSpan {
  /** First byte of the header: the tag. */
  readonly start: number;
  readonly valueStart: number;
  /** Behind the value, before a delimiter. */
  readonly valueEnd: number;
  /** Behind everything, a delimiter included. */
  readonly end: number;
}

/** What stands inside a sequence, or between the delimiters of an encapsulated value. */
export interface Nested {
  readonly items: readonly Node[];
  /** Encapsulated Pixel Data: the Basic Offset Table, then the fragments (PS3.5 §A.4). */
  readonly fragments: readonly Uint8Array[] | undefined;
  /** Of fragments that were read: one span each. */
  readonly fragmentSpans?: readonly ByteSpan[];
  readonly problems: readonly DicomDiagnostic[];
}

/** The span of an element with the bytes it was read from. */
export interface ElementPlace extends ByteSpan {
  readonly source: ByteSource;
  readonly encoding: Encoding;
}

/**
 * One data element: read (it has a `place` and its bytes are views) or built (it has a value). Text, numbers and items
 * are read through the DataSet, which knows the character set.
 */
export class Element {
  readonly tag: Tag;
  /** As encoded; in implicit VR from the dictionary, UN where that has none. */
  readonly vr: Vr;
  /** Length field as read, UNDEFINED_LENGTH included; of a built element the bytes of its value, undefined for SQ. */
  readonly length: number;
  readonly place: ElementPlace | undefined;
  /** The characters of a built text value that its character set cannot hold completely, kept for another set. */
  readonly text: string | undefined;
  readonly problems: readonly DicomDiagnostic[];
  #value: Uint8Array | undefined;
  #nested: Nested | (() => Nested) | undefined;

  constructor(
    tag: Tag,
    vr: Vr,
    length: number,
    place: ElementPlace | undefined,
    value: Uint8Array | undefined,
    nested: Nested | (() => Nested) | undefined,
    text: string | undefined,
    problems: readonly DicomDiagnostic[],
  ) {
    this.tag = tag;
    this.vr = vr;
    this.length = length;
    this.place = place;
    this.text = text;
    this.problems = problems;
    this.#value = value;
    this.#nested = nested;
  }

  /**
   * The value field as it stands in the bytes, padding included: a view, copied once if it straddles parts. Numbers are
   * always little endian: of a big-endian data set it is a swapped copy. Of a read sequence: its items with their
   * headers, without the sequence delimiter. Of a built sequence: empty.
   */
  get value(): Uint8Array {
    if (this.#value) return this.#value;
    const { place } = this;
    if (!place) return (this.#value = new Uint8Array(0));
    const bytes = place.source.slice(place.valueStart, place.valueEnd);
    return (this.#value = place.encoding.bigEndian ? swapped(bytes, vrInfo(this.vr).unit) : bytes);
  }

  /** Where it stands in the bytes; undefined for an element that was built or edited. */
  get span(): ByteSpan | undefined {
    return this.place;
  }

  /** Items of a sequence or fragments of an encapsulated value; undefined for everything else. Parsed when first asked. */
  get nested(): Nested | undefined {
    if (typeof this.#nested === 'function') this.#nested = this.#nested();
    return this.#nested;
  }

  get isSequence(): boolean {
    return this.vr === 'SQ' || (this.#nested !== undefined && this.fragments === undefined);
  }

  get fragments(): readonly Uint8Array[] | undefined {
    // A lazily read value is always a sequence: fragments have undefined length and were walked to find their end.
    return typeof this.#nested === 'function' ? undefined : this.#nested?.fragments;
  }
}
