import { memoiseByText, oneOf, readProperties, readSwitch, wholeNumber } from '../host/properties.ts';

/** What an order may be found by, with the value that stands in (0008,0050) of the images. */
export type MatchKey = 'accession' | 'filler' | 'placer';

/** Why a study waits in the unverified queue: the first rule that failed (hospital.md 4.11). */
export type MatchReason =
  | 'NO_ACCESSION'
  | 'ACCESSION_NOT_FOUND'
  | 'ACCESSION_AMBIGUOUS'
  | 'PATIENT_MISMATCH'
  | 'NAME_MISMATCH'
  | 'DEMOGRAPHICS_DIFFER'
  | 'STUDY_UID_DIFFERS'
  | 'ORDER_CLOSED';

/** How a received study finds its order: `/etc/ngpacs/match.conf` (hospital.md 4.11). */
export interface MatchRules {
  /** Insignificant padding is removed before comparing (PS3.5 §6.2). Off: values are compared as they were sent. */
  readonly trim: boolean;
  /** `optional`: a study without accession may find the patient's order by Study Instance UID or modality and day. */
  readonly accession: 'required' | 'optional';
  /** An order fits when any of these of its numbers equals the accession number of the images. */
  readonly matchBy: readonly MatchKey[];
  readonly accessionIssuer: 'strict' | 'ignore';
  readonly patientId: 'strict' | 'ignore';
  readonly patientIssuer: 'strict' | 'ignore';
  /** `family`: given names may differ. */
  readonly name: 'strict' | 'family' | 'ignore';
  readonly birthDate: 'strict' | 'ignore';
  readonly sex: 'strict' | 'ignore';
  readonly studyUid: 'strict' | 'ignore';
  /** `any`: completed and cancelled orders fit too. */
  readonly orderStatus: 'open' | 'any';
  /** What happens to unverified studies when an order arrives. */
  readonly lateOrders: 'none' | 'accession' | 'single-candidate';
  /** Minutes between image and order for `single-candidate`. */
  readonly lateWindow: number;
}

const strictness = { fallback: 'strict', expected: 'strict or ignore', read: oneOf('strict', 'ignore') } as const;

function readMatchKeys(text: string): readonly MatchKey[] | undefined {
  const keys = text.split(',').map((key) => oneOf('accession', 'filler', 'placer')(key.trim()));
  return keys.every((key) => key !== undefined) ? [...new Set(keys)] : undefined;
}

export const readMatchRules = memoiseByText((text: string) =>
  readProperties<MatchRules>(text, {
    trim: { key: 'trim', fallback: true, expected: 'true or false', read: readSwitch },
    accession: {
      key: 'accession',
      fallback: 'required',
      expected: 'required or optional',
      read: oneOf('required', 'optional'),
    },
    matchBy: {
      key: 'match.by',
      fallback: ['accession'],
      expected: 'a list of accession, filler, placer',
      read: readMatchKeys,
    },
    accessionIssuer: { key: 'accession.issuer', ...strictness },
    patientId: { key: 'patient.id', ...strictness },
    patientIssuer: { key: 'patient.issuer', ...strictness },
    name: {
      key: 'name',
      fallback: 'strict',
      expected: 'strict, family or ignore',
      read: oneOf('strict', 'family', 'ignore'),
    },
    birthDate: { key: 'birth.date', ...strictness },
    sex: { key: 'sex', ...strictness },
    studyUid: { key: 'study.uid', ...strictness },
    orderStatus: { key: 'order.status', fallback: 'open', expected: 'open or any', read: oneOf('open', 'any') },
    lateOrders: {
      key: 'late.orders',
      fallback: 'accession',
      expected: 'none, accession or single-candidate',
      read: oneOf('none', 'accession', 'single-candidate'),
    },
    lateWindow: {
      key: 'late.window.minutes',
      fallback: 120,
      expected: 'minutes from 1 to 1440',
      read: wholeNumber(1, 1440),
    },
  }),
);
