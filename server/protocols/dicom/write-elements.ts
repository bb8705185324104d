import { padded } from './element-value.ts';
import { UNDEFINED_LENGTH } from './element.ts';
import type { Element, Node } from './element.ts';
import { implicitLittle, swapped } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { dicomLimits } from './limits.ts';
import type { ByteSource } from './byte-source.ts';
import { groupOf, isGroupLength } from './tag.ts';
import type { Tag } from './tag.ts';
import { UN, vrInfo } from './vr.ts';
import type { Vr, VrInfo } from './vr.ts';

const ITEM: Tag = 0xfffee000;
const ITEM_DELIMITER: Tag = 0xfffee00d;
const SEQUENCE_DELIMITER: Tag = 0xfffee0dd;

/** UN of undefined length holds a sequence in implicit little endian, its delimiter too (PS3.5 §6.2.2 note 4). */
const littleSequenceEnd = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);

/** Collects small things into buffers of their own and lets large ones through by reference. */
class PartWriter {
  length = 0;
  bigEndian = false;
  #parts: Uint8Array[] = [];
  #buffer = new Uint8Array(256);
  #used = 0;

  static readonly #idle: PartWriter[] = [];

  /** What `write` has written, as parts. A sequence takes a writer per item, so writers and their buffers are used again. */
  static collect(
    encoding: Encoding,
    write: (writer: PartWriter) => void,
  ): {
    readonly parts: readonly Uint8Array[];
    readonly length: number;
  } {
    const writer = PartWriter.#idle.pop() ?? new PartWriter();
    writer.bigEndian = encoding.bigEndian;
    write(writer);
    writer.#flush();
    const collected = { parts: writer.#parts, length: writer.length };
    writer.#parts = [];
    writer.length = 0;
    if (writer.#buffer.length <= dicomLimits.keptWriterBytes) PartWriter.#idle.push(writer);
    return collected;
  }

  #room(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#used + bytes));
    larger.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = larger;
  }

  u16(value: number): void {
    this.#room(2);
    const buffer = this.#buffer;
    const at = this.#used;
    if (this.bigEndian) {
      buffer[at] = value >>> 8;
      buffer[at + 1] = value;
    } else {
      buffer[at] = value;
      buffer[at + 1] = value >>> 8;
    }
    this.#used = at + 2;
    this.length += 2;
  }

  u32(value: number): void {
    if (this.bigEndian) {
      this.u16(value >>> 16);
      this.u16(value & 0xffff);
      return;
    }
    this.#room(4);
    const buffer = this.#buffer;
    const at = this.#used;
    buffer[at] = value;
    buffer[at + 1] = value >>> 8;
    buffer[at + 2] = value >>> 16;
    buffer[at + 3] = value >>> 24;
    this.#used = at + 4;
    this.length += 4;
  }

  letters(vr: Vr): void {
    this.#room(2);
    this.#buffer[this.#used++] = vr.charCodeAt(0);
    this.#buffer[this.#used++] = vr.charCodeAt(1);
    this.length += 2;
  }

  tag(tag: Tag): void {
    this.u16(groupOf(tag));
    this.u16(tag & 0xffff);
  }

  sequenceEnd(): void {
    this.tag(SEQUENCE_DELIMITER);
    this.u32(0);
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length >= dicomLimits.referencedValueBytes) {
      this.#flush();
      this.#parts.push(bytes);
    } else {
      this.#room(bytes.length);
      this.#buffer.set(bytes, this.#used);
      this.#used += bytes.length;
    }
    this.length += bytes.length;
  }

  span(source: ByteSource, start: number, end: number): void {
    for (const view of source.views(start, end)) this.bytes(view);
  }

  append(parts: readonly Uint8Array[]): void {
    for (const part of parts) this.bytes(part);
  }

  #flush(): void {
    if (this.#used === 0) return;
    this.#parts.push(this.#buffer.slice(0, this.#used));
    this.#used = 0;
  }
}

/**
 * The bytes of a data set as parts. What was read in the same syntax and not touched goes out as it came in, to the
 * byte; everything else is encoded anew. Values of 1 kB and more are passed by reference.
 */
export function writeNode(node: Node, encoding: Encoding): Uint8Array[] {
  const { parts } = PartWriter.collect(encoding, (writer) => {
    writeElements(writer, node, encoding);
  });
  return [...parts];
}

function writeElements(writer: PartWriter, node: Node, encoding: Encoding): void {
  const { elements } = node;
  let runSource: ByteSource | undefined;
  let runStart = 0;
  let runEnd = 0;
  const flushRun = (): void => {
    if (runSource) writer.span(runSource, runStart, runEnd);
    runSource = undefined;
  };
  for (const element of elements) {
    const { place } = element;
    if (place?.encoding === encoding) {
      if (runSource === place.source && runEnd === place.start) {
        runEnd = place.end;
      } else {
        flushRun();
        runSource = place.source;
        runStart = place.start;
        runEnd = place.end;
      }
      continue;
    }
    flushRun();
    // A group length read in another syntax counts bytes that no longer exist (PS3.5 §7.2).
    if (place && isGroupLength(element.tag)) writeGroupLength(writer, node, element, encoding);
    else writeElement(writer, element, encoding);
  }
  const { tail } = node;
  if (tail && node.encoding === encoding) {
    if (runSource === tail.source && runEnd === tail.start) runEnd = tail.end;
    else {
      flushRun();
      writer.span(tail.source, tail.start, tail.end);
    }
  }
  flushRun();
}

function writeGroupLength(writer: PartWriter, node: Node, element: Element, encoding: Encoding): void {
  writeHeader(writer, element.tag, vrInfo('UL'), 4, encoding);
  writer.u32(groupBytes(node.elements, groupOf(element.tag), encoding));
}

/** Bytes of all elements of a group behind its length element, as written in this syntax. */
export function groupBytes(elements: readonly Element[], group: number, encoding: Encoding): number {
  let bytes = 0;
  const written = PartWriter.collect(encoding, (writer) => {
    for (const element of elements) {
      if (groupOf(element.tag) !== group || isGroupLength(element.tag)) continue;
      const { place } = element;
      if (place?.encoding === encoding) bytes += place.end - place.start;
      else writeElement(writer, element, encoding);
    }
  });
  return bytes + written.length;
}

function writeHeader(writer: PartWriter, tag: Tag, info: VrInfo, length: number, encoding: Encoding): void {
  writer.tag(tag);
  if (!encoding.explicit) {
    writer.u32(length);
    return;
  }
  writer.letters(info.vr);
  if (info.long) {
    writer.u16(0);
    writer.u32(length);
  } else {
    writer.u16(length);
  }
}

function writeElement(writer: PartWriter, element: Element, encoding: Encoding): void {
  const { tag, vr, place } = element;
  const info = vrInfo(vr);
  const nested = vr === 'UN' && place ? undefined : element.nested;
  if (nested && nested.fragments === undefined && vr === 'UN') {
    writeHeader(writer, tag, info, UNDEFINED_LENGTH, encoding);
    const body = PartWriter.collect(implicitLittle, (inner) => {
      for (const item of nested.items) writeItem(inner, item, implicitLittle);
    });
    writer.append(body.parts);
    writer.bytes(littleSequenceEnd);
    return;
  }
  if (nested && nested.fragments === undefined) {
    writeSequence(writer, element, nested.items, encoding);
    return;
  }
  if (element.length === UNDEFINED_LENGTH) {
    // Encapsulated Pixel Data, or UN whose content is implicit VR in every syntax: only the header changes.
    writeHeader(writer, tag, info, UNDEFINED_LENGTH, encoding);
    if (nested?.fragments && !place) {
      for (const fragment of nested.fragments) {
        const bytes = padded(fragment, info);
        writer.tag(ITEM);
        writer.u32(bytes.length);
        writer.bytes(bytes);
      }
    } else if (place) {
      writer.span(place.source, place.valueStart, place.valueEnd);
    }
    if (vr === 'UN') writer.bytes(littleSequenceEnd);
    else writer.sequenceEnd();
    return;
  }
  const even = padded(element.value, info);
  const value = encoding.bigEndian ? swapped(even, info.unit) : even;
  // PS3.5 §6.2.2 note: a value too long for the 16-bit length of its VR is written as UN.
  writeHeader(
    writer,
    tag,
    encoding.explicit && !info.long && value.length > 0xfffe ? UN : info,
    value.length,
    encoding,
  );
  writer.bytes(value);
}

function writeSequence(writer: PartWriter, element: Element, items: readonly Node[], encoding: Encoding): void {
  const info = vrInfo('SQ');
  const body = PartWriter.collect(encoding, (inner) => {
    for (const item of items) writeItem(inner, item, encoding);
  });
  if (element.length === UNDEFINED_LENGTH) {
    writeHeader(writer, element.tag, info, UNDEFINED_LENGTH, encoding);
    writer.append(body.parts);
    writer.sequenceEnd();
  } else {
    writeHeader(writer, element.tag, info, body.length, encoding);
    writer.append(body.parts);
  }
}

function writeItem(writer: PartWriter, item: Node, encoding: Encoding): void {
  writer.tag(ITEM);
  if (item.undefinedLength) {
    writer.u32(UNDEFINED_LENGTH);
    writeElements(writer, item, encoding);
    writer.tag(ITEM_DELIMITER);
    writer.u32(0);
    return;
  }
  const content = PartWriter.collect(encoding, (inner) => {
    writeElements(inner, item, encoding);
  });
  writer.u32(content.length);
  writer.append(content.parts);
}
