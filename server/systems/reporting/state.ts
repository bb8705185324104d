import type { Micros } from '../../core/clock.ts';
import { History, Table } from '../../core/state.ts';
import type { AuditEntry } from '../interface/audit.ts';
import { emptyOutbox, type OutboxState } from '../interface/outbox.ts';

/**
 * WAITING      on the reading list
 * PRELIMINARY  sent, not signed (OBX-11 P)
 * FINAL        signed (OBX-11 F, or C where it replaces another)
 * WITHDRAWN    sent for the wrong patient or study: the receivers were told (OBX-11 W)
 */
export type ReportStage = 'WAITING' | 'PRELIMINARY' | 'FINAL' | 'WITHDRAWN';

/** One order on the reading list with what was reported. Key: filler order number. */
export interface ReportRow {
  readonly filler: string;
  readonly placer: string;
  readonly accession: string;
  /** The study that the RIS says was made for the order. */
  readonly studyUid: string;
  readonly patientId: string;
  /** Family and given name, for lists. */
  readonly patientName: string;
  readonly procedureCode: string;
  readonly procedureText: string;
  readonly modality: string;
  /** PID and PV1 as they go into the report, and OBR-16. */
  readonly pid: string;
  readonly pv1: string;
  readonly orderer: string;
  /** OBR-7, local time. */
  readonly performed: string;
  readonly stage: ReportStage;
  /** Something was sent and signed before: what follows corrects it. */
  readonly corrects: boolean;
  /** Nobody signs it by himself. */
  readonly held: boolean;
  readonly text: string;
  readonly radiologist: string;
  /** When it will be read or signed next; of what is finished when that was. */
  readonly due: Micros;
}

export interface ReportingState {
  readonly host: string;
  readonly reports: Table<ReportRow>;
  readonly audit: History<AuditEntry>;
  readonly outbox: OutboxState;
  /** Until then the radiologists have something to read. */
  busyUntil: Micros;
  nextControlId: number;
}

export function emptyReporting(host = 'rep01'): ReportingState {
  return {
    host,
    reports: new Table<ReportRow>(),
    audit: new History<AuditEntry>(),
    outbox: emptyOutbox(),
    busyUntil: 0,
    nextControlId: 77_101,
  };
}
