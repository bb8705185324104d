import type { Micros } from '../../core/clock.ts';
import { History, Table } from '../../core/state.ts';
import type { AuditEntry } from '../interface/audit.ts';
import { emptyOutbox, type OutboxState } from '../interface/outbox.ts';
import type { Allergy, PatientRecord, Provider, Visit } from '../interface/patient-record.ts';

/** A registered patient, by MRN. */
export interface HisPatient {
  readonly mrn: string;
  readonly patient: PatientRecord;
  readonly visit: Visit;
  readonly allergies: readonly Allergy[];
  /** Decimal text in kg, or with its unit behind it: `158 [lb_av]`; '' not known. */
  readonly weight: string;
  readonly registeredAt: Micros;
  readonly revision: number;
}

/** What the ordering physician says; times are instants. */
export interface OrderDetails {
  /** Local procedure code of the HIS. */
  readonly procedure: string;
  /** HL7 table 0485 as used here: S, A, R, P, C, T. */
  readonly priority: string;
  /** When the exam is wanted; undefined: as soon as possible. */
  readonly requestedStart: Micros | undefined;
  readonly orderer: Provider;
  readonly phone: string;
  /** Code and text of the reason, ICD-10. */
  readonly reason: { readonly code: string; readonly text: string };
  /** OBR-12 danger code and text, '' none. */
  readonly danger: { readonly code: string; readonly text: string };
  /** OBR-13 relevant clinical information. */
  readonly clinicalInfo: string;
  /** Table 0124: WALK, WHLC, CART, PORT. */
  readonly transport: string;
  /** Weight to be sent with the order itself, as in `HisPatient`; '' leaves it to the ADT message. */
  readonly weight: string;
}

export type HisOrderStatus = 'PLACED' | 'ACCEPTED' | 'CANCEL_REQUESTED' | 'CANCELED' | 'COMPLETED';

/** An order, by placer number. */
export interface HisOrder {
  readonly placer: string;
  readonly mrn: string;
  /** '' until the RIS has told it; from the start on for an order taken over from the former RIS. */
  readonly filler: string;
  readonly details: OrderDetails;
  readonly status: HisOrderStatus;
  readonly placedAt: Micros;
  readonly placedBy: string;
  readonly revision: number;
}

export interface HisState {
  readonly patients: Table<HisPatient>;
  readonly orders: Table<HisOrder>;
  readonly audit: History<AuditEntry>;
  readonly outbox: OutboxState;
  /** Counts patients that got their number here. */
  patientCount: number;
  nextVisit: number;
  nextPlacer: number;
  nextControlId: number;
}

export function emptyHis(): HisState {
  return {
    patients: new Table<HisPatient>(),
    orders: new Table<HisOrder>(),
    audit: new History<AuditEntry>(),
    outbox: emptyOutbox(),
    patientCount: 0,
    nextVisit: 900_331,
    nextPlacer: 700_123,
    nextControlId: 98_801,
  };
}
