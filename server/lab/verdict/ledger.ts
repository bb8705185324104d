import { formatDate, formatTime } from '../../core/clock.ts';
import { writtenIn } from '../../protocols/dicom/transliterate.ts';
import type { PersonName, Provider } from '../../systems/interface/patient-record.ts';
import type { ExamRow } from '../../systems/modality/state.ts';
import type { RisOrder } from '../../systems/ris/state.ts';
import { stationOf } from '../director.ts';
import type { Hospital } from '../hospital.ts';
import { procedures } from '../traffic/procedures.ts';

const modalityOf = new Map(procedures.map((procedure) => [procedure.code, procedure.modality]));

/** What every hop must say of one order: from registration and schedule, which the faults of this hospital do not touch. */
export interface Truth {
  readonly filler: string;
  readonly accession: string;
  readonly studyUid: string;
  readonly spsId: string;
  readonly requestedProcedureId: string;
  readonly patientId: string;
  /** DICOM PN. */
  readonly patientName: string;
  /** As the scanner's console can write it; the same, but for one that shows one character set only. */
  readonly nameAtConsole: string;
  /** DICOM PN of the physicians. */
  readonly referring: string;
  readonly requesting: string;
  readonly birthDate: string;
  /** DICOM: M, F, O or '' unknown. */
  readonly sex: string;
  /** DICOM term of the priority. */
  readonly priority: string;
  readonly transport: string;
  /** kg, '' not known. */
  readonly kilograms: string;
  readonly procedureCode: string;
  readonly modality: string;
  readonly stationAe: string;
  readonly stationHost: string;
  readonly date: string;
  readonly time: string;
}

export function truthOf(hospital: Hospital, order: RisOrder): Truth | undefined {
  const placed = hospital.his.state.orders.get(order.placer);
  const mrn = placed?.mrn;
  const person = mrn === undefined ? undefined : hospital.his.state.patients.get(mrn);
  const station = stationOf(order.resource);
  if (!placed || !person || !station) return undefined;
  const { zoneOffset } = hospital.room;
  const name = personName(person.patient.name);
  return {
    filler: order.filler,
    accession: order.accession,
    studyUid: order.studyUid,
    spsId: order.spsId,
    requestedProcedureId: order.requestedProcedureId,
    patientId: person.mrn,
    patientName: name,
    nameAtConsole: 'takes' in station ? writtenIn(name, [station.takes], 'transliterate') : name,
    referring: personName(person.visit.referring),
    requesting: personName(placed.details.orderer),
    birthDate: person.patient.birthDate,
    sex: dicomSex[person.patient.sex] ?? '',
    priority: dicomPriority[placed.details.priority] ?? '',
    transport: placed.details.transport,
    kilograms: kilograms(placed.details.weight || person.weight),
    procedureCode: order.procedure,
    modality: modalityOf.get(order.procedure) ?? '',
    stationAe: station.aeTitle,
    stationHost: station.host,
    date: order.start === undefined ? '' : formatDate(order.start, zoneOffset),
    time: order.start === undefined ? '' : formatTime(order.start, zoneOffset),
  };
}

/** Table 0001 → PS3.3 C.7.1.1, by the site's decision: A and N are O. */
export const dicomSex: Readonly<Record<string, string>> = { M: 'M', F: 'F', O: 'O', A: 'O', N: 'O' };
/** Table 0485 → PS3.3 C.4.11. */
const dicomPriority: Readonly<Record<string, string>> = {
  S: 'STAT',
  A: 'HIGH',
  R: 'ROUTINE',
  P: 'HIGH',
  C: 'HIGH',
  T: 'MEDIUM',
};
const kilogramsPer: Readonly<Record<string, number>> = { kg: 1, g: 0.001, '[lb_av]': 0.45359237, lb: 0.45359237 };

/** To a tenth of a kilogram; a weight in another unit is not known. */
function kilograms(weight: string): string {
  const [amount = '', unit = 'kg'] = weight.split(' ');
  const factor = kilogramsPer[unit];
  return amount === '' || factor === undefined ? '' : (Number(amount) * factor).toFixed(1);
}

/** XPN or XCN to PN: family, given, middle, prefix, suffix (PS3.5 §6.2.1). */
function personName({ family, given, middle = '', prefix, suffix = '' }: PersonName | Provider): string {
  return [family, given, middle, prefix, suffix].join('^').replace(/\^+$/, '');
}

/** An examination that took place, and the order that it truly belongs to. */
export interface LedgerExam {
  readonly host: string;
  readonly exam: ExamRow;
  readonly placer: string;
  readonly order: RisOrder;
  readonly truth: Truth;
}

/** All examinations of the traffic and of the scenario's script that made images. */
export function ledgerExams(hospital: Hospital): LedgerExam[] {
  const { director, traffic } = hospital;
  const out: LedgerExam[] = [];
  const add = (host: string, examId: string, placer: string): void => {
    const exam = hospital.scanner(host)?.state.exams.get(examId);
    const order = hospital.ris.orderByPlacer(placer);
    const truth = order && truthOf(hospital, order);
    if (exam && order && truth && exam.images.length > 0) out.push({ host, exam, placer, order, truth });
  };
  for (const watched of director.state.watched.values()) {
    add(watched.host, watched.exam, traffic.state.journeys.get(watched.journey)?.placer ?? '');
  }
  for (const script of director.state.exams.values()) {
    add(script.host, script.exam, director.state.orders.get(script.order)?.placer ?? '');
  }
  return out;
}

/** The exam itself and every later sending of its images under new UIDs. */
export function sendings(hospital: Hospital, { host, exam }: Pick<LedgerExam, 'host' | 'exam'>): ExamRow[] {
  const scanner = hospital.scanner(host);
  const family = new Map([[exam.id, exam]]);
  for (const other of scanner?.state.exams.values() ?? []) {
    if (other.sourceExam !== undefined && family.has(other.sourceExam)) family.set(other.id, other);
  }
  return [...family.values()];
}
