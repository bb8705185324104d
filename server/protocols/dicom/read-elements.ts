import type { ByteSource } from './byte-source.ts';
import type { DicomDiagnostic, DicomDiagnosticCode } from './diagnostic.ts';
import { implicitLittle } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { implicitVr } from './dictionary.ts';
import { Element, UNDEFINED_LENGTH } from './element.ts';
import type { ByteSpan, Nested, Node } from './element.ts';
import { dicomLimits } from './limits.ts';
import type { Tag } from './tag.ts';
import { UN, vrFromBytes, vrInfo } from './vr.ts';
import type { VrInfo } from './vr.ts';

const ITEM: Tag = 0xfffee000;
const ITEM_DELIMITER: Tag = 0xfffee00d;
const SEQUENCE_DELIMITER: Tag = 0xfffee0dd;
const PIXEL_REPRESENTATION: Tag = 0x00280103;
const none: readonly DicomDiagnostic[] = [];

/** Counts over one data set with everything nested in it, lazily read parts included. */
interface Budget {
  elements: number;
  items: number;
  problems: number;
}

interface Place {
  readonly source: ByteSource;
  readonly budget: Budget;
  readonly encoding: Encoding;
  readonly depth: number;
  /** Pixel Representation of the enclosing data set, which decides US or SS in implicit VR. */
  readonly signed: boolean;
}

/** Diagnostics of one node: the array is made when the first one comes, which is rarely. */
class Problems {
  list: DicomDiagnostic[] | undefined;
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(
    code: DicomDiagnosticCode,
    severity: DicomDiagnostic['severity'],
    offset: number,
    tag?: Tag,
    detail?: string | number,
  ): void {
    const most = severity === 'error' ? dicomLimits.structureDiagnostics : dicomLimits.structureWarnings;
    if (this.#budget.problems >= most) return;
    this.#budget.problems++;
    const diagnostic: DicomDiagnostic = {
      code,
      severity,
      ...(tag === undefined ? {} : { tag }),
      offset,
      ...(detail === undefined ? {} : { detail }),
    };
    (this.list ??= []).push(diagnostic);
  }
}

const tagAt = (source: ByteSource, at: number, big: boolean): Tag =>
  big ? source.u32be(at) : source.u16(at) * 0x10000 + source.u16(at + 2);
const u32At = (source: ByteSource, at: number, big: boolean): number => (big ? source.u32be(at) : source.u32(at));

/** Where the zeros that begin at `from` end. */
function zerosFrom(source: ByteSource, from: number, limit: number): number {
  let at = from;
  while (at < limit && source.u8(at) === 0) at++;
  return at;
}

/**
 * Reads all elements of `source`. Whatever the bytes are, the elements and the tail together are these bytes, in
 * order and without a gap: writing them back gives the same.
 */
export function readNode(source: ByteSource, encoding: Encoding): Node {
  const place: Place = { source, budget: { elements: 0, items: 0, problems: 0 }, encoding, depth: 0, signed: false };
  return readElements(place, -1, 0, source.length, false).node;
}

interface ReadNode {
  readonly node: Node;
  /** Behind the item delimiter, if there was one. */
  readonly end: number;
}

/** `header`: where the item begins whose content this is; -1 for a data set of its own. */
function readElements(place: Place, header: number, from: number, limit: number, delimited: boolean): ReadNode {
  const { source, budget, encoding, depth } = place;
  const { explicit, bigEndian } = encoding;
  const elements: Element[] = [];
  const problems = new Problems(budget);
  let signed = place.signed;
  let inner = place;
  let at = from;
  let previous = -1;
  let closedAt = -1;
  let isTail = false;
  let zerosEnd = 0;

  while (at < limit) {
    if (limit - at < 8) {
      if (depth > 0 || zerosFrom(source, at, limit) < limit) {
        problems.add('truncated-header', 'error', at, undefined, limit - at);
      } else {
        problems.add('trailing-padding', 'warning', at, undefined, limit - at);
      }
      isTail = true;
      break;
    }
    const tag = tagAt(source, at, bigEndian);
    if (tag === 0 && depth === 0 && previous >= 0 && at >= zerosEnd) {
      // Files filled up to a block with zeros. Looked at once: zeros end where they ended before.
      zerosEnd = zerosFrom(source, at, limit);
      if (zerosEnd === limit) {
        problems.add('trailing-padding', 'warning', at, undefined, limit - at);
        isTail = true;
        break;
      }
    }
    if (tag >= ITEM) {
      if (tag === ITEM_DELIMITER && delimited) {
        if (u32At(source, at + 4, bigEndian) !== 0)
          problems.add('delimiter-with-length', 'warning', at, tag, u32At(source, at + 4, bigEndian));
        closedAt = at + 8;
        break;
      }
      if (tag === SEQUENCE_DELIMITER && delimited) {
        problems.add('missing-item-delimiter', 'warning', at, tag);
        closedAt = at;
        break;
      }
      if (tag === ITEM || tag === ITEM_DELIMITER || tag === SEQUENCE_DELIMITER) {
        problems.add('unexpected-delimiter', 'error', at, tag);
        isTail = true;
        break;
      }
    }
    if (++budget.elements > dicomLimits.elements) {
      problems.add('too-many-elements', 'error', at, tag, dicomLimits.elements);
      isTail = true;
      break;
    }
    let info: VrInfo;
    let valueStart = at + 8;
    let length: number;
    if (explicit) {
      const first = source.u8(at + 4);
      const second = source.u8(at + 5);
      const found = vrFromBytes(first, second);
      if (!found) {
        problems.add('not-a-vr', 'error', at, tag, `${first.toString(16)} ${second.toString(16)}`);
        isTail = true;
        break;
      }
      info = found;
      if (info === UN && (first !== 85 || second !== 78)) {
        problems.add('unknown-vr', 'warning', at, tag, String.fromCharCode(first, second));
      }
      if (info.long) {
        if (limit - at < 12) {
          problems.add('truncated-header', 'error', at, tag, limit - at);
          isTail = true;
          break;
        }
        length = u32At(source, at + 8, bigEndian);
        valueStart = at + 12;
      } else {
        length = bigEndian ? source.u16be(at + 6) : source.u16(at + 6);
      }
    } else {
      info = vrInfo(implicitVr(tag, signed));
      length = u32At(source, at + 4, bigEndian);
    }

    if (tag <= previous) problems.add(tag === previous ? 'duplicate-tag' : 'out-of-order', 'warning', at, tag);
    previous = Math.max(previous, tag);

    const start = at;
    let valueEnd: number;
    let nested: Nested | (() => Nested) | undefined;
    let vr = info.vr;
    if (length === UNDEFINED_LENGTH) {
      if (info.kind !== 'sequence' && info.kind !== 'bytes') {
        problems.add('undefined-length-not-allowed', 'error', at, tag, vr);
        isTail = true;
        break;
      }
      if (depth >= dicomLimits.depth) {
        problems.add('too-deep', 'error', at, tag, dicomLimits.depth);
        isTail = true;
        break;
      }
      if (info.kind === 'bytes' && vr !== 'UN') {
        const read = readFragments(place, valueStart, limit, problems);
        nested = read.nested;
        valueEnd = read.valueEnd;
        at = read.end;
      } else {
        // UN of undefined length is a sequence in implicit VR, whatever the syntax around it (PS3.5 §6.2.2 note 4).
        const read = readItems(
          { ...place, encoding: vr === 'UN' ? implicitLittle : encoding, depth: depth + 1, signed },
          valueStart,
          limit,
          true,
        );
        nested = read.nested;
        valueEnd = read.valueEnd;
        at = read.end;
        if (!explicit) vr = 'SQ';
      }
    } else {
      valueEnd = valueStart + length;
      if (valueEnd > limit) {
        problems.add('length-exceeds-container', 'error', at, tag, length);
        valueEnd = limit;
      } else if ((length & 1) === 1) {
        problems.add('odd-length', 'warning', at, tag, length);
      }
      at = valueEnd;
      if (info.kind === 'sequence') {
        const stop = valueEnd;
        if (inner.depth === depth) inner = { ...place, depth: depth + 1, signed };
        const nestedPlace = inner;
        nested =
          depth >= dicomLimits.depth
            ? tooDeep(place, start, tag)
            : () => readItems(nestedPlace, valueStart, stop, false).nested;
      } else if (
        info.vr === 'UN' &&
        explicit &&
        isItemAt(source, valueStart, valueEnd) &&
        implicitVr(tag, false) === 'SQ'
      ) {
        // A known sequence that a peer did not know: implicit VR inside (PS3.5 §6.2.2 note 4).
        const stop = valueEnd;
        const unknown = { ...place, encoding: implicitLittle, depth: depth + 1, signed };
        nested =
          depth >= dicomLimits.depth
            ? tooDeep(place, start, tag)
            : () => readItems(unknown, valueStart, stop, false).nested;
      } else if (tag === PIXEL_REPRESENTATION && length === 2 && valueEnd - valueStart === 2) {
        signed = source.u8(bigEndian ? valueStart + 1 : valueStart) === 1;
        inner = place;
      }
    }
    const where = { source, encoding, start, valueStart, valueEnd, end: at };
    elements.push(new Element(tag, vr, length, where, undefined, nested, undefined, none));
  }

  if (delimited && closedAt < 0 && !isTail) problems.add('missing-item-delimiter', 'error', limit);
  // Behind an item delimiter; a sequence delimiter in its place belongs to the sequence.
  const end = closedAt < 0 ? limit : closedAt;
  const span = header < 0 ? undefined : { start: header, valueStart: from, valueEnd: closedAt < 0 ? limit : at, end };
  const node: Node = {
    elements,
    tail: isTail ? { source, start: at, end: limit } : undefined,
    encoding,
    undefinedLength: delimited,
    problems: problems.list ?? none,
    span,
  };
  return { node, end };
}

const isItemAt = (source: ByteSource, at: number, end: number): boolean =>
  end - at >= 8 && tagAt(source, at, false) === ITEM;

function tooDeep(place: Place, offset: number, tag: Tag): Nested {
  const problems = new Problems(place.budget);
  problems.add('too-deep', 'error', offset, tag, dicomLimits.depth);
  return { items: [], fragments: undefined, problems: problems.list ?? none };
}

/** Items from `from` to `limit`, or to the sequence delimiter. What is no item ends the sequence at `limit`. */
function readItems(
  place: Place,
  from: number,
  limit: number,
  delimited: boolean,
): { readonly nested: Nested; readonly valueEnd: number; readonly end: number } {
  const { source, budget } = place;
  const { bigEndian } = place.encoding;
  const items: Node[] = [];
  const problems = new Problems(budget);
  let at = from;
  let valueEnd = -1;
  let broken = false;
  while (at < limit) {
    const tag = limit - at < 8 ? -1 : tagAt(source, at, bigEndian);
    if (tag === SEQUENCE_DELIMITER && delimited) {
      if (u32At(source, at + 4, bigEndian) !== 0)
        problems.add('delimiter-with-length', 'warning', at, tag, u32At(source, at + 4, bigEndian));
      valueEnd = at;
      at += 8;
      break;
    }
    if (tag !== ITEM) {
      if (tag < 0) problems.add('truncated-header', 'error', at, undefined, limit - at);
      else problems.add(tag === SEQUENCE_DELIMITER ? 'unexpected-delimiter' : 'item-expected', 'error', at, tag);
      broken = true;
      break;
    }
    if (++budget.items > dicomLimits.items) {
      problems.add('too-many-items', 'error', at, tag, dicomLimits.items);
      broken = true;
      break;
    }
    const length = u32At(source, at + 4, bigEndian);
    if (length === UNDEFINED_LENGTH) {
      const read = readElements(place, at, at + 8, limit, true);
      items.push(read.node);
      at = read.end;
    } else {
      const end = at + 8 + length;
      if (end > limit) problems.add('length-exceeds-container', 'error', at, tag, length);
      items.push(readElements(place, at, at + 8, Math.min(end, limit), false).node);
      at = Math.min(end, limit);
    }
  }
  if (valueEnd < 0) {
    if (delimited && !broken) problems.add('missing-sequence-delimiter', 'error', limit);
    valueEnd = limit;
    at = limit;
  }
  return { nested: { items, fragments: undefined, problems: problems.list ?? none }, valueEnd, end: at };
}

/** Fragments of an encapsulated value up to the sequence delimiter (PS3.5 §A.4). */
function readFragments(
  place: Place,
  from: number,
  limit: number,
  problems: Problems,
): { readonly nested: Nested; readonly valueEnd: number; readonly end: number } {
  const { source, budget } = place;
  const { bigEndian } = place.encoding;
  const fragments: Uint8Array[] = [];
  const fragmentSpans: ByteSpan[] = [];
  const nested: Nested = { items: [], fragments, fragmentSpans, problems: none };
  let at = from;
  while (limit - at >= 8) {
    const tag = tagAt(source, at, bigEndian);
    const length = u32At(source, at + 4, bigEndian);
    if (tag === SEQUENCE_DELIMITER) {
      checkOffsetTable(place, fragments[0], fragmentSpans, problems);
      return { nested, valueEnd: at, end: at + 8 };
    }
    if (tag !== ITEM || length === UNDEFINED_LENGTH) {
      problems.add('item-expected', 'error', at, tag);
      return { nested, valueEnd: limit, end: limit };
    }
    if (++budget.items > dicomLimits.items) {
      problems.add('too-many-items', 'error', at, tag, dicomLimits.items);
      return { nested, valueEnd: limit, end: limit };
    }
    if (at + 8 + length > limit) problems.add('length-exceeds-container', 'error', at, tag, length);
    else if ((length & 1) === 1) problems.add('odd-length', 'warning', at, tag, length);
    const end = Math.min(at + 8 + length, limit);
    fragments.push(source.slice(at + 8, end));
    fragmentSpans.push({ start: at, valueStart: at + 8, valueEnd: end, end });
    at = end;
  }
  problems.add('missing-sequence-delimiter', 'error', limit);
  return { nested, valueEnd: limit, end: limit };
}

/** The first item says where frames begin, counted from the first fragment behind it (PS3.5 §A.4). It may be empty. */
function checkOffsetTable(
  place: Place,
  table: Uint8Array | undefined,
  spans: readonly ByteSpan[],
  problems: Problems,
): void {
  const [own, first] = spans;
  if (!table || !own || table.length === 0) return;
  const begins = new Set(spans.slice(1).map(({ start }) => start - (first?.start ?? 0)));
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  for (let at = 0; at < table.length; at += 4) {
    const offset = at + 4 <= table.length ? view.getUint32(at, !place.encoding.bigEndian) : -1;
    if (begins.has(offset) && (at > 0 || offset === 0)) continue;
    problems.add('bad-offset-table', 'warning', own.valueStart + at, ITEM, offset);
    return;
  }
}
