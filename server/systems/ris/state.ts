import type { Micros } from '../../core/clock.ts';
import { History, Table } from '../../core/state.ts';
import type { AuditEntry } from '../interface/audit.ts';
import { emptyOutbox, type OutboxState } from '../interface/outbox.ts';
import type { Allergy, PatientRecord, Provider, Visit } from '../interface/patient-record.ts';
import type { MessageVersion } from './settings.ts';

export type RisOrderStatus = 'ORDERED' | 'SCHEDULED' | 'CANCELED' | 'COMPLETED';

/** What the placer ordered, as read from its message. */
export interface OrderContent {
  readonly placer: string;
  /** ORC-3 of the message: valued for orders taken over from the former RIS. */
  readonly filler: string;
  readonly patient: PatientRecord;
  readonly visit: Visit;
  readonly allergies: readonly Allergy[];
  /** kg from the order's own OBX, '' when it has none. */
  readonly weight: string;
  readonly procedure: string;
  readonly priority: string;
  readonly requestedStart: Micros | undefined;
  readonly orderer: Provider;
  readonly phone: string;
  readonly reason: Coded;
  readonly danger: Coded;
  readonly clinicalInfo: string;
  readonly transport: string;
}

export interface Coded {
  readonly code: string;
  readonly text: string;
  readonly system: string;
}

/** An order with its numbers and its place in the schedule. Key: accession number. */
export interface RisOrder extends OrderContent {
  readonly accession: string;
  readonly requestedProcedureId: string;
  readonly spsId: string;
  readonly studyUid: string;
  readonly status: RisOrderStatus;
  /** '' while the order is not scheduled. */
  readonly resource: string;
  readonly start: Micros | undefined;
  readonly version: MessageVersion;
  readonly enteredBy: string;
  readonly receivedAt: Micros;
  readonly completedAt: Micros | undefined;
  /** Study of the exam as the archive reports it, where it is not the one that was scheduled. */
  readonly performedStudy?: string | undefined;
  /** When it was sent to be read. */
  readonly sentToRead?: Micros | undefined;
  readonly revision: number;
}

/** A slot kept for an order that is still to come, by placer number. */
export interface Reservation {
  readonly placer: string;
  readonly resource: string;
  readonly start: Micros;
  readonly version: MessageVersion | undefined;
}

export interface RisState {
  readonly orders: Table<RisOrder>;
  /** Accession by placer number. */
  readonly accessionByPlacer: Table<{ readonly accession: string }>;
  readonly reservations: Table<Reservation>;
  readonly audit: History<AuditEntry>;
  readonly outbox: OutboxState;
  /** Orders accepted so far; all numbers that the RIS assigns follow from it. */
  orderCount: number;
  nextControlId: number;
  /** When finished exams are sent to be read next; undefined while none waits. */
  readingAt: Micros | undefined;
}

export function emptyRis(): RisState {
  return {
    orders: new Table<RisOrder>(),
    accessionByPlacer: new Table<{ readonly accession: string }>(),
    reservations: new Table<Reservation>(),
    audit: new History<AuditEntry>(),
    outbox: emptyOutbox(),
    orderCount: 0,
    nextControlId: 4711,
    readingAt: undefined,
  };
}
