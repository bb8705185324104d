import type { Diagnostics } from './diagnostic.ts';
import type { ItemReader, ItemWriter } from './pdu-item.ts';

/** Which roles the association requestor plays, or may play, for a SOP class (PS3.7 D.3.3.4). */
export interface RoleSelection {
  readonly sopClassUid: string;
  readonly scu: boolean;
  readonly scp: boolean;
}

/** Service-class specific bytes for a SOP class (PS3.7 D.3.3.5). */
export interface ExtendedNegotiation {
  readonly sopClassUid: string;
  readonly applicationInformation: Uint8Array;
}

/** PS3.7 D.3.3.6: a SOP class, the service class it belongs to and the general classes it may be treated as. */
export interface CommonExtendedNegotiation {
  readonly sopClassUid: string;
  readonly serviceClassUid: string;
  readonly relatedGeneralSopClassUids: readonly string[];
}

/** PS3.7 D.3.3.7. `type`: 1 user name, 2 user name and passcode, 3 Kerberos ticket, 4 SAML assertion, 5 JSON web token. */
export interface UserIdentity {
  readonly type: number;
  readonly positiveResponseRequested: boolean;
  readonly primary: Uint8Array;
  readonly secondary: Uint8Array;
}

/** Operations that may be outstanding at once; 0 means unlimited (PS3.7 D.3.3.3). */
export interface AsynchronousOperations {
  readonly invoked: number;
  readonly performed: number;
}

/** An item no table knows, kept for display. */
export interface UnknownItem {
  readonly itemType: number;
  readonly bytes: Uint8Array;
}

/**
 * The User Information item of A-ASSOCIATE-RQ and -AC (PS3.8 9.3.2.3, PS3.7 D.3.3). Absent fields were not sent.
 * `userIdentity` occurs in requests only, `userIdentityResponse` in acceptances only.
 */
export interface UserInformation {
  /** Longest P-DATA-TF variable field the sender takes, in bytes; 0 means unlimited (PS3.8 D.1). */
  readonly maxPduLength?: number;
  readonly implementationClassUid?: string;
  readonly implementationVersionName?: string;
  readonly asynchronousOperations?: AsynchronousOperations;
  readonly roleSelections: readonly RoleSelection[];
  readonly extendedNegotiations: readonly ExtendedNegotiation[];
  readonly commonExtendedNegotiations: readonly CommonExtendedNegotiation[];
  readonly userIdentity?: UserIdentity;
  readonly userIdentityResponse?: Uint8Array;
  readonly unknownItems: readonly UnknownItem[];
}

export const noUserInformation: UserInformation = {
  roleSelections: [],
  extendedNegotiations: [],
  commonExtendedNegotiations: [],
  unknownItems: [],
};

/** Sub-item types, PS3.7 Tables D.3-1 to D.3-16 and PS3.8 Table D.1-1. */
const subItem = {
  maximumLength: 0x51,
  implementationClassUid: 0x52,
  asynchronousOperations: 0x53,
  roleSelection: 0x54,
  implementationVersionName: 0x55,
  extendedNegotiation: 0x56,
  commonExtendedNegotiation: 0x57,
  userIdentity: 0x58,
  userIdentityResponse: 0x59,
} as const;

/** Writes the sub-items in ascending order of their type, as DCMTK does; the standard leaves the order open. */
export function writeUserInformation(out: ItemWriter, info: UserInformation): void {
  const { maxPduLength, asynchronousOperations, userIdentity, userIdentityResponse } = info;
  out.item(0x50, () => {
    if (maxPduLength !== undefined) out.item(subItem.maximumLength, () => out.uint32(maxPduLength));
    if (info.implementationClassUid !== undefined)
      out.textItem(subItem.implementationClassUid, info.implementationClassUid);
    if (asynchronousOperations !== undefined) {
      out.item(subItem.asynchronousOperations, () => {
        out.uint16(asynchronousOperations.invoked);
        out.uint16(asynchronousOperations.performed);
      });
    }
    for (const role of info.roleSelections) {
      out.item(subItem.roleSelection, () => {
        out.countedText(role.sopClassUid);
        out.uint8(role.scu ? 1 : 0);
        out.uint8(role.scp ? 1 : 0);
      });
    }
    if (info.implementationVersionName !== undefined) {
      out.textItem(subItem.implementationVersionName, info.implementationVersionName);
    }
    for (const extended of info.extendedNegotiations) {
      out.item(subItem.extendedNegotiation, () => {
        out.countedText(extended.sopClassUid);
        out.bytes(extended.applicationInformation);
      });
    }
    for (const common of info.commonExtendedNegotiations) {
      out.item(subItem.commonExtendedNegotiation, () => {
        out.countedText(common.sopClassUid);
        out.countedText(common.serviceClassUid);
        out.counted(() => {
          for (const related of common.relatedGeneralSopClassUids) out.countedText(related);
        });
      });
    }
    if (userIdentity !== undefined) {
      out.item(subItem.userIdentity, () => {
        out.uint8(userIdentity.type);
        out.uint8(userIdentity.positiveResponseRequested ? 1 : 0);
        out.counted(() => out.bytes(userIdentity.primary));
        out.counted(() => out.bytes(userIdentity.secondary));
      });
    }
    if (userIdentityResponse !== undefined) {
      out.item(subItem.userIdentityResponse, () => out.counted(() => out.bytes(userIdentityResponse)));
    }
    for (const unknown of info.unknownItems) out.item(unknown.itemType, () => out.bytes(unknown.bytes));
  });
}

/** Reads the variable field of a User Information item. A sub-item that occurs twice counts the first time. */
export function readUserInformation(item: ItemReader, diagnostics: Diagnostics): UserInformation {
  const info: { -readonly [K in keyof UserInformation]: UserInformation[K] } = { ...noUserInformation };
  const roleSelections: RoleSelection[] = [];
  const extendedNegotiations: ExtendedNegotiation[] = [];
  const commonExtendedNegotiations: CommonExtendedNegotiation[] = [];
  const unknownItems: UnknownItem[] = [];
  const seen = new Set<number>();
  const repeatable: readonly number[] = [
    subItem.roleSelection,
    subItem.extendedNegotiation,
    subItem.commonExtendedNegotiation,
  ];
  for (const { type, content, offset } of item.items()) {
    if (seen.has(type) && !repeatable.includes(type)) {
      diagnostics.warning('item-repeated', offset, { itemType: type });
      continue;
    }
    seen.add(type);
    switch (type) {
      case subItem.maximumLength:
        info.maxPduLength = content.uint32();
        break;
      case subItem.implementationClassUid:
        info.implementationClassUid = content.uid();
        break;
      case subItem.asynchronousOperations:
        info.asynchronousOperations = { invoked: content.uint16(), performed: content.uint16() };
        break;
      case subItem.roleSelection:
        roleSelections.push({
          sopClassUid: content.countedUid(),
          scu: content.uint8() === 1,
          scp: content.uint8() === 1,
        });
        break;
      case subItem.implementationVersionName:
        info.implementationVersionName = content.text();
        break;
      case subItem.extendedNegotiation:
        extendedNegotiations.push({ sopClassUid: content.countedUid(), applicationInformation: content.rest() });
        break;
      case subItem.commonExtendedNegotiation: {
        const sopClassUid = content.countedUid();
        const serviceClassUid = content.countedUid();
        const related = content.counted();
        const relatedGeneralSopClassUids: string[] = [];
        while (related.remaining > 0) relatedGeneralSopClassUids.push(related.countedUid());
        commonExtendedNegotiations.push({ sopClassUid, serviceClassUid, relatedGeneralSopClassUids });
        break;
      }
      case subItem.userIdentity:
        info.userIdentity = {
          type: content.uint8(),
          positiveResponseRequested: content.uint8() === 1,
          primary: content.counted().rest(),
          secondary: content.counted().rest(),
        };
        break;
      case subItem.userIdentityResponse:
        info.userIdentityResponse = content.counted().rest();
        break;
      default:
        diagnostics.warning('item-unknown', offset, { itemType: type });
        unknownItems.push({ itemType: type, bytes: content.rest() });
    }
    content.end();
  }
  return { ...info, roleSelections, extendedNegotiations, commonExtendedNegotiations, unknownItems };
}
