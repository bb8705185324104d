import type { Diagnostic } from './diagnostic.ts';
import { dimseLimits } from './limits.ts';
import type { AssociateAcceptPdu, AssociateRequestPdu } from './pdu.ts';
import { type Rejection, rejections } from './rejection.ts';
import { uids } from './uids.ts';

/** What is well formed in an A-ASSOCIATE-RQ or -AC and yet cannot be lived with: the association is aborted. */
export function unbearable(
  pdu: AssociateRequestPdu | AssociateAcceptPdu,
  request: AssociateRequestPdu | undefined,
): Diagnostic | undefined {
  const { maxPduLength } = pdu.userInformation;
  if (maxPduLength !== undefined && maxPduLength !== 0 && maxPduLength < dimseLimits.smallestUsefulPduLength) {
    return { code: 'max-length-too-small', severity: 'error', offset: 0, detail: { maxPduLength } };
  }
  if (pdu.kind === 'associate-request') return undefined;
  for (const { id, result, transferSyntax } of pdu.contexts) {
    const proposal = request?.contexts.find((context) => context.id === id);
    if (proposal === undefined) {
      return { code: 'context-not-proposed', severity: 'error', offset: 0, detail: { id } };
    }
    if (result === 0 && !proposal.transferSyntaxes.includes(transferSyntax)) {
      return { code: 'transfer-syntax-not-proposed', severity: 'error', offset: 0, detail: { id, transferSyntax } };
    }
  }
  return undefined;
}

/** What the provider refuses by itself before any user is asked (AE-6); the rest is for the user to judge. */
export function refusedByProvider(request: AssociateRequestPdu): Rejection | undefined {
  if ((request.protocolVersion & 1) === 0) return rejections.protocolVersionNotSupported;
  if (request.applicationContext !== uids.dicomApplicationContext) return rejections.applicationContextNotSupported;
  return undefined;
}
