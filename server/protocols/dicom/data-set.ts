import { ByteSource } from './byte-source.ts';
import { characterSet, defaultCharacterSet } from './character-set.ts';
import type { CharacterSet } from './character-set.ts';
import {
  characterSetOfBytes,
  characterSetOfInput,
  hasTextOutside,
  textOutside,
  unsupportedSet,
} from './declared-character-set.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import { deflate, inflate } from './deflate.ts';
import { implicitVr } from './dictionary.ts';
import { decodeBinaryText, decodeNumbers, decodeText, trimValue } from './element-value.ts';
import type { PlainValue } from './element-value.ts';
import { encodingOf, explicitLittle } from './encoding.ts';
import { type ByteSpan, type Element, type Node, UNDEFINED_LENGTH } from './element.ts';
import { emptyNode, hasHighBytes, plainElement, sequenceElement, withGroupLength } from './element-build.ts';
import { type Adopt, buildElement } from './element-input.ts';
import { dicomLimits } from './limits.ts';
import { readNode } from './read-elements.ts';
import type { Tag } from './tag.ts';
import { transferSyntax } from './transfer-syntax.ts';
import type { TransferSyntaxUid } from './transfer-syntax.ts';
import { vrInfo } from './vr.ts';
import type { Vr, VrInfo } from './vr.ts';
import { writeNode } from './write-elements.ts';

/**
 * What can be set: text (backslash separates values), numbers, the raw bytes of the value field, the items of a
 * sequence, or `{ fragments }` of encapsulated Pixel Data (Basic Offset Table first). '' and [] are zero length.
 */
export type ElementInput = PlainValue | readonly ItemInput[] | { readonly fragments: readonly Uint8Array[] };
/** An item: a data set, or the entries of one, which then take the character set of their parent. */
export type ItemInput = DataSet | readonly Entry[];
export type Entry = readonly [tag: Tag, vr: Vr, value: ElementInput];

/** One element of `project`. */
export interface Projection {
  readonly tag: Tag;
  readonly vr: Vr;
  /** Of a sequence: what to keep of each item; undefined = all of it. */
  readonly items: readonly Projection[] | undefined;
  /** What an absent or zero-length element becomes. */
  readonly whenEmpty: 'omit' | 'empty';
}

/** How a deflated data set came: nothing else deflates to the same bytes again. */
interface Deflated {
  readonly original: Uint8Array;
  readonly inflated: Uint8Array;
}

const SPECIFIC_CHARACTER_SET: Tag = 0x00080005;
const PIXEL_REPRESENTATION: Tag = 0x00280103;
/** Below, looking through all elements is as fast as an index, which every item of a worklist would keep. */
const INDEXED_FROM = 24;
const none: readonly DicomDiagnostic[] = [];

/**
 * A DICOM data set (PS3.5 §7), immutable. Reading never changes, drops or throws; what is odd is in `diagnostics`.
 * Editing makes a new data set that shares everything else, byte for byte.
 */
export class DataSet {
  /** No elements. */
  static readonly empty: DataSet = new DataSet(emptyNode(explicitLittle), defaultCharacterSet, none);

  readonly #node: Node;
  /** Character set of the parent, used where this data set does not declare one (PS3.3 §C.12.1.1.2). */
  readonly #inherited: CharacterSet;
  readonly #problems: readonly DicomDiagnostic[];
  readonly #deflated: Deflated | undefined;
  #index: ReadonlyMap<Tag, Element> | undefined;
  #characterSet: CharacterSet | undefined;
  /** Items handed out, so that what they have read is not read again. */
  #items: Map<Element, readonly DataSet[]> | undefined;

  private constructor(node: Node, inherited: CharacterSet, problems: readonly DicomDiagnostic[], deflated?: Deflated) {
    this.#deflated = deflated;
    this.#node = node;
    this.#inherited = inherited;
    this.#problems = problems;
  }

  /**
   * Reads bytes that may have come in parts; values stay views of them. Never throws: what cannot be read is kept as
   * bytes behind the last element and told in `diagnostics`. An unknown syntax is read as Explicit VR Little Endian, as
   * all are that were added since 1993, and told too.
   */
  static read(bytes: Uint8Array | readonly Uint8Array[], syntax: TransferSyntaxUid): DataSet {
    const known = transferSyntax(syntax);
    const unknown: DicomDiagnostic = { code: 'unsupported-transfer-syntax', severity: 'error', detail: syntax };
    const problems = known ? none : [unknown];
    const encoding = known ? encodingOf(known) : explicitLittle;
    const source = new ByteSource(bytes);
    if (source.length > dicomLimits.dataSetBytes) {
      const problem: DicomDiagnostic = { code: 'data-set-too-long', severity: 'error', detail: source.length };
      const tail = { source, start: 0, end: source.length };
      return new DataSet({ ...emptyNode(encoding), tail }, defaultCharacterSet, [...problems, problem]);
    }
    if (!known?.deflated) return new DataSet(readNode(source, encoding), defaultCharacterSet, problems);
    const original = source.slice(0, source.length);
    const { bytes: inflated, problems: found } = inflate(original);
    const node = readNode(new ByteSource(inflated), encoding);
    return new DataSet(node, defaultCharacterSet, found, { original, inflated });
  }

  /**
   * From `[tag, vr, value]` in any order; of one tag the last wins. Text is encoded in the set that (0008,0005) among
   * the entries declares, else in `inherited`, else in ASCII. Values that do not fit are in `diagnostics`.
   */
  static build(entries: readonly Entry[], inherited: CharacterSet = defaultCharacterSet): DataSet {
    const byTag = new Map(entries.map((entry) => [entry[0], entry]));
    const declared = byTag.get(SPECIFIC_CHARACTER_SET)?.[2];
    const set = declared === undefined ? inherited : characterSetOfInput(declared);
    const elements = [...byTag.values()]
      .sort((a, b) => a[0] - b[0])
      .map(([tag, vr, value]) => buildElement(tag, vr, value, set, undefined, adopt));
    return new DataSet({ ...emptyNode(explicitLittle), elements }, inherited, none);
  }

  /** In the order of the bytes, ascending by tag in a legal data set. */
  get elements(): readonly Element[] {
    return this.#node.elements;
  }

  /** The first element with this tag. */
  get(tag: Tag): Element | undefined {
    if (!this.#index) {
      const { elements } = this.#node;
      if (elements.length <= INDEXED_FROM) {
        for (const element of elements) if (element.tag === tag) return element;
        return undefined;
      }
      const index = new Map<Tag, Element>();
      for (const element of this.elements) if (!index.has(element.tag)) index.set(element.tag, element);
      this.#index = index;
    }
    return this.#index.get(tag);
  }

  has(tag: Tag): boolean {
    return this.get(tag) !== undefined;
  }

  /** First value as text: decoded, without insignificant padding; '' if absent, empty, a sequence or bytes. */
  text(tag: Tag): string {
    return this.texts(tag)[0] ?? '';
  }

  /** All values as `text` gives them; [] if absent or empty. `A\\B` has three values. */
  texts(tag: Tag): string[] {
    const element = this.get(tag);
    return element ? this.textsOf(element) : [];
  }

  /** `texts` of one element of this data set, also of the second of two with the same tag. */
  textsOf(element: Element): string[] {
    const info = this.#meaning(element);
    if (info.kind === 'number') return decodeBinaryText(element.value, info);
    if (info.kind !== 'text' || element.value.length === 0) return [];
    return decodeText(element.value, info, this.characterSet).map((value) => trimValue(value, info));
  }

  /** First value as a number: binary VRs, DS and IS; undefined if absent, empty or not a number. */
  number(tag: Tag): number | undefined {
    return this.numbers(tag)[0];
  }

  /** All values as numbers; [] as soon as one value is not a number. */
  numbers(tag: Tag): number[] {
    const element = this.get(tag);
    if (!element) return [];
    const info = this.#meaning(element);
    if (info.kind === 'number') return decodeNumbers(element.value, info);
    const texts = this.textsOf(element);
    const numbers = texts.map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
    return numbers.every(Number.isFinite) ? numbers : [];
  }

  /** The value field as it stands, padding included; undefined if absent. */
  bytes(tag: Tag): Uint8Array | undefined {
    return this.get(tag)?.value;
  }

  /** Items of a sequence; [] if absent, empty or no sequence. */
  items(tag: Tag): DataSet[] {
    const element = this.get(tag);
    return element ? this.itemsOf(element) : [];
  }

  itemsOf(element: Element): DataSet[] {
    return [...this.#itemsOf(element)];
  }

  #itemsOf(element: Element): readonly DataSet[] {
    const known = this.#items?.get(element);
    if (known) return known;
    const items = (element.nested?.items ?? []).map((node) => new DataSet(node, this.characterSet, none));
    (this.#items ??= new Map()).set(element, items);
    return items;
  }

  /** Whether an item of this sequence fulfils the condition; false if there is none. */
  someItem(tag: Tag, condition: (item: DataSet) => boolean): boolean {
    const element = this.get(tag);
    return element !== undefined && this.#itemsOf(element).some(condition);
  }

  /** The set that text of this data set is read and written in: its own (0008,0005), else the parent's, else ASCII. */
  get characterSet(): CharacterSet {
    if (!this.#characterSet) {
      const element = this.get(SPECIFIC_CHARACTER_SET);
      this.#characterSet = element ? characterSetOfBytes(element.value) : this.#inherited;
    }
    return this.#characterSet;
  }

  /** Of an item: it was read with undefined length, and is written so again. */
  get isUndefinedLength(): boolean {
    return this.#node.undefinedLength;
  }

  /** Of an item: where it stands in the bytes, header included; undefined if it was built or edited. */
  get span(): ByteSpan | undefined {
    return this.#node.span;
  }

  /** Of a deflated data set that was read: what spans and the offsets of its diagnostics count in. */
  get inflated(): Uint8Array | undefined {
    return this.#deflated?.inflated;
  }

  /** Bytes behind the last readable element; 0 in a data set that could be read to its end. */
  get unreadBytes(): number {
    const { tail } = this.#node;
    return tail ? tail.end - tail.start : 0;
  }

  /** Everything wrong with it, nested items included, by offset. Reads what has not been read yet. */
  get diagnostics(): readonly DicomDiagnostic[] {
    const found: DicomDiagnostic[] = [...this.#problems];
    this.#collect(found, { text: 0 });
    return found.length > 1 ? found.sort((a, b) => (a.offset ?? -1) - (b.offset ?? -1)) : found;
  }

  #collect(found: DicomDiagnostic[], count: { text: number }): void {
    found.push(...this.#node.problems);
    const set = this.characterSet;
    const { textDiagnostics } = dicomLimits;
    const declaration = set.supported ? undefined : this.get(SPECIFIC_CHARACTER_SET);
    if (declaration && count.text < textDiagnostics) {
      count.text++;
      found.push(unsupportedSet(declaration, set));
    }
    for (const element of this.elements) {
      found.push(...element.problems);
      if (set.supported && count.text < textDiagnostics && hasTextOutside(element, set)) {
        count.text++;
        found.push(textOutside(element));
      }
      if (!element.nested || element.fragments) continue;
      found.push(...element.nested.problems);
      for (const item of this.itemsOf(element)) item.#collect(found, count);
    }
  }

  /** A copy with this element put in or replaced; all other bytes stay. Never throws; see `diagnostics`. */
  with(tag: Tag, vr: Vr, value: ElementInput): DataSet {
    const set = tag === SPECIFIC_CHARACTER_SET ? defaultCharacterSet : this.characterSet;
    return this.#replaced(tag, buildElement(tag, vr, value, set, this.get(tag), adopt));
  }

  /** `with` for several entries, in order. */
  withAll(entries: readonly Entry[]): DataSet {
    return entries.reduce<DataSet>((result, [tag, vr, value]) => result.with(tag, vr, value), this);
  }

  /** A copy without this tag; the same data set if it has none. */
  without(tag: Tag): DataSet {
    return this.has(tag) ? this.#replaced(tag, undefined) : this;
  }

  #replaced(tag: Tag, replacement: Element | undefined): DataSet {
    const elements: Element[] = [];
    let placed = replacement === undefined;
    for (const element of this.elements) {
      if (replacement && !placed && element.tag >= tag) {
        elements.push(replacement);
        placed = true;
      }
      if (element.tag !== tag) elements.push(element);
    }
    if (replacement && !placed) elements.push(replacement);
    const problems = this.#node.problems.filter((problem) => problem.tag !== tag);
    const node: Node = {
      ...this.#node,
      elements: withGroupLength(elements, tag, this.#node.encoding),
      problems,
      span: undefined,
    };
    return new DataSet(node, this.#inherited, this.#problems);
  }

  /** Only these elements, their bytes shared with this data set: how a C-FIND response is cut from an entity. */
  project(projections: readonly Projection[]): DataSet {
    return new DataSet({ ...emptyNode(explicitLittle), elements: this.#projected(projections) }, this.#inherited, none);
  }

  #projected(projections: readonly Projection[]): Element[] {
    const elements: Element[] = [];
    for (const { tag, vr, items, whenEmpty } of projections) {
      const element = this.get(tag);
      const nodes = element?.nested && !element.fragments ? element.nested.items : undefined;
      const isEmpty = element === undefined || (nodes ? nodes.length === 0 : this.#isBlank(element));
      if (isEmpty) {
        if (whenEmpty === 'empty') elements.push(buildElement(tag, vr, '', defaultCharacterSet, undefined, adopt));
      } else if (items && nodes) {
        const kept = this.itemsOf(element).map((item) => ({
          ...item.#node,
          elements: item.#projected(items),
          tail: undefined,
          span: undefined,
        }));
        elements.push(sequenceElement(tag, kept, element.length === UNDEFINED_LENGTH));
      } else {
        elements.push(element);
      }
    }
    return elements.sort((a, b) => a.tag - b.tag);
  }

  #isBlank(element: Element): boolean {
    if (element.value.length === 0) return true;
    return vrInfo(element.vr).kind === 'text' && this.textsOf(element).every((text) => text === '');
  }

  /**
   * The same text in another character set, with (0008,0005) saying so; [] removes it (ASCII). Characters the new set
   * lacks become `?` and are in `diagnostics`. Setting (0008,0005) by `with` changes the declaration only.
   */
  withCharacterSet(terms: readonly string[]): DataSet {
    const set = characterSet(terms);
    const recoded = new DataSet(this.#recoded(set), set, this.#problems);
    return set.terms.length === 0
      ? recoded.without(SPECIFIC_CHARACTER_SET)
      : recoded.with(SPECIFIC_CHARACTER_SET, 'CS', set.terms);
  }

  #recoded(target: CharacterSet): Node {
    const current = this.characterSet;
    if (current === target) return this.#node;
    const elements = this.elements.map((element) => this.#recodedElement(element, target));
    const isSame = elements.every((element, index) => element === this.elements[index]);
    return isSame ? this.#node : { ...this.#node, elements, span: undefined };
  }

  #recodedElement(element: Element, target: CharacterSet): Element {
    const info = vrInfo(element.vr);
    if (element.isSequence) {
      const items = this.itemsOf(element);
      const nodes = items.map((item) => (item.has(SPECIFIC_CHARACTER_SET) ? item.#node : item.#recoded(target)));
      if (items.every((item, index) => item.#node === nodes[index])) return element;
      const vr = element.vr === 'UN' ? 'UN' : 'SQ';
      return sequenceElement(element.tag, nodes, element.length === UNDEFINED_LENGTH, vr);
    }
    if (!info.charset) return element;
    if (element.text === undefined && !hasHighBytes(element.value) && !this.characterSet.multiByte) return element;
    const text = element.text ?? decodeText(element.value, info, this.characterSet).join('\\');
    return plainElement(element.tag, info, text, target);
  }

  /**
   * The bytes, in parts: what was read in this syntax and not edited is passed through as it came, values of 1 kB and
   * more by reference. For an unknown syntax the result is Explicit VR Little Endian.
   */
  write(syntax: TransferSyntaxUid): Uint8Array[] {
    const known = transferSyntax(syntax);
    if (!known?.deflated) return writeNode(this.#node, known ? encodingOf(known) : explicitLittle);
    if (this.#deflated) return [this.#deflated.original];
    const parts = new ByteSource(writeNode(this.#node, explicitLittle));
    return [deflate(parts.slice(0, parts.length))];
  }

  /** Known attributes that a peer sent as UN are read by the dictionary's VR (PS3.5 §6.2.2). */
  #meaning(element: Element): VrInfo {
    if (element.vr !== 'UN') return vrInfo(element.vr);
    const signed = this.get(PIXEL_REPRESENTATION)?.value[0] === 1;
    return vrInfo(implicitVr(element.tag, signed));
  }

  /** For `buildElement`: an item as it must stand inside a parent that uses `set`. */
  static adopt(item: ItemInput, set: CharacterSet): Node {
    const dataSet = item instanceof DataSet ? item : DataSet.build(item, set);
    return dataSet.has(SPECIFIC_CHARACTER_SET) ? dataSet.#node : dataSet.#recoded(set);
  }
}

const adopt: Adopt = (item, set) => DataSet.adopt(item, set);
