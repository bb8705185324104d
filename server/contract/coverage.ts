import { Type, type Static } from 'typebox';

/**
 * What the certificates ask for, and what of it can be practised here. A case that the learner has not come to know is
 * only counted: its competencies would say what kind of fault it has.
 */
export const Coverage = Type.Object({
  tracks: Type.Array(
    Type.Object({
      id: Type.String(),
      competencies: Type.Array(
        Type.Object({
          /** Number in the coverage map: `S107`. */
          id: Type.String(),
          text: Type.String(),
          drills: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), solved: Type.Boolean() })),
          /** Cases that the learner has solved, or whose debrief was read. */
          cases: Type.Array(Type.Object({ slug: Type.String(), headline: Type.String() })),
          /** How many other cases cover it. */
          more: Type.Integer(),
        }),
      ),
    }),
  ),
  /** Cases that are counted nowhere yet: so few are left that a count would tell which of them it is. */
  untold: Type.Integer(),
});
export type Coverage = Static<typeof Coverage>;
