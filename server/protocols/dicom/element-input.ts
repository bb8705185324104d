import type { CharacterSet } from './character-set.ts';
import type { ElementInput, ItemInput } from './data-set.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import { plainElement, sequenceElement } from './element-build.ts';
import type { PlainValue } from './element-value.ts';
import { Element, UNDEFINED_LENGTH } from './element.ts';
import type { Node } from './element.ts';
import type { Tag } from './tag.ts';
import { vrInfo } from './vr.ts';
import type { Vr, VrInfo } from './vr.ts';

/** How what is set in a data set becomes its element. */

/** An item as it must stand inside a parent of this character set. */
export type Adopt = (item: ItemInput, set: CharacterSet) => Node;

const none: readonly DicomDiagnostic[] = [];

const isFragments = (value: ElementInput): value is { readonly fragments: readonly Uint8Array[] } =>
  typeof value === 'object' && 'fragments' in value;
/** Items of SQ, or of UN, which then is written with undefined length in implicit VR (PS3.5 §6.2.2 note 4). */
const isItems = (value: ElementInput, info: VrInfo): value is readonly ItemInput[] =>
  Array.isArray(value) && (info.kind === 'sequence' || (info.vr === 'UN' && typeof value[0] === 'object'));

/** An element of this value; of `previous` it keeps whether its items have a length. */
export function buildElement(
  tag: Tag,
  vr: Vr,
  value: ElementInput,
  set: CharacterSet,
  previous: Element | undefined,
  adopt: Adopt,
): Element {
  const info = vrInfo(vr);
  if (isFragments(value)) {
    const nested = { items: [], fragments: value.fragments, problems: none };
    return new Element(tag, vr, UNDEFINED_LENGTH, undefined, undefined, nested, undefined, none);
  }
  if (isItems(value, info)) {
    const nodes = value.map((item) => adopt(item, set));
    const isUndefined = previous?.vr === 'SQ' && previous.length === UNDEFINED_LENGTH;
    return sequenceElement(tag, nodes, isUndefined, vr === 'UN' ? 'UN' : 'SQ');
  }
  if (info.kind === 'sequence') {
    const problem: DicomDiagnostic = { code: 'value-not-encodable', severity: 'error', tag, detail: 'SQ' };
    const nested = { items: [], fragments: undefined, problems: none };
    return new Element(tag, vr, 0, undefined, undefined, nested, undefined, value === '' ? none : [problem]);
  }
  return plainElement(tag, info, plainOf(value), set);
}

/** Items given for a VR that is no sequence are no value at all. */
function plainOf(value: Exclude<ElementInput, { readonly fragments: readonly Uint8Array[] }>): PlainValue {
  if (!Array.isArray(value)) return value as PlainValue;
  const plain: (string | number | bigint)[] = [];
  for (const one of value as readonly unknown[]) {
    if (typeof one === 'string' || typeof one === 'number' || typeof one === 'bigint') plain.push(one);
  }
  return plain;
}
