/** Repeatable irregularity from whole numbers: the same place and seed give the same value on every machine. */

/** 32 mixed bits of a place. */
export function scatter(x: number, y: number, z: number, seed: number): number {
  let h =
    Math.imul(x, 374_761_393) ^ Math.imul(y, 668_265_263) ^ Math.imul(z, 2_147_483_647) ^ Math.imul(seed, 974_634_721);
  h = Math.imul(h ^ (h >>> 15), 2_246_822_519);
  h = Math.imul(h ^ (h >>> 13), 3_266_489_917);
  return (h ^ (h >>> 16)) >>> 0;
}

/** About normal, mean 0, standard deviation about 148: four bytes added. */
export function bell(x: number, y: number, z: number, seed: number): number {
  const h = scatter(x, y, z, seed);
  return (h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510;
}

const ease = (t: number): number => (t * t * (768 - 2 * t)) >> 16;

/** Smooth noise of 0 … 255 over a lattice of `grain` units, in three dimensions. */
export function cloud(x: number, y: number, z: number, grain: number, seed: number): number {
  const [x0, y0, z0] = [Math.floor(x / grain), Math.floor(y / grain), Math.floor(z / grain)];
  const tx = ease(Math.trunc(((x - x0 * grain) * 256) / grain));
  const ty = ease(Math.trunc(((y - y0 * grain) * 256) / grain));
  const tz = Math.trunc(((z - z0 * grain) * 256) / grain);
  const layer = (plane: number): number => {
    const a = scatter(x0, y0, plane, seed) & 255;
    const b = scatter(x0 + 1, y0, plane, seed) & 255;
    const c = scatter(x0, y0 + 1, plane, seed) & 255;
    const d = scatter(x0 + 1, y0 + 1, plane, seed) & 255;
    const top = (a << 8) + (b - a) * tx;
    const bottom = (c << 8) + (d - c) * tx;
    return top + (((bottom - top) * ty) >> 8);
  };
  const low = layer(z0);
  return tz === 0 ? low >> 8 : (low + (((layer(z0 + 1) - low) * tz) >> 8)) >> 8;
}

/** Three clouds of halving grain laid together, 0 … 255. */
export function clouds(x: number, y: number, z: number, grain: number, seed: number): number {
  const half = Math.max(1, grain >> 1);
  const fine = Math.max(1, grain >> 2);
  return (cloud(x, y, z, grain, seed) * 4 + cloud(x, y, z, half, seed + 1) * 2 + cloud(x, y, z, fine, seed + 2)) >> 3;
}
