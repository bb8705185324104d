import type { Micros } from '../../core/clock.ts';
import { Table } from '../../core/state.ts';
import type { PerformedStepStatus } from '../../protocols/dimse/services/mpps.ts';

/** One line of the console's list: a worklist item as it was received, and what the console shows of it. */
export interface WorklistEntry {
  readonly spsId: string;
  readonly studyUid: string;
  readonly accession: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly sex: string;
  /** `YYYYMMDD` and `HHMMSS` as received. */
  readonly date: string;
  readonly time: string;
  readonly stationAe: string;
  readonly modality: string;
  readonly description: string;
  readonly procedureCode: string;
  /** The identifier, Explicit VR Little Endian. */
  readonly parts: readonly Uint8Array[];
}

export interface LocalImage {
  readonly sopUid: string;
  readonly sopClass: string;
  readonly pixelSha1: string;
  /** Explicit VR Little Endian; pixel data by reference to the shared picture. */
  readonly parts: readonly Uint8Array[];
}

/**
 * QUERYING         asks the worklist for the patient
 * NOT_ON_WORKLIST  the list does not have the patient: nothing was done
 * ACQUIRING        images are being made until `due`
 * SENDING          on the way to the archive, or waiting for the next attempt
 * SENT             the archive has taken every image
 * DISCONTINUED     broken off before the first image
 * FAILED           the archive refused, or could not be reached often enough; images stay here
 */
export type ExamStage = 'QUERYING' | 'NOT_ON_WORKLIST' | 'ACQUIRING' | 'SENDING' | 'SENT' | 'DISCONTINUED' | 'FAILED';

/** What the console reports of an examination by MPPS. */
export interface PerformedStep {
  readonly sopUid: string;
  /** Performed Procedure Step ID (0040,0253). */
  readonly stepId: string;
  /** How the examination stands here. */
  readonly status: PerformedStepStatus;
  /** What the provider has taken so far; undefined while it has not heard of the step. */
  readonly told: PerformedStepStatus | undefined;
  /** Why the last report failed, '' when it did not. */
  readonly problem: string;
}

/** What is known of whether the archive keeps an examination's images. */
export interface ExamCommitment {
  readonly transactionUid: string;
  /** ASKED: the report has not come yet. NOT ASKED: the request was not taken, see `detail`. */
  readonly state: 'ASKED' | 'COMMITTED' | 'FAILED' | 'NOT ASKED';
  readonly detail: string;
  /** Requests so far. */
  readonly attempts: number;
  readonly at: Micros;
}

/** One series of an examination's protocol. */
export interface PlannedSeries {
  readonly number: number;
  readonly description: string;
  readonly images: number;
}

/** An examination at this scanner, and from ACQUIRING on its study on the local disk. */
export interface ExamRow {
  readonly id: string;
  readonly origin: 'worklist' | 'typed' | 'resend';
  /** Of a resend: the exam whose images it sends. */
  readonly sourceExam: string | undefined;
  readonly stage: ExamStage;
  readonly operator: string;
  readonly startedAt: Micros;
  /** End of the acquisition. */
  readonly due: Micros;
  readonly spsId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly accession: string;
  readonly studyUid: string;
  readonly description: string;
  readonly imageCount: number;
  /** Who truly lies there and what is examined, where the entry taken says otherwise: only pictures and protocol tell. */
  readonly onTable?: { readonly patientId: string; readonly procedureCode: string } | undefined;
  /** The series it is made of, where the protocol says so; one for all images otherwise. */
  readonly series?: readonly PlannedSeries[];
  /** The item it was taken from; undefined for what was typed by hand. */
  readonly item: WorklistEntry | undefined;
  readonly typed: TypedPatient | undefined;
  readonly images: readonly LocalImage[];
  /** Undefined where the console does not report what it performs. */
  readonly step: PerformedStep | undefined;
  /** Undefined until the archive was asked. */
  readonly commitment: ExamCommitment | undefined;
  readonly attempts: number;
  readonly sentAt: Micros | undefined;
  readonly detail: string;
}

/** What an operator types when there is no worklist entry. Any field may be empty or wrong. */
export interface TypedPatient {
  readonly patientId: string;
  readonly issuer: string;
  /** DICOM PN */
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly accession: string;
  readonly procedureCode: string;
  readonly description: string;
}

export interface ModalityState {
  readonly host: string;
  readonly exams: Table<ExamRow>;
  /** What the last query returned. Replaced whole. */
  worklist: readonly WorklistEntry[];
  queriedAt: Micros | undefined;
  /** Why the last query failed, '' when it did not. */
  queryProblem: string;
  /** When the archive is asked for commitment next; undefined while nothing waits. */
  commitAt: Micros | undefined;
  nextExam: number;
  nextUid: number;
}

export function emptyModality(host: string): ModalityState {
  return {
    host,
    exams: new Table<ExamRow>(),
    worklist: [],
    queriedAt: undefined,
    queryProblem: '',
    commitAt: undefined,
    nextExam: 1,
    nextUid: 1,
  };
}
