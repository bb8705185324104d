/** One line of the query form. */
export const keyFields = ['station', 'date', 'modality', 'name', 'patientId', 'accession', 'spsId', 'status'] as const;
export type KeyField = (typeof keyFields)[number];

const attributeOf: Readonly<Record<KeyField, string>> = {
  station: 'SPS/ScheduledStationAETitle',
  date: 'SPS/ScheduledProcedureStepStartDate',
  modality: 'SPS/Modality',
  name: 'PatientName',
  patientId: 'PatientID',
  accession: 'AccessionNumber',
  spsId: 'SPS/ScheduledProcedureStepID',
  status: 'SPS/ScheduledProcedureStepStatus',
};

/** Asked for in every query: a C-FIND returns only what it names (PS3.4 K.6). */
const returned: readonly string[] = [
  'SpecificCharacterSet',
  'AccessionNumber',
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'PatientBirthDate',
  'PatientSex',
  'StudyInstanceUID',
  'RequestedProcedureID',
  'RequestedProcedureDescription',
  'SPS/Modality',
  'SPS/ScheduledStationAETitle',
  'SPS/ScheduledProcedureStepStartDate',
  'SPS/ScheduledProcedureStepStartTime',
  'SPS/ScheduledProcedureStepDescription',
  'SPS/ScheduledProcedureStepID',
  'SPS/ScheduledProcedureStepStatus',
];

export interface QueryForm {
  callingAe: string;
  values: Record<KeyField, string>;
  /** Further attributes, as typed. */
  own: { attribute: string; value: string }[];
}

export const ADMIN_AE = 'NGH_ADMIN';

export function emptyForm(callingAe = ADMIN_AE): QueryForm {
  const values = { station: '', date: '', modality: '', name: '', patientId: '', accession: '', spsId: '', status: '' };
  return { callingAe, values, own: [] };
}

interface Key {
  attribute: string;
  value: string;
}

/** The keys of the C-FIND: each attribute once, those to match with their value, those to return empty. */
export function queryKeys(form: QueryForm): Key[] {
  const keys = new Map<string, string>(returned.map((attribute) => [attribute, '']));
  // Keywords only differ in their case by mistake: the server tells.
  for (const field of keyFields) keys.set(attributeOf[field], form.values[field].trim());
  for (const { attribute, value } of form.own) {
    const name = attribute.trim();
    if (name !== '') keys.set(name, value.trim());
  }
  if (keys.get('SpecificCharacterSet') === '') keys.set('SpecificCharacterSet', 'ISO_IR 192');
  return [...keys].map(([attribute, value]) => ({ attribute, value }));
}

/** Whether a key narrows the answer. The character set only says how the values are written. */
export function isMatching({ attribute, value }: Key): boolean {
  return value !== '' && attribute !== 'SpecificCharacterSet';
}

/** `20260317` of a moment (µs), on the hospital's clock. */
export function dicomDay(at: number, offset: number): string {
  return new Date(Math.floor(at / 1000) + offset * 60_000).toISOString().slice(0, 10).replaceAll('-', '');
}
