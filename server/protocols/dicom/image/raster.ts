import { isqrt } from './integer.ts';
import { SUBUNITS, type Outline } from './outline.ts';
import { bell } from './texture.ts';

/** Value of a pixel from its place and its depth below the outline's edge, in drawing units; undefined leaves it. */
export type Shade = (x: number, y: number, depth: number) => number | undefined;

interface Mask {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 0 … 256: how much of the pixel lies inside. */
  readonly cover: Uint16Array;
}

const LINES = 4;

/**
 * A grey picture of any shape, drawn with whole numbers only. The drawing unit is a 1000th of its width in both
 * directions, so one drawing serves every number of pixels.
 */
export class Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Int32Array;

  constructor(width: number, height: number, background = 0) {
    this.width = width;
    this.height = height;
    this.pixels = new Int32Array(width * height).fill(background);
  }

  /** Drawing units at the middle of a pixel column or row. */
  unit(pixel: number): number {
    return Math.trunc(((2 * pixel + 1) * 500) / this.width);
  }

  /** Covers what is there; edges mix by their share of the pixel. */
  fill(outline: Outline, value: number | Shade): void {
    this.#paint(outline, value, (old, next, cover) => old + (((next - old) * cover) >> 8));
  }

  /** Lies over what is there, as bodies do on a radiograph. */
  add(outline: Outline, value: number | Shade): void {
    this.#paint(outline, value, (old, next, cover) => old + ((next * cover) >> 8));
  }

  /** Every pixel anew, from its place in units and its value. */
  each(shade: (x: number, y: number, value: number) => number): void {
    for (let row = 0, at = 0; row < this.height; row++) {
      const y = this.unit(row);
      for (let column = 0; column < this.width; column++, at++)
        this.pixels[at] = shade(this.unit(column), y, this.pixels[at] ?? 0);
    }
  }

  #paint(outline: Outline, value: number | Shade, mix: (old: number, next: number, cover: number) => number): void {
    const mask = coverage(outline, this.width, this.height);
    if (!mask) return;
    // Depth is measured only for a shade that asks for it.
    const depths = typeof value === 'function' && value.length > 2 ? depth(mask, this.width, this.height) : undefined;
    for (let row = 0; row < mask.height; row++) {
      const y = this.unit(mask.top + row);
      for (let column = 0; column < mask.width; column++) {
        const at = row * mask.width + column;
        const cover = mask.cover[at] ?? 0;
        if (cover === 0) continue;
        const pixel = (mask.top + row) * this.width + mask.left + column;
        const next = typeof value === 'number' ? value : value(this.unit(mask.left + column), y, depths?.[at] ?? 0);
        if (next !== undefined) this.pixels[pixel] = mix(this.pixels[pixel] ?? 0, Math.trunc(next), cover);
      }
    }
  }

  /** Blurs by boxes of `radius` drawing units, `passes` times; three come close to a bell. */
  blur(radius: number, passes = 2): void {
    const pixels = Math.round((radius * this.width) / 1000);
    if (pixels < 1) return;
    for (let pass = 0; pass < passes; pass++) {
      box(this.pixels, this.width, this.height, 1, this.width, pixels);
      box(this.pixels, this.height, this.width, this.width, 1, pixels);
    }
  }

  /** Noise of about ± `amplitude` (standard deviation); `grain` pixels wide. */
  noise(amplitude: number, seed: number, plane = 0, grain = 1): void {
    const noise = new Raster(this.width, this.height);
    for (let row = 0, at = 0; row < this.height; row++)
      for (let column = 0; column < this.width; column++, at++)
        noise.pixels[at] = bell(column, row, plane, seed) * amplitude * (grain > 1 ? 3 : 1);
    if (grain > 1) noise.blur(Math.ceil(1000 / this.width), 1);
    for (let at = 0; at < this.pixels.length; at++)
      this.pixels[at] = (this.pixels[at] ?? 0) + Math.trunc((noise.pixels[at] ?? 0) / 148);
  }

  /** A copy of this picture; drawing on it changes nothing here. */
  copy(): Raster {
    const copy = new Raster(this.width, this.height);
    copy.pixels.set(this.pixels);
    return copy;
  }

  /** Two bytes a pixel, little endian, limited to 0 … `maximum`; or one byte. */
  bytes(maximum: number, bytesPerPixel: 1 | 2 = 2): Uint8Array {
    const bytes = new Uint8Array(this.pixels.length * bytesPerPixel);
    for (let at = 0; at < this.pixels.length; at++) {
      const value = Math.min(maximum, Math.max(0, this.pixels[at] ?? 0));
      bytes[at * bytesPerPixel] = value & 0xff;
      if (bytesPerPixel === 2) bytes[at * 2 + 1] = value >>> 8;
    }
    return bytes;
  }
}

function box(pixels: Int32Array, length: number, lines: number, step: number, stride: number, radius: number): void {
  const line = new Int32Array(length);
  const span = 2 * radius + 1;
  for (let index = 0; index < lines; index++) {
    const start = index * stride;
    const get = (at: number): number => line[Math.min(length - 1, Math.max(0, at))] ?? 0;
    for (let at = 0; at < length; at++) line[at] = pixels[start + at * step] ?? 0;
    let sum = 0;
    for (let at = -radius; at <= radius; at++) sum += get(at);
    for (let at = 0; at < length; at++) {
      pixels[start + at * step] = Math.round(sum / span);
      sum += get(at + radius + 1) - get(at - radius);
    }
  }
}

/** How much of each pixel lies inside (even-odd rule), from four scan lines a row; undefined if off the picture. */
function coverage({ points }: Outline, width: number, height: number): Mask | undefined {
  // Pixel coordinates in 256ths.
  const fine = (value: number): number => Math.trunc((value * width * 256) / (1000 * SUBUNITS));
  const path = points.map(([x, y]) => [fine(x), fine(y)] as const);
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of path) {
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const left = Math.max(0, minX >> 8);
  const right = Math.min(width - 1, maxX >> 8);
  const top = Math.max(0, minY >> 8);
  const bottom = Math.min(height - 1, maxY >> 8);
  if (!(left <= right && top <= bottom)) return undefined;
  const columns = right - left + 1;
  const cover = new Uint16Array(columns * (bottom - top + 1));
  const edge = (right + 1) << 8;
  for (let row = top; row <= bottom; row++) {
    for (let line = 0; line < LINES; line++) {
      const y = (row << 8) + line * 64 + 32;
      const crossings: number[] = [];
      for (let index = 0; index < path.length; index++) {
        const [ax, ay] = path[index] ?? [0, 0];
        const [bx, by] = path[(index + 1) % path.length] ?? [0, 0];
        if (ay <= y !== by <= y) crossings.push(ax + Math.trunc(((y - ay) * (bx - ax)) / (by - ay)));
      }
      crossings.sort((a, b) => a - b);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const from = Math.max(left << 8, crossings[pair] ?? 0);
        const to = Math.min(edge, crossings[pair + 1] ?? 0);
        for (let x = from; x < to;) {
          const next = Math.min(to, ((x >> 8) + 1) << 8);
          const at = (row - top) * columns + (x >> 8) - left;
          cover[at] = (cover[at] ?? 0) + ((next - x) >> 2);
          x = next;
        }
      }
    }
  }
  return { left, top, width: columns, height: bottom - top + 1, cover };
}

/** Row or column of the mask that a cell of the frame around it continues. */
const clampRow = (framed: number, size: number): number => Math.min(size - 1, Math.max(0, framed - 1));

/** Distance of each pixel inside to the edge, in drawing units (chamfer 5-7-11 would be finer; 3-4 is within 6 %). */
function depth(mask: Mask, pictureWidth: number, pictureHeight: number): Int32Array {
  const { width, height, cover } = mask;
  const stride = width + 2;
  const far = 1 << 28;
  const distance = new Int32Array(stride * (height + 2));
  // What leaves the picture goes on there: the picture's border is no edge of it.
  const edge = {
    left: mask.left === 0,
    right: mask.left + width === pictureWidth,
    top: mask.top === 0,
    bottom: mask.top + height === pictureHeight,
  };
  for (let y = 0; y < height + 2; y++) {
    if (edge.left && (cover[clampRow(y, height) * width] ?? 0) >= 128) distance[y * stride] = far;
    if (edge.right && (cover[clampRow(y, height) * width + width - 1] ?? 0) >= 128)
      distance[y * stride + width + 1] = far;
  }
  for (let x = 0; x < width + 2; x++) {
    const column = clampRow(x, width);
    if (edge.top && (cover[column] ?? 0) >= 128) distance[x] = far;
    if (edge.bottom && (cover[(height - 1) * width + column] ?? 0) >= 128) distance[(height + 1) * stride + x] = far;
  }
  const inside = (x: number, y: number): boolean => (cover[y * width + x] ?? 0) >= 128;
  const get = (at: number): number => distance[at] ?? 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * stride + x + 1;
      distance[at] = !inside(x, y)
        ? 0
        : Math.min(far, get(at - 1) + 3, get(at - stride) + 3, get(at - stride - 1) + 4, get(at - stride + 1) + 4);
    }
  const out = new Int32Array(width * height);
  for (let y = height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--) {
      const at = (y + 1) * stride + x + 1;
      if (get(at) > 0)
        distance[at] = Math.min(
          get(at),
          get(at + 1) + 3,
          get(at + stride) + 3,
          get(at + stride + 1) + 4,
          get(at + stride - 1) + 4,
        );
      out[y * width + x] = Math.max(0, Math.trunc(((2 * get(at) - 3) * 1000) / (6 * pictureWidth)));
    }
  return out;
}

/** Thickness that a beam meets in a body of round section, up to `value` in its middle, `radius` units below the edge. */
export const round =
  (value: number, radius: number): Shade =>
  (_x, _y, deep) =>
    deep >= radius ? value : Math.trunc((value * isqrt(deep * (2 * radius - deep))) / radius);

/** A hollow bone: the beam meets most of its dense wall of `wall` units just below the edge. */
export const hollow =
  (dense: number, spongy: number, radius: number, wall: number): Shade =>
  (_x, _y, deep) => {
    const outer = deep >= radius ? radius : isqrt(deep * (2 * radius - deep));
    const within = deep - wall;
    const room = Math.max(1, radius - wall);
    const inner = within <= 0 ? 0 : within >= room ? room : isqrt(within * (2 * room - within));
    return Math.trunc((dense * (outer - inner) + spongy * inner) / radius);
  };
