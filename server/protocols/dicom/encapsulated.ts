import type { Element } from './element.ts';

/** Encapsulated Pixel Data (PS3.5 §A.4) taken apart. */
export interface EncapsulatedPixels {
  /** Basic Offset Table: where frames begin, counted from the header of the first fragment; [] = empty table. */
  readonly offsets: readonly number[];
  /** Without the table. */
  readonly fragments: readonly Uint8Array[];
}

/** Undefined for an element that is not encapsulated. */
export function encapsulatedPixels(element: Element): EncapsulatedPixels | undefined {
  if (!element.fragments) return undefined;
  const [table = new Uint8Array(0), ...fragments] = element.fragments;
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const count = Math.floor(table.length / 4);
  return { offsets: Array.from({ length: count }, (_, index) => view.getUint32(index * 4, true)), fragments };
}

/**
 * The fragments of each frame. By the offset table where it names a fragment for each frame; else one fragment is one
 * frame, or all of them are the only one. Undefined where the bytes do not say which fragment belongs to which frame.
 */
export function framesOf(pixels: EncapsulatedPixels, frameCount: number): Uint8Array[][] | undefined {
  const { offsets, fragments } = pixels;
  if (frameCount === 1) return [[...fragments]];
  if (offsets.length === frameCount) {
    const frames: Uint8Array[][] = [];
    let at = 0;
    for (const fragment of fragments) {
      if (offsets[frames.length] === at) frames.push([]);
      frames.at(-1)?.push(fragment);
      at += 8 + fragment.length;
    }
    if (frames.length === frameCount) return frames;
  }
  return fragments.length === frameCount ? fragments.map((fragment) => [fragment]) : undefined;
}

/** For `{ fragments }` of an Element: the offset table and the fragments, padded to even length with a NUL. */
export function encapsulate(frames: readonly (readonly Uint8Array[])[]): Uint8Array[] {
  const table = new Uint8Array(frames.length * 4);
  const view = new DataView(table.buffer);
  const fragments: Uint8Array[] = [];
  let at = 0;
  frames.forEach((frame, index) => {
    view.setUint32(index * 4, at, true);
    for (const fragment of frame) {
      const even = new Uint8Array(fragment.length + (fragment.length & 1));
      even.set(fragment);
      fragments.push(fragment.length === even.length ? fragment : even);
      at += 8 + even.length;
    }
  });
  return [table, ...fragments];
}
