import type { UserIdentity } from './user-information.ts';

/** The types of PS3.7 Table D.3-14: what the fields hold, and what a positive response carries (Table D.3-15). */
export const userIdentityTypes = [
  { type: 1, text: 'username', primary: 'Username', secondary: '', response: 'empty' },
  { type: 2, text: 'username and passcode', primary: 'Username', secondary: 'Passcode', response: 'empty' },
  { type: 3, text: 'Kerberos service ticket', primary: 'Service ticket', secondary: '', response: 'server ticket' },
  { type: 4, text: 'SAML assertion', primary: 'SAML assertion', secondary: '', response: 'SAML response' },
  { type: 5, text: 'JSON web token', primary: 'JSON web token', secondary: '', response: 'empty' },
] as const;

export interface IdentityText {
  readonly type: number;
  /** `username`, or `reserved (9)`. */
  readonly text: string;
  /** Of types 1 and 2; tickets, assertions and tokens are no names. */
  readonly username: string | undefined;
  readonly clause: string;
}

/** What a user identity says, passcodes left out. */
export function explainUserIdentity(identity: UserIdentity): IdentityText {
  const known = userIdentityTypes.find(({ type }) => type === identity.type);
  const named = identity.type === 1 || identity.type === 2;
  return {
    type: identity.type,
    text: known?.text ?? `reserved (${identity.type})`,
    username: named ? new TextDecoder().decode(identity.primary) : undefined,
    clause: 'PS3.7 D.3.3.7',
  };
}

export type IdentityVerdict =
  | { readonly kind: 'trusted'; readonly response?: Uint8Array }
  /** To be answered with A-ASSOCIATE-RJ, result 1, source 2 (ACSE), reason 1: no reason is named (PS3.7 D.3.3.7). */
  | { readonly kind: 'not-trusted' };

/**
 * What goes into the acceptance for an identity: the Server Response of 0x59 when a positive response was asked for and
 * the user is trusted, else nothing. A policy that does not look at identities trusts all and answers none: the
 * requestor is told that by the absence of the item.
 */
export function userIdentityResponse(
  identity: UserIdentity | undefined,
  verdict: IdentityVerdict | 'ignored',
): Uint8Array | undefined {
  if (identity?.positiveResponseRequested !== true) return undefined;
  if (verdict === 'ignored' || verdict.kind === 'not-trusted') return undefined;
  return verdict.response ?? new Uint8Array(0);
}
