import { stream } from '../../core/random.ts';
import type { SentCharset } from '../interface/segment-text.ts';
import {
  type Address,
  type Allergy,
  clinicAuthority,
  hospitalAuthority,
  nationalAuthority,
  type PatientIdentifier,
  type PatientRecord,
  type PersonName,
  type Visit,
} from '../interface/patient-record.ts';

/** What the registration desk types. */
export interface Registration {
  /** Given only where the number is known already; otherwise the HIS assigns one. */
  readonly mrn?: string;
  /** Number at Westfield Clinic, becomes the second identifier. */
  readonly clinicId?: string;
  readonly nationalId?: string;
  /** The visit's account number is sent as an identifier of the patient, too (authority NGH, type AN). */
  readonly accountAsId?: boolean;
  /** Places the identifiers in the order in which the sender's table has them; MRN first when left out. */
  readonly identifierOrder?: readonly number[];
  readonly name: PersonName;
  readonly birthDate: string;
  readonly sex: string;
  readonly address: Address;
  readonly visit: Visit;
  readonly allergies: readonly Allergy[];
  /** Decimal text in kg, or with its unit behind it: `158 [lb_av]`; '' not known. */
  readonly weight: string;
}

/** What may be changed afterwards (ADT^A08). */
export type RegistrationChange = Partial<
  Pick<Registration, 'name' | 'birthDate' | 'sex' | 'address' | 'visit' | 'allergies' | 'weight'>
>;

export function patientRecord(mrn: string, account: string, person: Registration): PatientRecord {
  const known: PatientIdentifier[] = [{ id: mrn, authority: hospitalAuthority, type: 'MR' }];
  if (person.clinicId !== undefined) known.push({ id: person.clinicId, authority: clinicAuthority, type: 'MR' });
  if (person.nationalId !== undefined) known.push({ id: person.nationalId, authority: nationalAuthority, type: 'NI' });
  if (person.accountAsId === true) known.push({ id: account, authority: hospitalAuthority, type: 'AN' });
  const order = person.identifierOrder ?? known.map((_, index) => index);
  return {
    identifiers: order.flatMap((index) => known[index] ?? []),
    name: person.name,
    birthDate: person.birthDate,
    sex: person.sex,
    address: person.address,
    account,
  };
}

const mrnSpace = 10_000;

/**
 * The n-th medical record number of a lab, `1000xxxx` (hospital.md 4.1): every one of the 10 000 once, in an order that
 * the seed shifts and strides through, so that neighbours in time are no neighbours in number.
 */
export function medicalRecordNumberAt(seed: string, n: number): string {
  const random = stream(seed, 'his/mrn');
  const start = random.integer(0, mrnSpace - 1);
  // Odd and no multiple of 5: coprime to 10 000.
  const stride = random.integer(100, 900) * 10 + random.pick([1, 3, 7, 9]);
  return `1000${String((start + n * stride) % mrnSpace).padStart(4, '0')}`;
}

/** The first mistake in a registration, in the words of the desk's screen. */
export function registrationProblem(
  person: RegistrationChange & { readonly mrn?: string },
  charset: SentCharset = '8859/1',
): string | undefined {
  const { name, birthDate, sex, weight, mrn } = person;
  // Some people have one name: it is the family name then.
  if (name?.family.trim() === '') return 'A family name is required.';
  const texts = Object.values<unknown>({ ...name }).filter((text) => typeof text === 'string');
  if (person.address) texts.push(...Object.values<string>({ ...person.address }));
  const strange = /[^ -~\u00a0-\u00ff]/u.exec(texts.join(''))?.[0];
  if (strange !== undefined && charset === '8859/1') return `"${strange}" can't be sent in 8859/1.`;
  if (birthDate !== undefined && !/^(\d{4}(\d{2}(\d{2})?)?)?$/.test(birthDate))
    return 'Date of birth must be YYYYMMDD.';
  if (sex !== undefined && !['F', 'M', 'O', 'U', 'A', 'N', ''].includes(sex))
    return `Sex "${sex}" is not in table 0001.`;
  if (weight !== undefined && !/^(\d{1,5}(\.\d{1,3})?( \S{1,12})?)?$/.test(weight))
    return 'Weight must be a number, in kg unless a unit follows.';
  if (mrn !== undefined && !/^1(000|999)\d{4}$/.test(mrn))
    return `${mrn} is no medical record number of this hospital.`;
  return undefined;
}
