import { MINUTE, parseTimestamp } from '../../core/clock.ts';
import { writtenIn } from '../../protocols/dicom/transliterate.ts';
import type { MatchKey, MatchReason, MatchRules } from './match-rules.ts';
import type { OrderRow } from './state.ts';

/** A header value as it was sent (padding included) and as it is meant. */
export interface HeaderValue {
  readonly raw: string;
  readonly text: string;
}

/** What the images of a study say about whose and which exam they are. */
export interface StudyIdentity {
  readonly studyUid: string;
  readonly accession: HeaderValue;
  readonly accessionIssuer: string;
  readonly patientId: HeaderValue;
  readonly issuer: HeaderValue;
  readonly name: HeaderValue;
  readonly birthDate: string;
  readonly sex: string;
  readonly modality: string;
  /** `YYYYMMDDHHMMSS` local; the time may be missing. */
  readonly acquired: string;
}

export type MatchResult =
  | { readonly kind: 'verified'; readonly order: OrderRow }
  | { readonly kind: 'unverified'; readonly reason: MatchReason; readonly detail: string };

const orderNumber: Readonly<Record<MatchKey, (order: OrderRow) => string>> = {
  accession: (order) => order.accession,
  filler: (order) => order.filler,
  placer: (order) => order.placer,
};

const failed = (reason: MatchReason, detail: string): MatchResult => ({ kind: 'unverified', reason, detail });

/** Finds the order of a study by the rules in service; pure. `linked` is the study's own order, which counts as open. */
export function matchStudy(
  study: StudyIdentity,
  orders: readonly OrderRow[],
  rules: MatchRules,
  linked?: string,
): MatchResult {
  const value = (header: HeaderValue): string => (rules.trim ? header.text : header.raw);
  const isOpen = (order: OrderRow): boolean =>
    rules.orderStatus === 'any' || order.status === 'OPEN' || order.key === linked;

  const accession = value(study.accession);
  let candidates: readonly OrderRow[];
  if (accession.trim() === '') {
    if (rules.accession === 'required') return failed('NO_ACCESSION', 'the images carry no accession number');
    candidates = ordersWithoutAccession(study, orders.filter(isOpen));
    if (candidates.length === 0) return failed('NO_ACCESSION', 'no accession number, and no order fits the patient');
  } else {
    const named = orders.filter(
      (order) =>
        rules.matchBy.some((key) => orderNumber[key](order) === accession) &&
        (rules.accessionIssuer === 'ignore' ||
          study.accessionIssuer === '' ||
          order.accessionIssuer === '' ||
          study.accessionIssuer === order.accessionIssuer),
    );
    if (named.length === 0) return failed('ACCESSION_NOT_FOUND', `no order for accession number ${accession}`);
    candidates = named.filter(isOpen);
    const closed = named[0];
    if (candidates.length === 0) {
      return failed('ORDER_CLOSED', `order ${closed?.filler ?? ''} for ${accession} is ${closed?.status ?? 'closed'}`);
    }
  }
  const [order, second] = candidates;
  if (!order) return failed('ACCESSION_NOT_FOUND', `no order for accession number ${accession}`);
  if (second) {
    const fillers = candidates.map((candidate) => candidate.filler).join(', ');
    return failed('ACCESSION_AMBIGUOUS', `${candidates.length} orders fit ${accession || 'the patient'}: ${fillers}`);
  }
  return samePatient(study, order, rules, value) ?? sameStudy(study, order, rules) ?? { kind: 'verified', order };
}

/** The patient's order with this Study Instance UID; else those of the same modality on the same day. */
function ordersWithoutAccession(study: StudyIdentity, open: readonly OrderRow[]): readonly OrderRow[] {
  const own = open.filter((order) => order.patientId === study.patientId.text);
  const byUid = own.filter((order) => order.studyUid === study.studyUid);
  if (byUid.length > 0) return byUid;
  const day = study.acquired.slice(0, 8);
  return own.filter((order) => order.modality === study.modality && order.scheduled.slice(0, 8) === day);
}

function samePatient(
  study: StudyIdentity,
  order: OrderRow,
  rules: MatchRules,
  value: (header: HeaderValue) => string,
): MatchResult | undefined {
  const patientId = value(study.patientId);
  if (rules.patientId === 'strict' && patientId !== order.patientId) {
    return failed(
      'PATIENT_MISMATCH',
      `patient ID ${patientId || 'empty'} in the images, ${order.patientId} in the order`,
    );
  }
  const issuer = value(study.issuer);
  if (rules.patientIssuer === 'strict' && issuer !== '' && order.issuer !== '' && issuer !== order.issuer) {
    return failed('PATIENT_MISMATCH', `patient ID issued by ${issuer} in the images, ${order.issuer} in the order`);
  }
  if (rules.name !== 'ignore' && !isNameInImages(value(study.name), order.name, rules.name === 'strict')) {
    return failed('NAME_MISMATCH', `name ${value(study.name) || 'empty'} in the images, ${order.name} in the order`);
  }
  if (rules.birthDate === 'strict' && study.birthDate && order.birthDate && study.birthDate !== order.birthDate) {
    return failed('DEMOGRAPHICS_DIFFER', `born ${study.birthDate} in the images, ${order.birthDate} in the order`);
  }
  if (rules.sex === 'strict' && study.sex && order.sex && study.sex !== order.sex) {
    return failed('DEMOGRAPHICS_DIFFER', `sex ${study.sex} in the images, ${order.sex} in the order`);
  }
  return undefined;
}

function sameStudy(study: StudyIdentity, order: OrderRow, rules: MatchRules): MatchResult | undefined {
  if (rules.studyUid === 'ignore' || study.studyUid === order.studyUid) return undefined;
  return failed('STUDY_UID_DIFFERS', `study ${study.studyUid} in the images, ${order.studyUid} in the order`);
}

/** Family and given name of the alphabetic group, without regard to case (PS3.4 C.2.2.2.1, hospital.md 4.11). */
export function sameName(a: string, b: string, given = true): boolean {
  const [familyA, givenA] = nameParts(a);
  const [familyB, givenB] = nameParts(b);
  return familyA === familyB && (!given || givenA === givenB);
}

/**
 * As `sameName`, for a name in images: a console that shows Latin-1 only gets other letters as the nearest of that set,
 * and gives them back so.
 */
function isNameInImages(inImages: string, name: string, given: boolean): boolean {
  return sameName(inImages, name, given) || sameName(inImages, writtenIn(name, ['ISO_IR 100'], 'transliterate'), given);
}

function nameParts(name: string): readonly [string, string] {
  const [family = '', given = ''] = (name.split('=')[0] ?? '').toUpperCase().split('^');
  return [family, given];
}

/**
 * `late.orders=single-candidate`: the one open order of the same patient and modality whose start lies within the window
 * around the exam. Two candidates are none.
 */
export function singleLateOrder(
  study: StudyIdentity,
  orders: readonly OrderRow[],
  rules: MatchRules,
): OrderRow | undefined {
  const acquired = parseTimestamp(study.acquired, 0);
  if (acquired === undefined || study.patientId.text === '') return undefined;
  const near = orders.filter((order) => {
    const start = parseTimestamp(order.scheduled, 0);
    return (
      order.status === 'OPEN' &&
      order.patientId === study.patientId.text &&
      sameName(order.name, study.name.text) &&
      order.modality === study.modality &&
      start !== undefined &&
      Math.abs(start - acquired) <= rules.lateWindow * MINUTE
    );
  });
  return near.length === 1 ? near[0] : undefined;
}
