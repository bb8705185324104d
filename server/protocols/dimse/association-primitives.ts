import type { Abort } from './abort.ts';
import type { Diagnostic } from './diagnostic.ts';
import { dimseLimits } from './limits.ts';
import type { AcceptedContext } from './message-assembler.ts';
import type { DimseMessage, MessageStart } from './message.ts';
import type { AnsweredContext, AssociateAcceptPdu, AssociateRequestPdu, ProposedContext } from './pdu.ts';
import type { Rejection } from './rejection.ts';
import type { AssociationState } from './state-table.ts';
import { implementation } from './uids.ts';
import type { UserInformation } from './user-information.ts';

/** What the transport must do. */
export type Effect =
  | { readonly kind: 'send'; readonly parts: readonly Uint8Array[] }
  | { readonly kind: 'close' }
  | { readonly kind: 'start-artim'; readonly micros: number }
  | { readonly kind: 'stop-artim' };

export type Indication =
  /** Answer with accept() or reject(). */
  | {
      readonly kind: 'associate-request';
      readonly request: AssociateRequestPdu;
      readonly diagnostics: readonly Diagnostic[];
    }
  /** `contexts` holds those that may be used, by id; it can be empty. */
  | {
      readonly kind: 'associate-accept';
      readonly acceptance: AssociateAcceptPdu;
      readonly contexts: ReadonlyMap<number, AcceptedContext>;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: 'associate-reject'; readonly rejection: Rejection }
  /** Only with the option `announceMessages`: the command has come, its data set will. Answer with receiveDataSet(). */
  | ({ readonly kind: 'message-start' } & MessageStart)
  /** Only after receiveDataSet('pass'): bytes of the data set; the last of them come with `message`. */
  | { readonly kind: 'data-set-part'; readonly contextId: number; readonly parts: readonly Uint8Array[] }
  | ({ readonly kind: 'message' } & DimseMessage)
  /** Answer with respondRelease(). `collision`: both sides asked at once (PS3.8 9.2.3, Sta9/Sta10). */
  | { readonly kind: 'release-request'; readonly collision: boolean }
  | { readonly kind: 'release-confirm' }
  /** The peer's user aborted (A-ABORT indication). */
  | { readonly kind: 'abort'; readonly abort: Abort }
  /**
   * A-P-ABORT: `by` the peer's provider, our own (`diagnostic` says why; `abort` is what was sent), or the transport.
   * In Sta2 the standard indicates nothing; we do, so that a log can say what came in instead of an A-ASSOCIATE-RQ.
   */
  | {
      readonly kind: 'provider-abort';
      readonly by: 'peer' | 'local' | 'transport';
      readonly abort: Abort;
      readonly state: AssociationState;
      readonly diagnostic: Diagnostic | undefined;
    }
  /** A request the provider itself refused (AE-6): wrong protocol version or application context. */
  | { readonly kind: 'provider-reject'; readonly request: AssociateRequestPdu; readonly rejection: Rejection }
  /** The machine is idle for good. */
  | { readonly kind: 'closed'; readonly cause: 'peer' | 'local' | 'artim' };

export type PrimitiveResult =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      /**
       * `data-set`: the command announces one and none was given, or the reverse. `message-open`: a message begun with
       * beginMessage() is not at its end, or the reverse.
       */
      readonly reason: 'state' | 'context-not-accepted' | 'data-set' | 'message-open';
      readonly state: AssociationState;
    };

export interface AssociationOptions {
  /** Announced to the peer and enforced, in bytes of variable field; 0 announces "unlimited". */
  readonly maxPduLength?: number;
  readonly artimMicros?: number;
  /** Longest data set to take; at most, and unless told otherwise, `dimseLimits.dataSetLength`. */
  readonly maxDataSetLength?: number;
  /** Tells `message-start` when a command has come whose data set is still to come. */
  readonly announceMessages?: boolean;
  readonly implementationClassUid?: string;
  /** '' sends none. */
  readonly implementationVersionName?: string;
}

/** What the user may negotiate besides contexts (PS3.7 D.3.3). */
export type NegotiatedUserInformation = Partial<
  Pick<UserInformation, 'roleSelections' | 'extendedNegotiations' | 'commonExtendedNegotiations' | 'unknownItems'>
> &
  Pick<UserInformation, 'asynchronousOperations'>;

/** An A-ASSOCIATE request. Application context and protocol version are the DICOM ones unless a fault is staged. */
export interface AssociateRequestParameters extends NegotiatedUserInformation, Pick<UserInformation, 'userIdentity'> {
  readonly calledAeTitle: string;
  readonly callingAeTitle: string;
  /** See `proposeContexts` in negotiation.ts. */
  readonly contexts: readonly ProposedContext[];
  readonly applicationContext?: string;
  readonly protocolVersion?: number;
}

/** An accepting A-ASSOCIATE response. A proposed asynchronous operations window is answered with 1,1 unless given. */
export interface AssociateAcceptParameters
  extends NegotiatedUserInformation, Pick<UserInformation, 'userIdentityResponse'> {
  /** See `negotiate` in negotiation.ts. */
  readonly contexts: readonly AnsweredContext[];
}

/** What we announce as the longest P-DATA-TF variable field to take. */
export function announcedPduLength(options: AssociationOptions): number {
  return options.maxPduLength ?? dimseLimits.announcedPduLength;
}

/** The User Information both A-ASSOCIATE-RQ and -AC carry. */
export function ownUserInformation(
  options: AssociationOptions,
  negotiated: NegotiatedUserInformation,
): UserInformation {
  const versionName = options.implementationVersionName ?? implementation.versionName;
  const { asynchronousOperations } = negotiated;
  return {
    maxPduLength: announcedPduLength(options),
    implementationClassUid: options.implementationClassUid ?? implementation.classUid,
    ...(versionName === '' ? {} : { implementationVersionName: versionName }),
    ...(asynchronousOperations === undefined ? {} : { asynchronousOperations }),
    roleSelections: negotiated.roleSelections ?? [],
    extendedNegotiations: negotiated.extendedNegotiations ?? [],
    commonExtendedNegotiations: negotiated.commonExtendedNegotiations ?? [],
    unknownItems: negotiated.unknownItems ?? [],
  };
}
