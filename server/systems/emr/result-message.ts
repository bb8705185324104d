import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { readPatient } from '../interface/patient-record.ts';
import type { ChartRow, ResultRow, ResultStatus } from './state.ts';

/** Why a result cannot be filed, with the field: becomes ERR of an AE. */
export interface ContentProblem {
  readonly segment: string;
  readonly field: number;
  readonly text: string;
  readonly error: 'required-field' | 'table-value' | 'unknown-key';
}

export const isProblem = (value: object): value is ContentProblem => 'error' in value;

/** At most this many OBX are read from one message. */
const mostObservations = 50;

/** Table 0123 (OBR-25): what the whole report is. */
const ofOrder: Readonly<Record<string, ResultStatus>> = { P: 'PRELIMINARY', F: 'FINAL', C: 'CORRECTED' };
const STUDY = '113014';

/** The chart of PID: the identifier of this authority and of type MR; no other is ever taken for it. */
export function readChart(message: Hl7Message, authority: string): ChartRow | ContentProblem {
  const patient = readPatient(message);
  const own = patient.identifiers.find(
    (each) => each.authority.namespace === authority && each.type === 'MR' && each.id !== '',
  );
  if (!own) {
    return { segment: 'PID', field: 3, text: `no medical record number of ${authority}`, error: 'required-field' };
  }
  return {
    key: `${own.id}@${authority}`,
    patientId: own.id,
    issuer: authority,
    name: [patient.name.family, patient.name.given].filter(Boolean).join('^'),
    birthDate: patient.birthDate.slice(0, 8),
    sex: patient.sex,
  };
}

export type ReadResult = Omit<ResultRow, 'chart' | 'filedAt' | 'messages' | 'eventId'>;

/**
 * The result of ORU^R01. OBX-11 decides what becomes of each part (HL7 2.5.1 table 0085): W marks the text as posted for
 * the wrong patient, D deletes the link to the study; anything else stands as OBR-25 says.
 */
export function readResult(message: Hl7Message): ReadResult | ContentProblem {
  const filler = message.value('OBR-3.1') || message.value('ORC-3.1');
  if (filler === '') return { segment: 'OBR', field: 3, text: 'filler order number missing', error: 'required-field' };
  const status = ofOrder[message.value('OBR-25')];
  if (!status) {
    return { segment: 'OBR', field: 25, text: `result status "${message.value('OBR-25')}"`, error: 'table-value' };
  }
  const count = Math.min(message.segmentCount('OBX'), mostObservations);
  const texts: string[] = [];
  let studyUid = '';
  let isWrong = false;
  for (let n = 1; n <= count; n++) {
    const state = message.value(`OBX[${n}]-11`);
    const value = message.value(`OBX[${n}]-5`);
    if (message.value(`OBX[${n}]-3.1`) === STUDY) {
      if (state !== 'D' && state !== 'W') studyUid = message.value(`OBX[${n}]-5.1`);
    } else {
      isWrong ||= state === 'W';
      if (state !== 'D') texts.push(value);
    }
  }
  return {
    filler,
    placer: message.value('OBR-2.1') || message.value('ORC-2.1'),
    accession: message.value('OBR-18.1'),
    procedureCode: message.value('OBR-4.1'),
    procedureText: message.value('OBR-4.2'),
    status: isWrong ? 'WRONG' : status,
    text: texts.join('\n'),
    studyUid: isWrong ? '' : studyUid,
    author: [message.value('OBR-32.1.2'), message.value('OBR-32.1.3')].filter(Boolean).join('^'),
    messageTime: /^\d{0,14}/.exec(message.value('MSH-7'))?.[0] ?? '',
  };
}
