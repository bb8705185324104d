import { ellipse } from './outline.ts';
import type { Raster } from './raster.ts';

/** Letters of 5 × 7 dots, a row as five bits; what is not here is drawn as a blank. */
const shapes: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  C: [14, 17, 16, 16, 16, 17, 14],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  H: [17, 17, 17, 31, 17, 17, 17],
  I: [14, 4, 4, 4, 4, 4, 14],
  J: [7, 2, 2, 2, 2, 18, 12],
  K: [17, 18, 20, 24, 20, 18, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  Q: [14, 17, 17, 17, 21, 18, 13],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
  V: [17, 17, 17, 17, 17, 10, 4],
  W: [17, 17, 17, 21, 21, 27, 17],
  X: [17, 17, 10, 4, 10, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
  Z: [31, 1, 2, 4, 8, 16, 31],
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 6, 8, 16, 31],
  '3': [30, 1, 1, 14, 1, 1, 30],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [14, 16, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 1, 14],
  '-': [0, 0, 0, 14, 0, 0, 0],
  '.': [0, 0, 0, 0, 0, 12, 12],
  ':': [0, 12, 12, 0, 12, 12, 0],
  '/': [1, 1, 2, 4, 8, 16, 16],
  '%': [25, 25, 2, 4, 8, 19, 19],
  '+': [0, 4, 4, 31, 4, 4, 0],
  '=': [0, 0, 31, 0, 31, 0, 0],
  '(': [2, 4, 8, 8, 8, 4, 2],
  ')': [8, 4, 2, 2, 2, 4, 8],
};

/** Text from its upper left corner, in pixels; `dot` is the size of one dot. */
export function writeText(raster: Raster, text: string, left: number, top: number, dot: number, value: number): void {
  Array.from(text.toUpperCase()).forEach((letter, place) => {
    (shapes[letter] ?? []).forEach((bits, row) => {
      for (let column = 0; column < 5; column++) {
        if (((bits >> (4 - column)) & 1) === 0) continue;
        fillBox(raster, left + (place * 6 + column) * dot, top + row * dot, dot, dot, value);
      }
    });
  });
}

/** Width of a text in pixels. */
export const textWidth = (text: string, dot: number): number => (text.length * 6 - 1) * dot;

/** Pixels of a box, those outside the picture left out. */
export function fillBox(raster: Raster, left: number, top: number, width: number, height: number, value: number): void {
  for (let y = Math.max(0, top); y < Math.min(raster.height, top + height); y++)
    for (let x = Math.max(0, left); x < Math.min(raster.width, left + width); x++)
      raster.pixels[y * raster.width + x] = value;
}

/** The lead marker on a cassette: letters, and a small ball below that sinks when the patient stands. */
export function placeMarker(raster: Raster, text: string, corner: 'left' | 'right', value: number, top = 0.04): void {
  const dot = Math.max(1, Math.round(raster.width / 150));
  const width = textWidth(text, dot);
  const left = corner === 'left' ? dot * 5 : raster.width - width - dot * 5;
  const y = Math.round(raster.height * top);
  writeText(raster, text, left, y, dot, value);
  raster.fill(
    ellipse(
      Math.round(((left + width / 2) * 1000) / raster.width),
      Math.round(((y + dot * 10) * 1000) / raster.width),
      8,
      8,
    ),
    value,
  );
}
