import { Type, type Static, type TArray, type TBoolean, type TSchema, type TString } from 'typebox';

/** Virtual time: µs since 1970-01-01T00:00:00Z. */
export const Instant = Type.Integer();

export const ApiError = Type.Object({
  /** Stable, for the text catalogue. */
  code: Type.String(),
  /** What happened and what to do, one or two sentences. */
  message: Type.String(),
  /** Where in the input it is, when that is known. */
  detail: Type.Optional(Type.String()),
});
export type ApiError = Static<typeof ApiError>;

/** The keys by which the hospital's own records tie things together. */
export const Keys = Type.Object({
  patientId: Type.Optional(Type.String()),
  issuer: Type.Optional(Type.String()),
  patientName: Type.Optional(Type.String()),
  placer: Type.Optional(Type.String()),
  filler: Type.Optional(Type.String()),
  accession: Type.Optional(Type.String()),
  studyUid: Type.Optional(Type.String()),
  spsId: Type.Optional(Type.String()),
});
export type Keys = Static<typeof Keys>;

export const Health = Type.Union([Type.Literal('ok'), Type.Literal('warn'), Type.Literal('bad'), Type.Literal('idle')]);
export type Health = Static<typeof Health>;

export const LabId = Type.Object({ lab: Type.String({ minLength: 1, maxLength: 64 }) });
/** Looking at the past: what the view showed at that instant. Nothing changes by looking. */
export const AsOf = Type.Object({ at: Type.Optional(Instant) });

/** The token of the answer before: only what has changed since is told. */
export const Since = { since: Type.Optional(Type.String({ maxLength: 64 })) };

// A type, not an interface: only that is known to have no further fields.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
type ChangeFields<Row extends TSchema> = {
  token: TString;
  isWhole: TBoolean;
  rows: TArray<Row>;
  gone: TArray<TString>;
};

/** Fields of an answer that tells the changes of a list. */
export const changesOf = <Row extends TSchema>(row: Row): ChangeFields<Row> => ({
  token: Type.String(),
  /** `rows` are all there are: the token was not known. */
  isWhole: Type.Boolean(),
  rows: Type.Array(row),
  /** Keys of rows that are not there any more. */
  gone: Type.Array(Type.String()),
});
