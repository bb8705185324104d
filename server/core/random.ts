/**
 * Named random streams: sfc32 seeded from a hash of (seed, name). One stream per cause (`latency/ct01>mwl01#3`,
 * `order/F500123`), never per subsystem: then one extra draw somewhere moves nothing elsewhere (kernel.md rule 6).
 * A stream has no state worth keeping: make it anew from its name wherever it is needed.
 */
export interface RandomStream {
  /** Uniform integer of 32 bits. */
  next32(): number;
  /** Uniform in [0, 1). */
  fraction(): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** One of the values; throws on an empty list. */
  pick<T>(values: readonly T[]): T;
  /** A new array with the same values in random order. */
  shuffle<T>(values: readonly T[]): T[];
  /** True with probability p. */
  chance(p: number): boolean;
}

/** cyrb128: four 32-bit words of a string, enough to seed sfc32; not a cryptographic hash. */
function hash128(text: string): [number, number, number, number] {
  let a = 1_779_033_703;
  let b = 3_144_134_277;
  let c = 1_013_904_242;
  let d = 2_773_480_762;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ code, 597_399_067);
    b = c ^ Math.imul(b ^ code, 2_869_860_233);
    c = d ^ Math.imul(c ^ code, 951_274_213);
    d = a ^ Math.imul(d ^ code, 2_716_044_179);
  }
  a = Math.imul(c ^ (a >>> 18), 597_399_067);
  b = Math.imul(d ^ (b >>> 22), 2_869_860_233);
  c = Math.imul(a ^ (c >>> 17), 951_274_213);
  d = Math.imul(b ^ (d >>> 19), 2_716_044_179);
  a ^= b ^ c ^ d;
  return [a >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

export function stream(seed: string | number, name: string): RandomStream {
  let [a, b, c, d] = hash128(`${seed}\u0000${name}`);

  const next32 = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next32();

  const fraction = (): number => next32() / 4_294_967_296;
  const integer = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));
  const pick = <T>(values: readonly T[]): T => {
    const value = values[integer(0, values.length - 1)];
    if (value === undefined && values.length === 0) throw new RangeError(`stream ${name}: nothing to pick from`);
    return value as T;
  };
  const shuffle = <T>(values: readonly T[]): T[] => {
    const out = [...values];
    for (let i = out.length - 1; i > 0; i--) {
      const j = integer(0, i);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  };
  return { next32, fraction, integer, pick, shuffle, chance: (p) => fraction() < p };
}
