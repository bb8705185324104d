import type { Diagnostic } from './diagnostic.ts';
import type { UnknownItem, UserInformation } from './user-information.ts';

/** The seven PDU types of PS3.8 Table 9-10 ff., by the number in their first byte. */
export const pduType = {
  'associate-request': 0x01,
  'associate-accept': 0x02,
  'associate-reject': 0x03,
  data: 0x04,
  'release-request': 0x05,
  'release-reply': 0x06,
  abort: 0x07,
} as const;

export type PduKind = keyof typeof pduType;

/** A presentation context as proposed (PS3.8 9.3.2.2). `id` is odd, 1 to 255. */
export interface ProposedContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntaxes: readonly string[];
}

/** 0 acceptance, 1 user rejection, 2 no reason (provider), 3 abstract syntax, 4 transfer syntaxes not supported (9.3.3.2). */
export type ContextResult = 0 | 1 | 2 | 3 | 4;

/** A presentation context as answered. The transfer syntax means something only with result 0. */
export interface AnsweredContext {
  readonly id: number;
  readonly result: number;
  readonly transferSyntax: string;
}

/** What A-ASSOCIATE-RQ and -AC share. */
export interface AssociateFields {
  /** Bit 0 is version 1, the only one there is (PS3.8 9.3.2). */
  readonly protocolVersion: number;
  /** Without the leading and trailing spaces, which are not significant. In an acceptance the field is reserved. */
  readonly calledAeTitle: string;
  readonly callingAeTitle: string;
  readonly applicationContext: string;
  readonly userInformation: UserInformation;
  readonly unknownItems: readonly UnknownItem[];
}

/** PS3.8 9.3.2 */
export interface AssociateRequestPdu extends AssociateFields {
  readonly kind: 'associate-request';
  readonly contexts: readonly ProposedContext[];
}

/** PS3.8 9.3.3 */
export interface AssociateAcceptPdu extends AssociateFields {
  readonly kind: 'associate-accept';
  readonly contexts: readonly AnsweredContext[];
}

/** PS3.8 9.3.4; the numbers' meaning is in rejection.ts. */
export interface AssociateRejectPdu {
  readonly kind: 'associate-reject';
  readonly result: number;
  readonly source: number;
  readonly reason: number;
}

/** A presentation data value (PS3.8 9.3.5.1 and Annex E); the fragment stays in the parts it arrived in. */
export interface Pdv {
  readonly contextId: number;
  readonly isCommand: boolean;
  readonly isLast: boolean;
  readonly fragment: readonly Uint8Array[];
}

export interface DataPdu {
  readonly kind: 'data';
  readonly pdvs: readonly Pdv[];
}

export interface ReleaseRequestPdu {
  readonly kind: 'release-request';
}

export interface ReleaseReplyPdu {
  readonly kind: 'release-reply';
}

/** PS3.8 9.3.8; the numbers' meaning is in abort.ts. */
export interface AbortPdu {
  readonly kind: 'abort';
  readonly source: number;
  readonly reason: number;
}

export type Pdu =
  | AssociateRequestPdu
  | AssociateAcceptPdu
  | AssociateRejectPdu
  | DataPdu
  | ReleaseRequestPdu
  | ReleaseReplyPdu
  | AbortPdu;

/** A PDU as far as it could be read. It may be acted on only when `diagnostics` holds no error. */
export interface DecodedPdu {
  readonly pdu: Pdu | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export const pduHeaderLength = 6;

export function kindOfPduType(type: number): PduKind | undefined {
  switch (type) {
    case 0x01:
      return 'associate-request';
    case 0x02:
      return 'associate-accept';
    case 0x03:
      return 'associate-reject';
    case 0x04:
      return 'data';
    case 0x05:
      return 'release-request';
    case 0x06:
      return 'release-reply';
    case 0x07:
      return 'abort';
    default:
      return undefined;
  }
}
