import { HOUR, parseTimestamp } from '../../core/clock.ts';
import { acquisitionTime } from './instance-header.ts';
import { sameName } from './matching.ts';
import type { OrderRow, SeriesRow, StudyRow } from './state.ts';

export type CandidateReason =
  | 'same-accession'
  | 'accession-is-filler'
  | 'same-study-uid'
  | 'same-patient'
  | 'name-alike'
  | 'same-family'
  | 'accession-near';

export interface FieldComparison {
  readonly field:
    'accession' | 'patientId' | 'name' | 'birthDate' | 'sex' | 'modality' | 'procedure' | 'time' | 'studyUid';
  readonly study: string;
  readonly order: string;
  /** `unknown`: one side says nothing. */
  readonly outcome: 'agrees' | 'differs' | 'unknown';
}

export interface Candidate {
  readonly order: OrderRow;
  readonly why: readonly CandidateReason[];
  readonly fields: readonly FieldComparison[];
  readonly agree: number;
  readonly of: number;
}

const mostCandidates = 25;

/** What the study itself says of an order; the rest is likeness, which a neighbour of every number has. */
const named: readonly CandidateReason[] = ['same-accession', 'accession-is-filler', 'same-study-uid', 'same-patient'];

/**
 * Orders that a person would hold against this study: first those that it names, then those that are like it, each by how
 * many fields agree. Nothing is recommended.
 */
export function orderCandidates(
  study: StudyRow,
  series: readonly SeriesRow[],
  orders: Iterable<OrderRow>,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const order of orders) {
    const why = reasons(study, order);
    if (why.length === 0) continue;
    const fields = compare(study, series, order);
    const known = fields.filter(({ outcome }) => outcome !== 'unknown');
    const agree = known.filter(({ outcome }) => outcome === 'agrees').length;
    found.push({ order, why, fields, agree, of: known.length });
  }
  const distance = ({ order }: Candidate): number => Math.abs(gap(study, order) ?? Number.MAX_SAFE_INTEGER);
  const isNamed = ({ why }: Candidate): number => Number(why.some((reason) => named.includes(reason)));
  return found
    .sort((a, b) => isNamed(b) - isNamed(a) || b.agree - a.agree || distance(a) - distance(b))
    .slice(0, mostCandidates);
}

function reasons(study: StudyRow, order: OrderRow): CandidateReason[] {
  const why: CandidateReason[] = [];
  const { accession } = study;
  if (accession !== '' && accession === order.accession) why.push('same-accession');
  if (accession !== '' && accession === order.filler) why.push('accession-is-filler');
  if (study.studyUid === order.studyUid) why.push('same-study-uid');
  if (study.patientId !== '' && study.patientId === order.patientId) why.push('same-patient');
  else if (nameAlike(study.name, order.name)) why.push('name-alike');
  else if (sameFamily(study.name, order.name)) why.push('same-family');
  if (accession !== '' && accession !== order.accession && near(accession, order.accession)) why.push('accession-near');
  return why;
}

function compare(study: StudyRow, series: readonly SeriesRow[], order: OrderRow): FieldComparison[] {
  const plain = (field: FieldComparison['field'], a: string, b: string, same = a === b): FieldComparison => ({
    field,
    study: a,
    order: b,
    outcome: a === '' || b === '' ? 'unknown' : same ? 'agrees' : 'differs',
  });
  const acquired = acquisitionTime(study);
  const between = gap(study, order);
  const bodyParts = [...new Set(series.map(({ bodyPart }) => bodyPart))].filter((part) => part !== '').join(' ');
  const described = [study.description, bodyParts].filter((text) => text !== '').join(' · ');
  const procedure = `${order.procedureCode} ${order.procedureText}`.trim();
  const samePart = bodyParts.split(' ').some((part) => part !== '' && procedure.toUpperCase().includes(part));
  return [
    plain('accession', study.accession, order.accession),
    plain('patientId', study.patientId, order.patientId),
    plain('name', study.name, order.name, sameName(study.name, order.name)),
    plain('birthDate', study.birthDate, order.birthDate),
    plain('sex', study.sex, order.sex),
    plain('modality', study.modalities.join(' '), order.modality, study.modalities.includes(order.modality)),
    plain('procedure', described, procedure, samePart || study.description === order.procedureText),
    plain('time', acquired, order.scheduled, between !== undefined && Math.abs(between) <= HOUR),
    plain('studyUid', study.studyUid, order.studyUid),
  ];
}

/** µs from the exam to the order's start; undefined when one has no time. */
function gap(study: StudyRow, order: OrderRow): number | undefined {
  const acquired = parseTimestamp(acquisitionTime(study), 0);
  const start = parseTimestamp(order.scheduled, 0);
  return acquired === undefined || start === undefined ? undefined : start - acquired;
}

/** Lines of a list that stand next to each other. */
function sameFamily(a: string, b: string): boolean {
  const [family = ''] = a.toUpperCase().split('^');
  return family !== '' && b.toUpperCase().split('^')[0] === family;
}

function nameAlike(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  if (sameName(a, b)) return true;
  const [familyA = '', givenA = ''] = a.toUpperCase().split('^');
  const [familyB = '', givenB = ''] = b.toUpperCase().split('^');
  const crossed = familyA === givenB && familyB === givenA;
  return (
    crossed ||
    (givenA === givenB && givenA !== '' && near(familyA, familyB)) ||
    (familyA === familyB && near(givenA, givenB))
  );
}

/** One character replaced, missing, added, or two neighbours exchanged: a slip of the keyboard. */
function near(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a.charAt(start) === b.charAt(start)) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  const exchanged = restA.charAt(1) + restA.charAt(0) + restA.slice(2);
  return restA.length >= 2 && exchanged === restB;
}
