import type { Micros } from '../core/clock.ts';
import type { DataSet } from '../protocols/dicom/data-set.ts';
import type { ProposedContext } from '../protocols/dimse/pdu.ts';
import type { Rejection } from '../protocols/dimse/rejection.ts';
import type { NRequest } from '../protocols/dimse/services/n-service.ts';
import type { RoleSelection, UserIdentity } from '../protocols/dimse/user-information.ts';

/** Whom a provider talks to, and about which message. */
export interface DicomCall {
  readonly callingAe: string;
  readonly calledAe: string;
  readonly remoteHost: string;
  readonly connectionId: number;
  /** Journal event of the request. */
  readonly eventId: number;
  readonly sopClass: string;
  readonly transferSyntax: string;
}

export interface AssociationProposal {
  readonly callingAe: string;
  readonly calledAe: string;
  readonly remoteHost: string;
  readonly remoteAddress: string;
  readonly contexts: readonly ProposedContext[];
  readonly roleSelections: readonly RoleSelection[];
  readonly userIdentity: UserIdentity | undefined;
}

export type ProposalVerdict =
  | {
      readonly kind: 'accept';
      /** An abstract syntax with the transfer syntaxes taken for it, the preferred first. */
      readonly supported: ReadonlyMap<string, readonly string[]>;
      /** Roles the other side may play, by SOP class: C-GET needs it to be SCP of what it wants to get. */
      readonly roles?: ReadonlyMap<string, { readonly scu: boolean; readonly scp: boolean }>;
      /** Server Response (0x59) to a user identity that asked for one. */
      readonly userIdentityResponse?: Uint8Array;
    }
  | ({ readonly kind: 'reject' } & Rejection);

/** One match: the identifier as a data set, or already encoded in the transfer syntax of the call. */
export interface FoundMatch {
  readonly data: DataSet | readonly Uint8Array[];
  /** FF01: an optional key of the query is not supported. FF00 unless given. */
  readonly status?: 0xff00 | 0xff01;
}

/** An operation that is not begun: its status, with a comment for Error Comment (0000,0902). */
export interface FailedAnswer {
  readonly kind: 'failed';
  readonly status: number;
  readonly comment: string;
}

export type FindAnswer = Iterable<FoundMatch> | FailedAnswer;

export interface StoredInstance {
  readonly sopUid: string;
  readonly dataSet: DataSet;
  /** The bytes as they came; views of the sender's buffers. */
  readonly parts: readonly Uint8Array[];
}

/** An instance to be sent by C-STORE on behalf of a C-MOVE or C-GET. */
export interface RetrievedInstance {
  readonly sopClass: string;
  readonly sopUid: string;
  /** Transfer syntax of `dataSet` as it is kept; one that is compressed is sent in that syntax or not at all. */
  readonly transferSyntax: string;
  readonly dataSet: DataSet;
}

export type GetAnswer = { readonly kind: 'retrieve'; readonly instances: readonly RetrievedInstance[] } | FailedAnswer;

export type MoveAnswer =
  | {
      readonly kind: 'retrieve';
      readonly instances: readonly RetrievedInstance[];
      /** Where the destination's AE title is reached. */
      readonly target: { readonly host: string; readonly port: number };
      /** AE title the sub-operations call themselves; that of the C-MOVE's called one unless given. */
      readonly callingAe?: string;
    }
  | FailedAnswer;

export interface NCall extends DicomCall {
  /** '' when an N-CREATE leaves it to the provider. */
  readonly sopUid: string;
  /** Event Type ID or Action Type ID. */
  readonly typeId: number;
  /** Attributes an N-GET asks for; [] asks for all. */
  readonly attributes: NRequest['attributes'];
}

export interface NAnswer {
  readonly status: number;
  readonly comment?: string;
  /** Error ID (0000,0903). */
  readonly errorId?: number;
  /** Attribute Identifier List (0000,1005). */
  readonly attributes?: readonly number[];
  /** UID an N-CREATE's provider chose. */
  readonly sopUid?: string;
  readonly dataSet?: DataSet;
  /** An N-EVENT-REPORT that is to follow on the same association, after the response. */
  readonly report?: EventReport;
}

export interface EventReport {
  readonly sopClass: string;
  readonly sopUid: string;
  readonly eventTypeId: number;
  readonly dataSet: DataSet;
  /** µs after the response. */
  readonly after: Micros;
  /** Called once: with the status of the response, or without when the association ended first. */
  readonly done: (status: number | undefined) => void;
}

type NProvider = (call: NCall, dataSet: DataSet | undefined) => NAnswer;

/** What a system offers on a port. What it lacks is answered 0211H (unrecognized operation). */
export interface DicomProvider {
  readonly accept: (proposal: AssociationProposal) => ProposalVerdict;
  readonly echo?: (call: DicomCall) => number;
  readonly find?: (call: DicomCall, identifier: DataSet) => FindAnswer;
  readonly store?: (
    call: DicomCall,
    instance: StoredInstance,
  ) => { readonly status: number; readonly comment?: string };
  readonly move?: (call: DicomCall, identifier: DataSet, destination: string) => MoveAnswer;
  readonly get?: (call: DicomCall, identifier: DataSet) => GetAnswer;
  /** N-CREATE */
  readonly create?: NProvider;
  /** N-SET */
  readonly set?: NProvider;
  /** N-GET */
  readonly read?: NProvider;
  /** N-DELETE */
  readonly remove?: NProvider;
  /** N-ACTION */
  readonly action?: NProvider;
  /** N-EVENT-REPORT that comes on an association the other side opened. */
  readonly eventReport?: NProvider;
  /** The association is over, however it ended. Called once for every accepted association. */
  readonly ended?: (
    call: Omit<DicomCall, 'eventId' | 'sopClass' | 'transferSyntax'>,
    how: 'released' | 'aborted',
  ) => void;
}
