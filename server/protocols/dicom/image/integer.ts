/** Arithmetic of the drawings: whole numbers only, because Math.sin and its like may differ between machines. */

/** Largest whole number whose square is not above `n`; exact whatever the last bit of the machine's root is. */
export function isqrt(n: number): number {
  if (n <= 0) return 0;
  let root = Math.floor(Math.sqrt(n));
  while (root * root > n) root--;
  while ((root + 1) * (root + 1) <= n) root++;
  return root;
}

export const clamp = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value;

/** From `a` at t = 0 to `b` at t = 1000. */
export const between = (a: number, b: number, t: number): number => a + Math.trunc(((b - a) * t) / 1000);

/** 0 below `low`, 1000 above `high`, even between them. */
export const ramp = (value: number, low: number, high: number): number =>
  value <= low ? 0 : value >= high ? 1000 : Math.trunc(((value - low) * 1000) / (high - low));

/** 1000 at `centre`, 0 at `radius` from it, round between them: how wide a ball is at a height. */
export function swell(value: number, centre: number, radius: number): number {
  const from = Math.abs(value - centre);
  return from >= radius
    ? 0
    : Math.trunc((1000 * isqrt(1_000_000 - Math.trunc((from * from * 1_000_000) / (radius * radius)))) / 1000);
}

const quarter = [0, 100, 200, 297, 392, 483, 569, 650, 724, 792, 851, 903, 946, 980, 1004, 1019, 1024];

/** Sine × 1024 of an angle in 1024ths of a turn. */
export function sine(angle: number): number {
  const turn = ((Math.trunc(angle) % 1024) + 1024) % 1024;
  const half = turn % 512;
  const folded = half > 256 ? 512 - half : half;
  const at = folded >> 4;
  const low = quarter[at] ?? 1024;
  const value = low + ((((quarter[at + 1] ?? 1024) - low) * (folded & 15)) >> 4);
  return turn >= 512 ? -value : value;
}

export const cosine = (angle: number): number => sine(angle + 256);
