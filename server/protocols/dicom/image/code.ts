import type { Entry } from '../data-set.ts';

/** A coded concept: value, designator of its scheme, meaning (PS3.3 §8.8). */
export type Code = readonly [value: string, scheme: string, meaning: string];

/** One item of a code sequence. */
export function codeItem([value, scheme, meaning]: Code): readonly Entry[] {
  return [
    [0x00080100, 'SH', value],
    [0x00080102, 'SH', scheme],
    [0x00080104, 'LO', meaning],
  ];
}
