import { cosine, isqrt, sine } from './integer.ts';

/** In drawing units: 1000 of them are the width of the picture, whatever its pixels. */
export type Point = readonly [x: number, y: number];

/** Places along a bone or vessel: centre and half width there. */
export type Station = readonly [x: number, y: number, half: number];

/** A closed curve as a polygon; coordinates in sixteenths of a drawing unit. */
export interface Outline {
  readonly points: readonly Point[];
}

/** Brings an outline to the size of the patient. */
export type Sized = (outline: Outline) => Outline;

export const SUBUNITS = 16;

/** `x,y x,y …` */
export function points(text: string): readonly Point[] {
  return text.split(' ').map((pair): Point => {
    const [x, y] = pair.split(',').map(Number);
    return [x ?? 0, y ?? 0];
  });
}

/** `x,y,half x,y,half …` */
export function stations(text: string): readonly Station[] {
  return text.split(' ').map((triple): Station => {
    const [x, y, half] = triple.split(',').map(Number);
    return [x ?? 0, y ?? 0, half ?? 0];
  });
}

/** `turn` in 1024ths of a full turn, clockwise on the picture. */
export function ellipse(cx: number, cy: number, rx: number, ry: number, turn = 0): Outline {
  const [c, s] = [cosine(turn), sine(turn)];
  const rim = Array.from({ length: 48 }, (_, index): Point => {
    const angle = Math.trunc((index * 1024) / 48);
    const [x, y] = [rx * cosine(angle), ry * sine(angle)];
    return [
      Math.trunc(cx * SUBUNITS + ((x * c - y * s) * SUBUNITS) / 1_048_576),
      Math.trunc(cy * SUBUNITS + ((x * s + y * c) * SUBUNITS) / 1_048_576),
    ];
  });
  return { points: rim };
}

/** The sharp polygon through these points. */
export function polygon(corners: readonly Point[]): Outline {
  return { points: corners.map(([x, y]): Point => [Math.trunc(x * SUBUNITS), Math.trunc(y * SUBUNITS)]) };
}

/** A round curve inside a control polygon: three rounds of corner cutting (Chaikin). */
export function curve(corners: readonly Point[]): Outline {
  return { points: cut(polygon(corners).points, 3) };
}

function cut(corners: readonly Point[], rounds: number): readonly Point[] {
  if (rounds === 0) return corners;
  const next = corners.flatMap(([x, y], index): Point[] => {
    const [u, v] = corners[(index + 1) % corners.length] ?? [x, y];
    return [
      [(3 * x + u) >> 2, (3 * y + v) >> 2],
      [(x + 3 * u) >> 2, (y + 3 * v) >> 2],
    ];
  });
  return cut(next, rounds - 1);
}

/** Points on an open round curve, for a rib, a vessel or a bowel; `half` runs evenly from the first to the last. */
export function strand(course: readonly Point[], from: number, to: number): Outline {
  let path = course;
  for (let round = 0; round < 2; round++) {
    path = path.flatMap(([x, y], index): Point[] => {
      const next = path[index + 1];
      if (!next) return [[x, y]];
      const [u, v] = next;
      const pair: Point[] = [
        [(3 * x + u) / 4, (3 * y + v) / 4],
        [(x + 3 * u) / 4, (y + 3 * v) / 4],
      ];
      return index === 0 ? [[x, y], ...pair] : pair;
    });
  }
  const last = Math.max(1, path.length - 1);
  return limb(path.map(([x, y], index): Station => [x, y, from + ((to - from) * index) / last]));
}

/** The outline of a limb or bone along its stations, ends included, round. */
export function limb(along: readonly Station[]): Outline {
  const left: Point[] = [];
  const right: Point[] = [];
  along.forEach(([x, y, half], index) => {
    const [ax, ay] = along[Math.max(0, index - 1)] ?? [x, y];
    const [bx, by] = along[Math.min(along.length - 1, index + 1)] ?? [x, y];
    const [dx, dy] = [Math.trunc((bx - ax) * 64), Math.trunc((by - ay) * 64)];
    const length = isqrt(dx * dx + dy * dy) || 1;
    const [nx, ny] = [(-dy * half) / length, (dx * half) / length];
    left.push([x + nx, y + ny]);
    right.push([x - nx, y - ny]);
  });
  return { points: cut(polygon([...left, ...right.reverse()]).points, 2) };
}

/** A long bone: thick at its ends, thin in its shaft. */
export function longBone(from: Point, to: Point, base: number, shaft: number, head: number): Outline {
  const at = (share: number, half: number): Station => [
    from[0] + ((to[0] - from[0]) * share) / 100,
    from[1] + ((to[1] - from[1]) * share) / 100,
    half,
  ];
  return limb([
    at(-2, base * 0.75),
    at(5, base),
    at(14, base),
    at(32, shaft),
    at(66, shaft),
    at(84, head),
    at(95, head),
    at(102, head * 0.7),
  ]);
}

/** Scaled about a centre, permille, then moved. */
export function scaled(outline: Outline, centre: Point, sx: number, sy = sx, move: Point = [0, 0]): Outline {
  const [cx, cy] = [centre[0] * SUBUNITS, centre[1] * SUBUNITS];
  return {
    points: outline.points.map(([x, y]): Point => [
      Math.trunc(cx + ((x - cx) * sx) / 1000 + move[0] * SUBUNITS),
      Math.trunc(cy + ((y - cy) * sy) / 1000 + move[1] * SUBUNITS),
    ]),
  };
}

/** Left and right exchanged about the middle of the picture. */
export function mirrored(outline: Outline): Outline {
  return { points: outline.points.map(([x, y]): Point => [1000 * SUBUNITS - x, y]) };
}
