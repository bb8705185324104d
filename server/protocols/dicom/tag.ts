/** A data element tag as one number, 0xggggeeee (PS3.5 §7.1). */
export type Tag = number;

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

export function tagOf(group: number, element: number): Tag {
  return ((group & 0xffff) * 0x10000 + (element & 0xffff)) >>> 0;
}

export function groupOf(tag: Tag): number {
  return tag >>> 16;
}

export function elementOf(tag: Tag): number {
  return tag & 0xffff;
}

/** `(0008,0050)`, upper case, as PS3.6 prints it. */
export function formatTag(tag: Tag): string {
  return `(${hex(groupOf(tag))},${hex(elementOf(tag))})`;
}

/** `(0008,0050)`, `0008,0050` or `00080050`; anything else is undefined. Keywords: `findTag` of dictionary.ts. */
export function parseTag(text: string): Tag | undefined {
  const match = /^(?:\(([0-9a-f]{4}),([0-9a-f]{4})\)|([0-9a-f]{4}),?([0-9a-f]{4}))$/i.exec(text.trim());
  if (!match) return undefined;
  const group = match[1] ?? match[3];
  const element = match[2] ?? match[4];
  return group === undefined || element === undefined ? undefined : tagOf(parseInt(group, 16), parseInt(element, 16));
}

/** Odd groups are private (PS3.5 §7.8); groups below 0008 that are odd are illegal but private all the same. */
export function isPrivateTag(tag: Tag): boolean {
  return ((tag >>> 16) & 1) === 1;
}

/** (gggg,0010-00FF) with an odd group reserves a block for its creator (PS3.5 §7.8.1). */
export function isPrivateCreator(tag: Tag): boolean {
  return isPrivateTag(tag) && elementOf(tag) >= 0x10 && elementOf(tag) <= 0xff;
}

/** The creator element that owns a private tag (gggg,xxyy), that is (gggg,00xx). */
export function privateCreatorOf(tag: Tag): Tag | undefined {
  return isPrivateTag(tag) && elementOf(tag) >= 0x1000 ? tagOf(groupOf(tag), elementOf(tag) >>> 8) : undefined;
}

export function isGroupLength(tag: Tag): boolean {
  return elementOf(tag) === 0;
}
