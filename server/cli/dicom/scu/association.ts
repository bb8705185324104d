import { type AssociationEnd, type DialledAssociation, dialDicom } from '../../../gateway/dicom-dial.ts';
import { uidName } from '../../../protocols/dicom/sop-class.ts';
import { formatTag } from '../../../protocols/dicom/tag.ts';
import type { AcceptedContext } from '../../../protocols/dimse/message-assembler.ts';
import { type DimseMessage, readResponse } from '../../../protocols/dimse/message.ts';
import { contextResultWords, proposeContexts } from '../../../protocols/dimse/negotiation.ts';
import type { AnsweredContext, ProposedContext } from '../../../protocols/dimse/pdu.ts';
import { type StatusService, explainStatus, formatStatus, statusClass } from '../../../protocols/dimse/status.ts';
import { uids } from '../../../protocols/dimse/uids.ts';
import { CommandError } from '../../verb.ts';
import { peerFailure } from './peer-failure.ts';
import type { Target } from './target.ts';

/** Both syntaxes in which commands without pixels are spoken, the explicit one first. */
export const plainSyntaxes = [uids.explicitVrLittleEndian, uids.implicitVrLittleEndian];

/** Between our A-ABORT and the end of this program when the peer does not close: it is not worth waiting for. */
const PARTING_MILLIS = 1_000;

export interface OpenAssociation {
  readonly target: Target;
  readonly association: DialledAssociation;
  readonly proposed: readonly ProposedContext[];
  readonly answered: readonly AnsweredContext[];
}

/** Opens an association, lets `work` use it, and releases it in any case. */
export async function withAssociation<T>(
  target: Target,
  contexts: readonly Omit<ProposedContext, 'id'>[],
  work: (open: OpenAssociation) => Promise<T>,
): Promise<T> {
  const { host, port, calling, called, timeoutMillis } = target;
  const proposed = proposeContexts(contexts);
  const dialled = await dialDicom({
    host,
    port,
    anyAddress: true,
    request: { callingAeTitle: calling, calledAeTitle: called, contexts: proposed },
    limits: {
      answerMillis: timeoutMillis,
      writeMillis: timeoutMillis,
      artimMillis: PARTING_MILLIS,
      lingerMillis: PARTING_MILLIS,
    },
  });
  if (dialled.kind !== 'open') throw failed(target, dialled);
  const { association, answered } = dialled;
  try {
    return await work({ target, association, proposed, answered });
  } finally {
    await association.release();
  }
}

export const failed = (target: Target, end: AssociationEnd): CommandError => new CommandError(peerFailure(target, end));

/** The accepted context of a SOP class, or why there is none. */
export function contextFor(open: OpenAssociation, sopClass: string): AcceptedContext {
  const context = open.association.contextFor(sopClass);
  if (context) return context;
  const { host, port, called } = open.target;
  throw new CommandError(
    `${host}:${port}: ${called} does not take ${uidName(sopClass) ?? sopClass}: ${refusalOf(open, sopClass)}`,
  );
}

/** Why no context of a SOP class was accepted, in the words of PS3.8. */
export function refusalOf({ proposed, answered }: OpenAssociation, sopClass: string): string {
  const ids = new Set(proposed.filter(({ abstractSyntax }) => abstractSyntax === sopClass).map(({ id }) => id));
  const texts = answered.filter(({ id }) => ids.has(id)).map(({ result }) => contextResultWords(result));
  return [...new Set(texts)].join(', ') || 'not answered';
}

/** `A900H Error: identifier does not match SOP Class (PS3.4 …): comment, (0010,0020)` */
export function statusText(service: StatusService, message: DimseMessage): string {
  const response = readResponse(message.command);
  if (response.kind === 'malformed') return `a response without ${response.missing}`;
  const { text, clause } = explainStatus(service, response.status);
  const said = [response.errorComment, ...response.offendingElements.map(formatTag)].filter(Boolean).join(', ');
  return `${formatStatus(response.status)} ${text} (${clause})${said === '' ? '' : `: ${said}`}`;
}

/** The final response to a request when it is a success or, with `also`, of that class; else an error of one line. */
export function succeeded(
  open: OpenAssociation,
  service: StatusService,
  outcome: Awaited<ReturnType<DialledAssociation['ask']>>,
  also?: 'cancel',
): DimseMessage {
  if (outcome.kind !== 'answered') throw failed(open.target, outcome);
  const found = statusClass(outcome.status);
  if (found === 'success' || found === also) return outcome.message;
  const { host, port } = open.target;
  throw new CommandError(`${host}:${port}: ${service}: ${statusText(service, outcome.message)}`);
}
