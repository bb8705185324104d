import type { CharacterSet } from './character-set.ts';
import { defaultCharacterSet } from './character-set.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import { encodeValue } from './element-value.ts';
import type { PlainValue } from './element-value.ts';
import type { Encoding } from './encoding.ts';
import { Element, UNDEFINED_LENGTH } from './element.ts';
import type { Node } from './element.ts';
import { groupOf, isGroupLength, tagOf } from './tag.ts';
import type { Tag } from './tag.ts';
import { vrInfo } from './vr.ts';
import type { VrInfo } from './vr.ts';
import { groupBytes } from './write-elements.ts';

const none: readonly DicomDiagnostic[] = [];

/** A data set or item without elements. */
export function emptyNode(encoding: Encoding): Node {
  return { elements: [], tail: undefined, encoding, undefinedLength: false, problems: none, span: undefined };
}

export function offsetOf(element: Element | undefined): { readonly offset?: number } {
  return element?.place ? { offset: element.place.start } : {};
}

export function hasHighBytes(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80 || byte === 0x1b) return true;
  return false;
}

export function plainElement(tag: Tag, info: VrInfo, value: PlainValue, set: CharacterSet): Element {
  const { bytes, text, problems } = encodeValue(tag, info, value, set);
  return new Element(tag, info.vr, bytes.length, undefined, bytes, undefined, text, problems);
}

export function sequenceElement(
  tag: Tag,
  items: readonly Node[],
  undefinedLength: boolean,
  vr: 'SQ' | 'UN' = 'SQ',
): Element {
  const nested = { items, fragments: undefined, problems: none };
  return new Element(
    tag,
    vr,
    undefinedLength || vr === 'UN' ? UNDEFINED_LENGTH : 0,
    undefined,
    undefined,
    nested,
    undefined,
    none,
  );
}

/** An edited group keeps a true (gggg,0000), if it has one (PS3.5 §7.2). */
export function withGroupLength(elements: Element[], edited: Tag, encoding: Encoding): Element[] {
  const tag = tagOf(groupOf(edited), 0);
  if (isGroupLength(edited) || !elements.some((element) => element.tag === tag)) return elements;
  const length = groupBytes(elements, groupOf(edited), encoding);
  const info = vrInfo('UL');
  return elements.map((element) =>
    element.tag === tag ? plainElement(tag, info, length, defaultCharacterSet) : element,
  );
}
