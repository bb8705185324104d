import { stream } from '../../../core/random.ts';

/** What makes one patient's pictures differ from another's. */
export interface Variation {
  /** Of the noise and textures. */
  readonly seed: number;
  /** Size of the body, permille. */
  readonly size: number;
  /** Which of the places for a finding it takes. */
  readonly place: number;
  /** A whole number in ± `range`, the same for the same name. */
  sway(name: string, range: number): number;
}

export function variation(seed: number): Variation {
  return {
    seed: seed * 7919 + 17,
    size: stream(seed, 'phantom/size').integer(955, 1015),
    place: stream(seed, 'phantom/place').integer(0, 3),
    sway: (name, range) => stream(seed, `phantom/${name}`).integer(-range, range),
  };
}
