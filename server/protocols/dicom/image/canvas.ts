/** A square grey image drawn with integers only, so that every machine draws the same bytes. */
export class Canvas {
  readonly size: number;
  readonly #pixels: Int32Array;

  constructor(size: number, background: number) {
    this.size = size;
    this.#pixels = new Int32Array(size * size).fill(background);
  }

  /** Every pixel for which `inside` holds; `add` lays the value over what is there, as a projection does. */
  #paint(
    box: readonly [x0: number, y0: number, x1: number, y1: number],
    add: boolean,
    value: number,
    inside: (x: number, y: number) => boolean,
  ): void {
    const { size } = this;
    const pixels = this.#pixels;
    for (let y = Math.max(0, box[1]); y <= Math.min(size - 1, box[3]); y++) {
      for (let x = Math.max(0, box[0]); x <= Math.min(size - 1, box[2]); x++) {
        if (!inside(x, y)) continue;
        const at = y * size + x;
        pixels[at] = add ? (pixels[at] ?? 0) + value : value;
      }
    }
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, value: number, add = false): void {
    const inside = (x: number, y: number): boolean =>
      (x - cx) * (x - cx) * ry * ry + (y - cy) * (y - cy) * rx * rx <= rx * rx * ry * ry;
    this.#paint([cx - rx, cy - ry, cx + rx, cy + ry], add, value, inside);
  }

  /** The band of `width` pixels inside the rim of an ellipse, between two heights. */
  arc(cx: number, cy: number, rx: number, ry: number, width: number, fromY: number, toY: number, value: number): void {
    const ix = Math.max(1, rx - width);
    const iy = Math.max(1, ry - width);
    const inside = (x: number, y: number): boolean => {
      const [dx, dy] = [(x - cx) * (x - cx), (y - cy) * (y - cy)];
      return dx * ry * ry + dy * rx * rx <= rx * rx * ry * ry && dx * iy * iy + dy * ix * ix > ix * ix * iy * iy;
    };
    this.#paint([cx - rx, Math.max(fromY, cy - ry), cx + rx, Math.min(toY, cy + ry)], true, value, inside);
  }

  rectangle(x0: number, y0: number, x1: number, y1: number, value: number, add = false): void {
    this.#paint([x0, y0, x1, y1], add, value, () => true);
  }

  /** A bar of half width `half` from one point to another with round ends: a long bone. */
  bar(x0: number, y0: number, x1: number, y1: number, half: number, value: number, add = false): void {
    const [ux, uy] = [x1 - x0, y1 - y0];
    const length = ux * ux + uy * uy;
    const inside = (x: number, y: number): boolean => {
      const [px, py] = [x - x0, y - y0];
      const along = px * ux + py * uy;
      if (along <= 0) return px * px + py * py <= half * half;
      if (along >= length) return (x - x1) * (x - x1) + (y - y1) * (y - y1) <= half * half;
      const across = px * uy - py * ux;
      return across * across <= half * half * length;
    };
    const box = [
      Math.min(x0, x1) - half,
      Math.min(y0, y1) - half,
      Math.max(x0, x1) + half,
      Math.max(y0, y1) + half,
    ] as const;
    this.#paint(box, add, value, inside);
  }

  /** A lead letter, 5 × 7 dots of `dot` pixels. */
  letter(shape: readonly string[], left: number, top: number, dot: number, value: number): void {
    shape.forEach((row, y) => {
      for (let x = 0; x < row.length; x++) {
        if (row[x] !== '#') continue;
        const [x0, y0] = [left + x * dot, top + y * dot];
        this.rectangle(x0, y0, x0 + dot - 1, y0 + dot - 1, value);
      }
    });
  }

  /** Quantum noise of ±`amplitude` from a linear congruential generator. */
  noise(seed: number, amplitude: number): void {
    let state = (seed * 2_654_435_761 + 12_345) >>> 0;
    for (let at = 0; at < this.#pixels.length; at++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      this.#pixels[at] = (this.#pixels[at] ?? 0) + ((state >>> 16) % (2 * amplitude + 1)) - amplitude;
    }
  }

  /** 16 bits a pixel, little endian, limited to 0 … `maximum`. */
  bytes(maximum: number): Uint8Array {
    const bytes = new Uint8Array(this.#pixels.length * 2);
    this.#pixels.forEach((pixel, at) => {
      const value = Math.min(maximum, Math.max(0, pixel));
      bytes[at * 2] = value & 0xff;
      bytes[at * 2 + 1] = value >>> 8;
    });
    return bytes;
  }
}

export const letters: Readonly<Record<'L' | 'R', readonly string[]>> = {
  L: ['#....', '#....', '#....', '#....', '#....', '#....', '#####'],
  R: ['####.', '#...#', '#...#', '####.', '#.#..', '#..#.', '#...#'],
};
