import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from '../../server/core/random.ts';

const draws = (seed: string | number, name: string, count = 4): number[] => {
  const random = stream(seed, name);
  return Array.from({ length: count }, () => random.next32());
};

/** Pearson's statistic of `counts` against an even spread. */
function chiSquared(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('a named random stream', () => {
  it('is the same in every build: changing these numbers changes every lab', () => {
    expect(draws(1, 'latency/ct01>mwl01#3')).toEqual([108_976_582, 3_791_167_541, 2_508_511_361, 393_121_400]);
  });

  it('depends on nothing but seed and name', () => {
    const alone = draws('7', 'order/F500123');
    draws('7', 'order/F500124', 1000);
    expect(draws('7', 'order/F500123')).toEqual(alone);
  });

  it('differs when seed or name differ, also where their concatenation does not', () => {
    const all = [draws(1, 'a'), draws(2, 'a'), draws(1, 'b'), draws('1a', ''), draws('', '1a'), draws('1', 'a ')];
    expect(new Set(all.map(String)).size).toBe(all.length);
  });

  it('is evenly spread within one stream and over the first draws of many', () => {
    const buckets = 64;
    const within = new Array<number>(buckets).fill(0);
    const across = new Array<number>(buckets).fill(0);
    const random = stream(3, 'spread');
    for (let i = 0; i < 64_000; i++) {
      const own = Math.floor(random.fraction() * buckets);
      within[own] = (within[own] ?? 0) + 1;
      const first = Math.floor(stream(3, `order/F${i}`).fraction() * buckets);
      across[first] = (across[first] ?? 0) + 1;
    }
    // 63 degrees of freedom: 0.999 quantile 103.4; the numbers are fixed by the seed, so this can't flicker.
    expect(chiSquared(within)).toBeLessThan(103.4);
    expect(chiSquared(across)).toBeLessThan(103.4);
  });

  it('draws integers from the whole closed range and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.nat(20), fc.string(), (low, width, name) => {
        const random = stream(1, name);
        const seen = new Set(Array.from({ length: 60 * (width + 1) }, () => random.integer(low, low + width)));
        expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: width + 1 }, (_, i) => low + i));
      }),
      { numRuns: 30 },
    );
  });

  it('shuffles without losing or doubling a value, and leaves the original alone', () => {
    const original = Array.from({ length: 52 }, (_, i) => i);
    const shuffled = stream(1, 'cards').shuffle(original);
    expect(shuffled).not.toEqual(original);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(original);
    expect(original[51]).toBe(51);
  });

  it('takes chances as often as asked', () => {
    const random = stream(1, 'chance');
    const hits = Array.from({ length: 20_000 }, () => random.chance(0.03)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(500);
    expect(hits).toBeLessThan(700);
    expect([stream(1, 'x').chance(0), stream(1, 'x').chance(1)]).toEqual([false, true]);
  });

  it('says that there is nothing to pick from', () => {
    expect(() => stream(1, 'empty').pick([])).toThrow('stream empty: nothing to pick from');
  });
});
