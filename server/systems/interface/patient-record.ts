import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { components, escaped, joined, segment, subcomponents } from './segment-text.ts';

/** Who a message is about, as HIS and RIS keep it, and the segments PID, PV1, AL1 and OBX that say it. */
export interface PatientRecord {
  /** In no order that means anything (HL7 2.5.1 §2.10.2): authority and type tell them apart. */
  readonly identifiers: readonly PatientIdentifier[];
  readonly name: PersonName;
  /** YYYYMMDD, shorter where the day is not known, '' unknown. */
  readonly birthDate: string;
  readonly sex: string;
  readonly address: Address;
  /** PID-18.1: number of the account, equal to the visit's. */
  readonly account: string;
}

export interface PatientIdentifier {
  readonly id: string;
  readonly authority: Authority;
  /** Table 0203: MR medical record, NI national, AN account. */
  readonly type: string;
}

/** HD: namespace and universal ID with its type. */
export interface Authority {
  readonly namespace: string;
  readonly universalId: string;
  readonly universalIdType: string;
}

export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly suffix: string;
  readonly prefix: string;
  /** Family name before marriage: goes as a second repetition of type M (table 0200). */
  readonly maiden?: string;
  /** The desk's application sends the maiden name before the legal one. */
  readonly maidenFirst?: boolean;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
}

export interface Provider {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly middle?: string;
  readonly suffix?: string;
  readonly prefix: string;
}

export interface Visit {
  /** O outpatient, E emergency, I inpatient. */
  readonly patientClass: string;
  /** PV1-3: point of care, room, bed, facility. */
  readonly location: readonly string[];
  readonly attending: Provider;
  readonly referring: Provider;
  readonly service: string;
  /** PV1-15, repeating; table 0009: B6 pregnant, A2 wheelchair. */
  readonly ambulatoryStatus: readonly string[];
}

export interface Allergy {
  readonly code: string;
  readonly text: string;
  /** Table 0128: SV, MO, MI. */
  readonly severity: string;
}

export const hospitalAuthority: Authority = {
  namespace: 'NGH',
  universalId: '2.999.1.10.1',
  universalIdType: 'ISO',
};
export const nationalAuthority: Authority = {
  namespace: 'NATID',
  universalId: '2.999.1.99',
  universalIdType: 'ISO',
};
export const clinicAuthority: Authority = { namespace: 'WFC', universalId: '2.999.1.20.1', universalIdType: 'ISO' };
const accountAuthority: Authority = {
  namespace: 'NGHACCT',
  universalId: '2.999.1.10.2',
  universalIdType: 'ISO',
};

/** The hospital's own number of a patient, '' when the record has none. */
export function medicalRecordNumber(patient: PatientRecord): string {
  return patient.identifiers.find(({ type, authority }) => type === 'MR' && authority.namespace === 'NGH')?.id ?? '';
}

const cx = (id: string, authority: Authority, type: string): string => {
  const hd = subcomponents(authority.namespace, authority.universalId, authority.universalIdType);
  return joined([escaped(id), '', '', hd, escaped(type)], '^');
};

const accountNumber = (account: string): string => (account === '' ? '' : cx(account, accountAuthority, 'AN'));

/** XCN: id^family^given^middle^suffix^prefix. */
export function providerField(provider: Provider): string {
  const { id, family, given, middle = '', suffix = '', prefix } = provider;
  return components(id, family, given, middle, suffix, prefix);
}

/** XPN; one name alone goes without its type, a second one makes both say what they are (table 0200). */
function nameField({ family, given, middle, suffix, prefix, maiden, maidenFirst }: PersonName): string {
  if (maiden === undefined) return components(family, given, middle, suffix, prefix);
  const names = [
    components(family, given, middle, suffix, prefix, '', 'L'),
    components(maiden, given, middle, '', '', '', 'M'),
  ];
  return (maidenFirst === true ? names.reverse() : names).join('~');
}

export function pidSegment(patient: PatientRecord): string {
  const { address } = patient;
  return segment('PID', {
    3: patient.identifiers.map(({ id, authority, type }) => cx(id, authority, type)).join('~'),
    5: nameField(patient.name),
    7: escaped(patient.birthDate),
    8: escaped(patient.sex),
    11: components(address.street, '', address.city, '', address.postalCode),
    18: accountNumber(patient.account),
  });
}

export function pv1Segment(visit: Visit, account: string): string {
  return segment('PV1', {
    2: escaped(visit.patientClass),
    3: components(...visit.location),
    7: providerField(visit.attending),
    8: providerField(visit.referring),
    10: escaped(visit.service),
    15: visit.ambulatoryStatus.map(escaped).join('~'),
    19: accountNumber(account),
  });
}

export function allergySegments(allergies: readonly Allergy[]): string[] {
  return allergies.map(({ code, text, severity }, index) =>
    segment('AL1', { 1: String(index + 1), 2: 'DA', 3: components(code, text, 'L'), 4: escaped(severity) }),
  );
}

/**
 * Body weight, LOINC 29463-7, as it was measured: in kg, or with its unit (UCUM) behind a space, `158 [lb_av]`. Nothing
 * when it is not known.
 */
export function weightSegments(weight: string): string[] {
  if (weight === '') return [];
  const [amount = '', unit = 'kg'] = weight.split(' ');
  const observed = { 1: '1', 2: 'NM', 3: '29463-7^Body weight^LN', 5: escaped(amount), 6: escaped(unit), 11: 'F' };
  return [segment('OBX', observed)];
}

/** At most this many repetitions of a field or segments of a kind are read from one message. */
const mostRepetitions = 20;

export function readPatient(message: Hl7Message): PatientRecord {
  const identifiers: PatientIdentifier[] = [];
  const count = Math.min(message.repetitionCount('PID-3'), mostRepetitions);
  for (let n = 1; n <= count; n++) {
    const at = `PID-3[${n}]`;
    const authority = readAuthority(message, `${at}.4`);
    identifiers.push({ id: message.value(`${at}.1`), authority, type: message.value(`${at}.5`) });
  }
  return {
    identifiers,
    name: readName(message),
    birthDate: message.value('PID-7.1'),
    sex: message.value('PID-8.1'),
    address: {
      street: message.value('PID-11.1'),
      city: message.value('PID-11.3'),
      postalCode: message.value('PID-11.5'),
    },
    account: message.value('PID-18.1'),
  };
}

/** The legal name, else the first; a maiden name beside it is kept. */
function readName(message: Hl7Message): PersonName {
  const count = Math.min(message.repetitionCount('PID-5'), mostRepetitions);
  const place = (type: string): number => {
    for (let n = 1; n <= count; n++) if (message.value(`PID-5[${n}].7`) === type) return n;
    return 0;
  };
  const legal = count > 1 ? place('L') || 1 : 1;
  const birth = count > 1 ? place('M') : 0;
  const at = `PID-5[${legal}]`;
  return {
    family: message.value(`${at}.1.1`),
    given: message.value(`${at}.2`),
    middle: message.value(`${at}.3`),
    suffix: message.value(`${at}.4`),
    prefix: message.value(`${at}.5`),
    ...(birth === 0 ? {} : { maiden: message.value(`PID-5[${birth}].1.1`), maidenFirst: birth < legal }),
  };
}

function readAuthority(message: Hl7Message, path: string): Authority {
  return {
    namespace: message.value(`${path}.1`),
    universalId: message.value(`${path}.2`),
    universalIdType: message.value(`${path}.3`),
  };
}

export function readProvider(message: Hl7Message, field: string): Provider {
  return {
    id: message.value(`${field}.1`),
    family: message.value(`${field}.2.1`),
    given: message.value(`${field}.3`),
    ...optional('middle', message.value(`${field}.4`)),
    ...optional('suffix', message.value(`${field}.5`)),
    prefix: message.value(`${field}.6`),
  };
}

function optional<Key extends string>(key: Key, value: string): Partial<Record<Key, string>> {
  return value === '' ? {} : ({ [key]: value } as Record<Key, string>);
}

export function readVisit(message: Hl7Message): Visit {
  const statuses = Math.min(message.repetitionCount('PV1-15'), mostRepetitions);
  return {
    patientClass: message.value('PV1-2'),
    location: [1, 2, 3, 4].map((component) => message.value(`PV1-3.${component}.1`)),
    attending: readProvider(message, 'PV1-7'),
    referring: readProvider(message, 'PV1-8'),
    service: message.value('PV1-10'),
    ambulatoryStatus: Array.from({ length: statuses }, (_, n) => message.value(`PV1-15[${n + 1}].1`)),
  };
}

export function readAllergies(message: Hl7Message): Allergy[] {
  const count = Math.min(message.segmentCount('AL1'), mostRepetitions);
  return Array.from({ length: count }, (_, n) => ({
    code: message.value(`AL1[${n + 1}]-3.1`),
    text: message.value(`AL1[${n + 1}]-3.2`),
    severity: message.value(`AL1[${n + 1}]-4.1`),
  }));
}

/** The body weight of the message's OBX segments, as `weightSegments` writes it; '' when there is none with a unit. */
export function readWeight(message: Hl7Message): string {
  const count = Math.min(message.segmentCount('OBX'), mostRepetitions);
  for (let n = 1; n <= count; n++) {
    const code = message.value(`OBX[${n}]-3.1`);
    const [amount, unit] = [message.value(`OBX[${n}]-5`), message.value(`OBX[${n}]-6.1`)];
    if (code === '29463-7' && amount !== '' && unit !== '') return unit === 'kg' ? amount : `${amount} ${unit}`;
  }
  return '';
}
