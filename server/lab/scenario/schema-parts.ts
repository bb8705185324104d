import { Type, type TString, type TUnsafe } from 'typebox';

/** What the schemas of a case's files are made of. */

export const closed = { additionalProperties: false } as const;

export const oneOf = <T extends string>(words: readonly T[]): TUnsafe<T> =>
  Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))));

export const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

/** A text of this form, or one that is drawn. */
export const orVariable = (form: string): TString => Type.String({ pattern: `^(${form}|\\$\\{[^}]+\\})$` });
/** HL7 tables 0001 and 0485 (priority), as the HIS has them. */
export const sexCodes = ['F', 'M', 'O', 'U', 'A', 'N'] as const;
export const priorityCodes = ['S', 'A', 'R', 'P', 'C', 'T'] as const;
/** As it was measured: in kg, or with its unit (UCUM), `158 [lb_av]`. */
export const Weight = Type.String({ pattern: '^([0-9]{1,5}(\\.[0-9]{1,3})?|\\$\\{[^}]+\\})( \\S{1,12})?$' });
