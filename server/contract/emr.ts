import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';

/** A result in a patient's chart at emr01, beside what rep01 has of it and what its image link opens. */
export const ChartResult = Type.Object({
  filler: Type.String(),
  placer: Type.String(),
  accession: Type.String(),
  patientId: Type.String(),
  issuer: Type.String(),
  patientName: Type.String(),
  birthDate: Type.String(),
  sex: Type.String(),
  procedure: Type.String(),
  description: Type.String(),
  /** PRELIMINARY, FINAL, CORRECTED, or WRONG: crossed out, it was posted for the wrong patient. */
  status: Type.String(),
  text: Type.String(),
  author: Type.String(),
  filedAt: Instant,
  /** Messages that were filed for it, and the journal event of the newest. */
  messages: Type.Integer(),
  event: Type.Integer(),
  studyUid: Type.String(),
  /** Address of the images; '' without. */
  link: Type.String(),
  /** What pacs01 shows under that study now; null: nothing. */
  opens: Type.Union([
    Type.Object({
      patientId: Type.String(),
      patientName: Type.String(),
      description: Type.String(),
      modalities: Type.String(),
      images: Type.Integer(),
    }),
    Type.Null(),
  ]),
  /** Where the report stands in the reading room: WAITING, PRELIMINARY, FINAL or WITHDRAWN; '' when it is not from there. */
  report: Type.String(),
});
export type ChartResult = Static<typeof ChartResult>;
