import { Type, type Static } from 'typebox';

/**
 * How much help a case gives. `guided`: steps, a hypothesis is asked for before the first change and a confirmation before
 * the verdict. `exam`: ordinary noise around the fault, no hints, no way back but the hospital's own, one verdict.
 */
export const rungs = ['guided', 'practice', 'exam'] as const;
export const Rung = Type.Unsafe<(typeof rungs)[number]>(Type.Union(rungs.map((rung) => Type.Literal(rung))));
export type Rung = Static<typeof Rung>;
