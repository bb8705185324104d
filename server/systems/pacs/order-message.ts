import type { Micros } from '../../core/clock.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { type PatientRecord, readPatient } from '../interface/patient-record.ts';
import { type OrderRow, patientKey, type PatientRow } from './state.ts';

/** Why a message cannot be used, with the place: becomes ERR of an AE. */
export interface ContentProblem {
  readonly location: string;
  readonly text: string;
}

export const isProblem = (value: object): value is ContentProblem => 'location' in value;

/** Table 0001 → Patient's Sex (PS3.3 C.7.1.1): ambiguous and not applicable are "other" here, unknown is nothing. */
const sexes: Readonly<Record<string, string>> = { M: 'M', F: 'F', O: 'O', A: 'O', N: 'O' };

/** The patient of PID: the identifier of the archive's authority, type MR. Others are never taken for it. */
export function readPatientRow(message: Hl7Message, issuer: string, now: Micros): PatientRow | ContentProblem {
  const record = readPatient(message);
  const own = record.identifiers.find(
    ({ authority, type, id }) => authority.namespace === issuer && (type === 'MR' || type === '') && id !== '',
  );
  if (!own) return { location: 'PID-3', text: `no patient identifier of authority ${issuer}` };
  return {
    key: patientKey(own.id, issuer),
    patientId: own.id,
    issuer,
    name: dicomName(record),
    birthDate: /^\d{8}/.exec(record.birthDate)?.[0] ?? '',
    sex: sexes[record.sex] ?? '',
    source: 'HL7',
    updatedAt: now,
  };
}

/** XPN to PN: prefix and suffix change places, the degree has none (hl7-to-mwl.md). */
function dicomName({ name }: PatientRecord): string {
  return [name.family, name.given, name.middle, name.prefix, name.suffix]
    .map((part) => part.trim())
    .join('^')
    .replace(/\^+$/, '');
}

/** The order of ORM^O01 (2.3.1: OBR-18/19/20/24, ZDS) or OMI^O23 (2.5.1: IPC, TQ1), as the RIS sends it to the PACS. */
export function readOrderRow(
  message: Hl7Message,
  patient: PatientRow,
  now: Micros,
  eventId: number,
): OrderRow | ContentProblem {
  const first = (...paths: readonly string[]): string =>
    paths.map((path) => message.value(path)).find((value) => value !== '') ?? '';
  const filler = first('ORC-3.1', 'OBR-3.1');
  if (filler === '') return { location: 'ORC-3', text: 'filler order number missing' };
  const accession = first('IPC-1.1', 'OBR-18.1');
  if (accession === '') return { location: 'OBR-18', text: 'accession number missing' };
  const studyUid = first('IPC-3.1', 'ZDS-1.1');
  if (studyUid === '') return { location: 'ZDS-1', text: 'study instance UID missing' };
  return {
    key: filler,
    filler,
    placer: first('ORC-2.1', 'OBR-2.1'),
    accession,
    accessionIssuer: first('IPC-1.2', 'OBR-18.2'),
    studyUid,
    requestedProcedureId: first('IPC-2.1', 'OBR-19.1'),
    spsId: first('IPC-4.1', 'OBR-20.1'),
    procedureCode: first('OBR-44.1', 'OBR-4.1'),
    procedureText: first('OBR-44.2', 'OBR-4.2'),
    modality: first('IPC-5.1', 'OBR-24'),
    station: first('IPC-9', 'ORC-18.1'),
    patientId: patient.patientId,
    issuer: patient.issuer,
    name: patient.name,
    birthDate: patient.birthDate,
    sex: patient.sex,
    scheduled: /^\d{8,14}/.exec(first('TQ1-7', 'OBR-27.4', 'ORC-7.4'))?.[0].padEnd(14, '0') ?? '',
    status: 'OPEN',
    linkedStudy: undefined,
    messageTime: /^\d{0,14}/.exec(message.value('MSH-7'))?.[0] ?? '',
    receivedAt: now,
    eventId,
  };
}
