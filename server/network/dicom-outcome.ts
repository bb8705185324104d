import type { Micros } from '../core/clock.ts';
import type { DataSet } from '../protocols/dicom/data-set.ts';
import type { SubOperationCounts } from '../protocols/dimse/services/retrieve.ts';
import type { RoleSelection, UserIdentity } from '../protocols/dimse/user-information.ts';
import type { OpenAssociation } from './dicom-association.ts';
import type { BusinessKeys } from './journal.ts';

/** The requesting side of a DICOM association between two hosts. */
export interface AssociationRequest {
  /** Host that opens the connection. */
  readonly from: string;
  readonly callingAe: string;
  readonly calledAe: string;
  readonly target: { readonly host: string; readonly port: number };
  readonly contexts: readonly { readonly abstractSyntax: string; readonly transferSyntaxes: readonly string[] }[];
  /** µs to wait for each answer; at most five minutes. */
  readonly timeout: Micros;
  /** What the association is about, for the journal when it fails. */
  readonly keys?: BusinessKeys;
  /**
   * Roles by SOP class (PS3.7 D.3.3.4): `{scu: false, scp: true}` for what is to come back by C-GET, and for the
   * commitment class when the archive itself opens the association on which it reports.
   */
  readonly roleSelections?: readonly RoleSelection[];
  readonly userIdentity?: UserIdentity;
}

export type AssociationOutcome =
  | { readonly kind: 'open'; readonly association: OpenAssociation }
  | {
      readonly kind: 'rejected';
      readonly result: number;
      readonly source: number;
      readonly reason: number;
      /** The words of PS3.8 Table 9-21: `called-AE-title-not-recognized`. */
      readonly text: string;
      readonly eventId: number;
    }
  | {
      readonly kind: 'refused' | 'timed-out' | 'unknown-host' | 'aborted';
      readonly detail: string;
      readonly eventId: number;
    };

/** Why an operation has no response. After anything but `no-context` the association is gone. */
export interface OperationFailure {
  readonly kind: 'no-context' | 'aborted' | 'timed-out';
  readonly detail: string;
  readonly eventId: number;
}

export interface OperationAnswer {
  readonly kind: 'answered';
  /** (0000,0900) of the final response. */
  readonly status: number;
  readonly errorComment: string;
  /** Journal event of the request. */
  readonly eventId: number;
}

export type OperationResult = OperationAnswer | OperationFailure;

/** `results` holds the identifiers of the pending responses, in order, and is there even when the end is a failure. */
export type FindResult = (OperationAnswer & { readonly results: readonly DataSet[] }) | OperationFailure;

/** `counts` of the final response; `failed` are the UIDs it lists. */
export type RetrieveResult =
  | (OperationAnswer & {
      readonly counts: SubOperationCounts;
      readonly failed: readonly string[];
      /** Counts of the pending responses, in order. */
      readonly progress: readonly SubOperationCounts[];
    })
  | OperationFailure;

export type NResult =
  | (OperationAnswer & {
      readonly errorId: number | undefined;
      /** Attribute Identifier List (0000,1005). */
      readonly attributes: readonly number[];
      /** UID the other side chose, or repeats. */
      readonly sopUid: string;
      readonly dataSet: DataSet | undefined;
    })
  | OperationFailure;

/** An N-EVENT-REPORT of the other side; it has been answered with success. */
export interface ReceivedReport {
  readonly sopClass: string;
  readonly sopUid: string;
  readonly eventTypeId: number;
  readonly dataSet: DataSet | undefined;
  readonly eventId: number;
}

/** Which instance an N-service is about. */
export interface NTarget {
  readonly sopClass: string;
  readonly sopUid?: string;
  /** Presentation context to use, where it is not that of `sopClass` (MPPS Retrieve, PS3.4 F.8). */
  readonly contextClass?: string;
  /** For the journal, where the data set states none. */
  readonly keys?: BusinessKeys;
}
