import { createHash } from 'node:crypto';
import { dicomLimits } from '../limits.ts';
import { SLICE_SIZE, drawSlice, drawnSlices } from './cross-section.ts';
import { RADIOGRAPH_SIZE, drawRadiograph, drawnRadiographs } from './projection.ts';

export type ImageModality = 'CT' | 'MR' | 'CR' | 'DX';

export interface PhantomKey {
  readonly modality: ImageModality;
  /** Body Part Examined (0018,0015); parts without a drawing share one. */
  readonly bodyPart: string;
  /** 1-based place in the series: the slice, or the view of a radiograph. */
  readonly index: number;
  /** Only its remainder by `PHANTOM_VARIANTS` counts, so that many labs share the same buffers. */
  readonly seed: number;
  /** Lead marker on a radiograph; CT and MR have none. */
  readonly side: 'L' | 'R' | undefined;
}

export interface Phantom {
  readonly rows: number;
  readonly columns: number;
  /** Little endian, 16 bits a pixel, 12 of them used. Shared by everybody: never write to it. */
  readonly pixels: Uint8Array;
  /** Lower-case hexadecimal SHA-1 of `pixels`. */
  readonly sha1: string;
}

export const PHANTOM_VARIANTS = 4;
const SLICES = 16;
const VIEWS = 2;

const cache = new Map<string, Phantom>();

/** The phantom of this key; drawn once, then shared. */
export function phantom(key: PhantomKey): Phantom {
  const { modality } = key;
  const isSlice = modality === 'CT' || modality === 'MR';
  const known: readonly string[] = isSlice ? drawnSlices[modality] : drawnRadiographs;
  const bodyPart = known.includes(key.bodyPart) ? key.bodyPart : '';
  const count = isSlice ? SLICES : VIEWS;
  const index = ((((Math.trunc(key.index) - 1) % count) + count) % count) + 1;
  const seed = ((Math.trunc(key.seed) % PHANTOM_VARIANTS) + PHANTOM_VARIANTS) % PHANTOM_VARIANTS;
  const side = isSlice ? '' : (key.side ?? 'L');
  // CR and DX photograph the same body: they share their buffers.
  const name = `${isSlice ? modality : 'X'}/${bodyPart}/${index}/${seed}/${side}`;
  const found = cache.get(name);
  if (found) return found;
  const canvas = isSlice
    ? drawSlice(modality, bodyPart, index, seed)
    : drawRadiograph(bodyPart, index, seed, side === 'R' ? 'R' : 'L');
  const size = isSlice ? SLICE_SIZE : RADIOGRAPH_SIZE;
  const pixels = canvas.bytes(0xfff);
  const made: Phantom = { rows: size, columns: size, pixels, sha1: pixelSha1(pixels) };
  if (cache.size >= dicomLimits.phantomBuffers) {
    const oldest = cache.keys().next().value;
    if (oldest !== undefined) cache.delete(oldest);
  }
  cache.set(name, made);
  return made;
}

export function phantomPixels(key: PhantomKey): Uint8Array {
  return phantom(key).pixels;
}

/** By the memory behind the pixels: what a reader hands out is a new view of the same shared phantom. */
const hashes = new WeakMap<
  ArrayBufferLike,
  { readonly offset: number; readonly length: number; readonly sha1: string }
>();

/** SHA-1 of a pixel value, lower-case hexadecimal, remembered per buffer. The bytes must not change afterwards. */
export function pixelSha1(pixels: Uint8Array): string {
  const known = hashes.get(pixels.buffer);
  if (known?.offset === pixels.byteOffset && known.length === pixels.length) return known.sha1;
  const sha1 = createHash('sha1').update(pixels).digest('hex');
  hashes.set(pixels.buffer, { offset: pixels.byteOffset, length: pixels.length, sha1 });
  return sha1;
}
