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

/** Scan lines of a pixel row, and the 256ths of a pixel from one to the next. */
const LINES = 4;
const LINE = 64;

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
    this.#paint(outline, value, true);
  }

  /** Lies over what is there, as bodies do on a radiograph. */
  add(outline: Outline, value: number | Shade): void {
    this.#paint(outline, value, false);
  }

  /** Every pixel anew, from its place in units and its value. */
  each(shade: (x: number, y: number, value: number) => number): void {
    for (let row = 0, at = 0; row < this.height; row++) {
      const y = this.unit(row);
      for (let column = 0; column < this.width; column++, at++)
        this.pixels[at] = shade(this.unit(column), y, this.pixels[at] ?? 0);
    }
  }

  #paint(outline: Outline, value: number | Shade, covers: boolean): void {
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
        if (next === undefined) continue;
        const old = this.pixels[pixel] ?? 0;
        this.pixels[pixel] = old + (((Math.trunc(next) - (covers ? old : 0)) * cover) >> 8);
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
  // Pixel coordinates in 256ths: x and y by turns.
  const path = new Int32Array(points.length * 2);
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  points.forEach(([unitX, unitY], index) => {
    const x = Math.trunc((unitX * width * 256) / (1000 * SUBUNITS));
    const y = Math.trunc((unitY * width * 256) / (1000 * SUBUNITS));
    path[index * 2] = x;
    path[index * 2 + 1] = y;
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  });
  const left = Math.max(0, minX >> 8);
  const right = Math.min(width - 1, maxX >> 8);
  const top = Math.max(0, minY >> 8);
  const bottom = Math.min(height - 1, maxY >> 8);
  if (!(left <= right && top <= bottom)) return undefined;
  const rows = bottom - top + 1;
  const columns = right - left + 1;
  const cover = new Uint16Array(columns * rows);
  const [leftmost, edge] = [left << 8, (right + 1) << 8];
  const { starts, crossings } = crossingsByLine(path, (top << 8) + LINE / 2, rows * LINES);
  for (let line = 0; line < rows * LINES; line++) {
    const row = Math.trunc(line / LINES) * columns - left;
    const end = starts[line + 1] ?? 0;
    for (let pair = starts[line] ?? 0; pair + 1 < end; pair += 2) {
      const from = Math.max(leftmost, crossings[pair] ?? 0);
      const to = Math.min(edge, crossings[pair + 1] ?? 0);
      if (from >= to) continue;
      const [first, last] = [from >> 8, (to - 1) >> 8];
      if (first === last) {
        cover[row + first] = (cover[row + first] ?? 0) + ((to - from) >> 2);
        continue;
      }
      cover[row + first] = (cover[row + first] ?? 0) + ((((first + 1) << 8) - from) >> 2);
      for (let at = row + first + 1; at < row + last; at++) cover[at] = (cover[at] ?? 0) + 64;
      cover[row + last] = (cover[row + last] ?? 0) + ((to - (last << 8)) >> 2);
    }
  }
  return { left, top, width: columns, height: rows, cover };
}

/**
 * Where a closed path (x and y by turns) crosses each of `count` scan lines, the first at `first`, `LINE` apart: those
 * of line n, from left to right, stand at `starts[n]` to before `starts[n + 1]`.
 */
function crossingsByLine(
  path: Int32Array,
  first: number,
  count: number,
): { readonly starts: Int32Array; readonly crossings: Int32Array } {
  const starts = new Int32Array(count + 1);
  eachCrossing(path, first, count, (line) => {
    starts[line + 1] = (starts[line + 1] ?? 0) + 1;
  });
  for (let line = 0; line < count; line++) starts[line + 1] = (starts[line + 1] ?? 0) + (starts[line] ?? 0);
  const crossings = new Int32Array(starts[count] ?? 0);
  const filled = new Int32Array(count);
  eachCrossing(path, first, count, (line, x) => {
    const start = starts[line] ?? 0;
    let at = start + (filled[line] ?? 0);
    filled[line] = at - start + 1;
    for (; at > start && (crossings[at - 1] ?? 0) > x; at--) crossings[at] = crossings[at - 1] ?? 0;
    crossings[at] = x;
  });
  return { starts, crossings };
}

function eachCrossing(path: Int32Array, first: number, count: number, found: (line: number, x: number) => void): void {
  let ax = path[path.length - 2] ?? 0;
  let ay = path[path.length - 1] ?? 0;
  for (let at = 0; at < path.length; at += 2) {
    const bx = path[at] ?? 0;
    const by = path[at + 1] ?? 0;
    // A line is crossed when one end lies on or above it and the other below.
    const from = Math.max(0, Math.ceil((Math.min(ay, by) - first) / LINE));
    const to = Math.min(count - 1, Math.ceil((Math.max(ay, by) - first) / LINE) - 1);
    for (let line = from; line <= to; line++) {
      const y = first + line * LINE;
      found(line, ax + Math.trunc(((y - ay) * (bx - ax)) / (by - ay)));
    }
    ax = bx;
    ay = by;
  }
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
  for (let y = 0; y < height; y++) {
    let at = (y + 1) * stride + 1;
    for (let x = 0; x < width; x++, at++) {
      if ((cover[y * width + x] ?? 0) < 128) continue;
      const above = at - stride;
      let nearest = (distance[at - 1] ?? 0) + 3;
      nearest = Math.min(nearest, (distance[above] ?? 0) + 3);
      nearest = Math.min(nearest, (distance[above - 1] ?? 0) + 4);
      distance[at] = Math.min(far, nearest, (distance[above + 1] ?? 0) + 4);
    }
  }
  const out = new Int32Array(width * height);
  for (let y = height - 1; y >= 0; y--) {
    let at = (y + 1) * stride + width;
    for (let x = width - 1; x >= 0; x--, at--) {
      let nearest = distance[at] ?? 0;
      if (nearest === 0) continue;
      const below = at + stride;
      nearest = Math.min(nearest, (distance[at + 1] ?? 0) + 3);
      nearest = Math.min(nearest, (distance[below] ?? 0) + 3);
      nearest = Math.min(nearest, (distance[below + 1] ?? 0) + 4);
      nearest = Math.min(nearest, (distance[below - 1] ?? 0) + 4);
      distance[at] = nearest;
      out[y * width + x] = Math.max(0, Math.trunc(((2 * nearest - 3) * 1000) / (6 * pictureWidth)));
    }
  }
  return out;
}

/** A shade by depth alone: a value is worked out for each depth once, the last for all that lies deeper. */
function byDepth(last: number, value: (depth: number) => number): Shade {
  const known: number[] = [];
  return (_x, _y, depth) => {
    const deep = Math.min(depth, last);
    return (known[deep] ??= value(deep));
  };
}

/** Thickness that a beam meets in a body of round section, up to `value` in its middle, `radius` units below the edge. */
export const round = (value: number, radius: number): Shade =>
  byDepth(Math.ceil(radius), (deep) =>
    deep >= radius ? value : Math.trunc((value * isqrt(deep * (2 * radius - deep))) / radius),
  );

/** A hollow bone: the beam meets most of its dense wall of `wall` units just below the edge. */
export const hollow = (dense: number, spongy: number, radius: number, wall: number): Shade =>
  byDepth(Math.ceil(radius + wall), (deep) => {
    const outer = deep >= radius ? radius : isqrt(deep * (2 * radius - deep));
    const within = deep - wall;
    const room = Math.max(1, radius - wall);
    const inner = within <= 0 ? 0 : within >= room ? room : isqrt(within * (2 * room - within));
    return Math.trunc((dense * (outer - inner) + spongy * inner) / radius);
  });
