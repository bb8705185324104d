import type { Micros } from '../../core/clock.ts';
import { History, Table } from '../../core/state.ts';
import type { CommitmentReport } from '../../protocols/dimse/services/storage-commitment.ts';
import { emptyOutbox, type OutboxState } from '../interface/outbox.ts';
import type { MatchReason } from './match-rules.ts';

/** A patient of the index: from HL7 where the hospital announced one, else from the images. */
export interface PatientRow {
  /** `patientId@issuer` */
  readonly key: string;
  readonly patientId: string;
  readonly issuer: string;
  /** DICOM PN */
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly source: 'HL7' | 'image';
  readonly updatedAt: Micros;
}

export type OrderStatus = 'OPEN' | 'COMPLETED' | 'CANCELED';

/** A requested procedure as the RIS announced it (ORM^O01, OMI^O23). */
export interface OrderRow {
  /** The filler order number, which the RIS never gives twice. */
  readonly key: string;
  readonly filler: string;
  readonly placer: string;
  readonly accession: string;
  /** Namespace of the accession number; '' when the message named none. */
  readonly accessionIssuer: string;
  readonly studyUid: string;
  readonly requestedProcedureId: string;
  readonly spsId: string;
  readonly procedureCode: string;
  readonly procedureText: string;
  readonly modality: string;
  /** Resource or AE title of the scheduled station, as the message named it. */
  readonly station: string;
  readonly patientId: string;
  readonly issuer: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  /** `YYYYMMDDHHMMSS` local time of the scheduled start; '' when the message named none. */
  readonly scheduled: string;
  readonly status: OrderStatus;
  /** Study that fulfils it. */
  readonly linkedStudy: string | undefined;
  /** MSH-7 of the newest message heard. */
  readonly messageTime: string;
  readonly receivedAt: Micros;
  /** Journal event of the message. */
  readonly eventId: number;
}

/**
 * RECEIVING   images may still come
 * UNVERIFIED  in the queue, with its reason
 * VERIFIED    belongs to `orderKey`
 * REJECTED    hidden from queries by an IOCM rejection note; nothing is deleted
 * MERGED      emptied into another study
 */
export type StudyStatus = 'RECEIVING' | 'UNVERIFIED' | 'VERIFIED' | 'REJECTED' | 'MERGED';

export interface StudyRow {
  readonly studyUid: string;
  /** What the images' headers say now, coercion included. */
  readonly accession: string;
  readonly accessionIssuer: string;
  readonly patientId: string;
  readonly issuer: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly description: string;
  readonly studyDate: string;
  readonly studyTime: string;
  readonly studyId: string;
  readonly referring: string;
  readonly modalities: readonly string[];
  readonly seriesUids: readonly string[];
  readonly instanceUids: readonly string[];
  readonly status: StudyStatus;
  readonly reason: MatchReason | undefined;
  /** The reason in words: what was compared with what. */
  readonly detail: string;
  readonly orderKey: string | undefined;
  /** `match` for the rules, else the user who linked it; images that come later are coerced alike. */
  readonly linkedBy: string | undefined;
  readonly hold: { readonly by: string; readonly at: Micros; readonly note: string } | undefined;
  readonly rejectionRequest:
    | {
        readonly id: string;
        readonly by: string;
        readonly at: Micros;
        readonly title: RejectionTitle;
        readonly reason: string;
      }
    | undefined;
  readonly rejection: RejectionTitle | undefined;
  readonly mergedInto: string | undefined;
  readonly receivedAt: Micros;
  readonly lastReceivedAt: Micros;
  /** Calling AE title and host that sent the first image. */
  readonly fromAe: string;
  readonly fromHost: string;
  /** Counts every change; `basedOn` of an action must name it. */
  readonly revision: number;
}

export interface SeriesRow {
  readonly seriesUid: string;
  readonly studyUid: string;
  readonly modality: string;
  readonly number: string;
  readonly description: string;
  readonly bodyPart: string;
  readonly stationAe: string;
  readonly stationName: string;
  readonly instanceUids: readonly string[];
}

export interface InstanceRow {
  readonly sopUid: string;
  readonly sopClass: string;
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly number: string;
  readonly transferSyntax: string;
  /** The data set as stored, in parts; pixel data is a view of the sender's buffer, never a copy. */
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
  /** SHA-1 of the Pixel Data value, hex; '' without pixels. */
  readonly pixelSha1: string;
  /** Patient ID and accession number of the header as stored; a study must not hold two patients' images unnoticed. */
  readonly patientId: string;
  readonly accession: string;
  /** Rejected by a note of this title: kept, and hidden from queries. The note itself carries it too. */
  readonly rejected: RejectionTitle | undefined;
  /** SOP Instance UID of the copy that was made of it under the right order. */
  readonly correctedAs?: string;
  readonly receivedAt: Micros;
  readonly fromAe: string;
  /** Journal event of the C-STORE-RQ; 0 for what the archive made itself. */
  readonly eventId: number;
}

/** An instance that was refused and put aside as evidence. */
export interface QuarantineRow {
  readonly id: string;
  readonly sopUid: string;
  readonly studyUid: string;
  readonly at: Micros;
  readonly fromAe: string;
  readonly reason: string;
  readonly pixelSha1: string;
  readonly transferSyntax: string;
  readonly parts: readonly Uint8Array[];
}

/** Rejection note titles of CID 7010 (PS3.16; IHE RAD IOCM). */
export type RejectionTitle = '113001' | '113037' | '113038' | '113039';

export const rejectionTitles: Readonly<Record<RejectionTitle, string>> = {
  '113001': 'Rejected for Quality Reasons',
  '113037': 'Rejected for Patient Safety Reasons',
  '113038': 'Incorrect Modality Worklist Entry',
  '113039': 'Data Retention Policy Expired',
};

export type ActionKind =
  | 'link'
  | 'correct'
  | 'merge'
  | 'move-to-patient'
  | 'move-series'
  | 'reject'
  | 'request-rejection'
  | 'decline-rejection'
  | 'hold'
  | 'release'
  | 'rematch';

/** Rows as they were before an action; undefined: there was none. */
export interface Before {
  readonly studies: readonly { readonly key: string; readonly row: StudyRow | undefined }[];
  readonly series: readonly { readonly key: string; readonly row: SeriesRow | undefined }[];
  readonly instances: readonly { readonly key: string; readonly row: InstanceRow | undefined }[];
  /** Only the tie between order and study is undone; what the RIS said meanwhile stays. */
  readonly orders: readonly {
    readonly key: string;
    readonly status: OrderStatus;
    readonly linkedStudy: string | undefined;
  }[];
}

export interface ActionRow {
  readonly id: string;
  readonly kind: ActionKind;
  readonly user: string;
  readonly at: Micros;
  readonly title: string;
  readonly reason: string;
  readonly before: Before;
  /** Revisions of the studies touched, after the action: undo is possible while they still hold. */
  readonly after: readonly { readonly studyUid: string; readonly revision: number }[];
  readonly undone: { readonly by: string; readonly at: Micros } | undefined;
}

export interface AuditEntry {
  readonly at: Micros;
  readonly user: string;
  /** `link`, `undo link`, `match`, `refused`, `deploy` … */
  readonly what: string;
  readonly object: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

/** How far a study has got on its way to another archive. Key: `studyUid|AE title`. */
export interface CopyRow {
  readonly studyUid: string;
  /** AE title of the archive. */
  readonly to: string;
  /** Revision of the study that was last tried, and the last one that arrived whole. */
  readonly revision: number;
  readonly sentRevision: number | undefined;
  readonly status: 'SENT' | 'FAILED';
  readonly attempts: number;
  readonly images: number;
  /** Why it failed, '' when it did not. */
  readonly detail: string;
  readonly at: Micros;
}

/** A commitment that is still to be reported, by transaction UID (that of a duplicate with a word behind it). */
export interface CommitmentRow {
  /** AE title that asked. */
  readonly to: string;
  readonly report: CommitmentReport;
  readonly attempts: number;
}

export interface PacsState {
  readonly host: string;
  readonly patients: Table<PatientRow>;
  readonly orders: Table<OrderRow>;
  readonly studies: Table<StudyRow>;
  readonly series: Table<SeriesRow>;
  readonly instances: Table<InstanceRow>;
  readonly quarantine: Table<QuarantineRow>;
  readonly actions: Table<ActionRow>;
  readonly copies: Table<CopyRow>;
  readonly commitments: Table<CommitmentRow>;
  /** Rounds of copying that are planned, by rule. */
  readonly rounds: Table<{ readonly at: Micros }>;
  readonly audit: History<AuditEntry>;
  /** Reports to the RIS. */
  readonly outbox: OutboxState;
  nextControl: number;
  nextAction: number;
  nextQuarantine: number;
  nextUid: number;
}

export function emptyPacs(host = 'pacs01'): PacsState {
  return {
    host,
    patients: new Table<PatientRow>(),
    orders: new Table<OrderRow>(),
    studies: new Table<StudyRow>(),
    series: new Table<SeriesRow>(),
    instances: new Table<InstanceRow>(),
    quarantine: new Table<QuarantineRow>(),
    actions: new Table<ActionRow>(),
    copies: new Table<CopyRow>(),
    commitments: new Table<CommitmentRow>(),
    rounds: new Table<{ readonly at: Micros }>(),
    audit: new History<AuditEntry>(),
    outbox: emptyOutbox(),
    nextControl: 1,
    nextAction: 1,
    nextQuarantine: 1,
    nextUid: 1,
  };
}

export function patientKey(patientId: string, issuer: string): string {
  return `${patientId}@${issuer}`;
}
