import type { Micros } from '../../core/clock.ts';
import { History, Table } from '../../core/state.ts';
import type { PerformedStepStatus } from '../../protocols/dimse/services/mpps.ts';
import type { AuditEntry } from '../interface/audit.ts';

/** Scheduled Procedure Step Status (0040,0020) as this server keeps it. */
export type StepStatus = 'SCHEDULED' | 'IN PROGRESS' | 'COMPLETED' | 'CANCELED' | 'DISCONTINUED';

/** One scheduled step. Key: Study Instance UID and SPS ID, `uid|sps`. */
export interface WorklistRow {
  readonly key: string;
  readonly studyUid: string;
  readonly spsId: string;
  readonly patientId: string;
  readonly filler: string;
  readonly status: StepStatus;
  /** Scheduled Station AE Titles (0040,0001) of its steps, in upper case: what nearly every query asks for first. */
  readonly stations: readonly string[];
  /** The item, Explicit VR Little Endian. */
  readonly parts: readonly Uint8Array[];
  /** MSH-7 of the newest message about it. */
  readonly messageTime: string;
  /** Journal event of that message; 0 after an edit by hand. */
  readonly eventId: number;
  readonly updatedAt: Micros;
  readonly editedBy: string | undefined;
  readonly revision: number;
}

/** A Modality Performed Procedure Step: an examination as its scanner reports it. Key: its SOP Instance UID. */
export interface PerformedStepRow {
  readonly sopUid: string;
  readonly status: PerformedStepStatus;
  /** Performed Procedure Step ID (0040,0253). */
  readonly stepId: string;
  /** Performed Station AE Title (0040,0241). */
  readonly stationAe: string;
  readonly patientId: string;
  /** The scheduled steps that it performs; step ID '' for an examination that nobody scheduled. */
  readonly steps: readonly { readonly studyUid: string; readonly spsId: string }[];
  /** Of `created` and `changes`: what N-CREATE and each N-SET said, as it came. */
  readonly transferSyntax: string;
  readonly created: readonly Uint8Array[];
  readonly changes: readonly (readonly Uint8Array[])[];
  readonly beganAt: Micros;
  readonly endedAt: Micros | undefined;
  /** Images that it lists. */
  readonly images: number;
}

/** Weight that ADT told, joined to orders that come without one (hl7-to-mwl.md, precedence). */
export interface HeldPatient {
  readonly patientId: string;
  readonly kilograms: string;
  readonly source: string;
}

export interface WorklistState {
  readonly items: Table<WorklistRow>;
  readonly patients: Table<HeldPatient>;
  readonly performed: Table<PerformedStepRow>;
  readonly audit: History<AuditEntry>;
  nextControlId: number;
  received: number;
  refused: number;
}

export function emptyWorklist(): WorklistState {
  return {
    items: new Table<WorklistRow>(),
    patients: new Table<HeldPatient>(),
    performed: new Table<PerformedStepRow>(),
    audit: new History<AuditEntry>(),
    nextControlId: 917,
    received: 0,
    refused: 0,
  };
}
