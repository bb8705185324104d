import { MINUTE } from '../core/clock.ts';
import type { Task } from '../core/kernel.ts';
import { DataSet } from '../protocols/dicom/data-set.ts';
import { EXPLICIT_LE, IMPLICIT_LE, transferSyntax } from '../protocols/dicom/transfer-syntax.ts';
import type { CommandSet } from '../protocols/dimse/command-set.ts';
import type { AcceptedContext } from '../protocols/dimse/message-assembler.ts';
import type { RetrieveAnswer } from '../protocols/dimse/services/retrieve-answer.ts';
import type { MoveOriginator } from '../protocols/dimse/services/storage.ts';
import { statusClass } from '../protocols/dimse/status.ts';
import { openAssociation } from './dicom-opening.ts';
import type { DicomRoom } from './dicom-journal.ts';
import type { RetrievedInstance } from './dicom-provider.ts';

/** How long a C-MOVE waits for its destination's answer to one instance. */
const answerWithin = 2 * MINUTE;

/** What a C-MOVE asks of the association it came over. */
export interface MoveRequester {
  /** Whether somebody still waits for the responses. */
  readonly alive: () => boolean;
  readonly respond: (command: CommandSet, dataSet: readonly Uint8Array[] | undefined) => void;
}

/** The sub-operations of one C-MOVE: an association to the destination, a C-STORE for each instance (PS3.4 C.4.2.3). */
export function* performMove(
  room: DicomRoom,
  from: { readonly host: string; readonly callingAe: string },
  to: { readonly host: string; readonly port: number; readonly aeTitle: string },
  moveOriginator: MoveOriginator,
  answer: RetrieveAnswer<RetrievedInstance>,
  requester: MoveRequester,
): Task<void> {
  const opened =
    answer.instances.length === 0
      ? undefined
      : yield* openAssociation(room, {
          from: from.host,
          callingAe: from.callingAe,
          calledAe: to.aeTitle,
          target: to,
          contexts: contextsFor(answer.instances),
          timeout: answerWithin,
        });
  const association = opened?.kind === 'open' ? opened.association : undefined;
  let broken = association === undefined;
  for (let step = answer.next(); step !== undefined && requester.alive(); step = answer.next()) {
    if (step.kind === 'respond') {
      requester.respond(step.command, step.dataSet);
      continue;
    }
    const { instance } = step;
    const context = association && storableIn(association.contexts, instance);
    if (broken || !association) answer.failRest();
    else if (!context) answer.settle('failed');
    else {
      const stored = yield* association.store(instance.dataSet, instance.sopClass, instance.sopUid, {
        context,
        moveOriginator,
      });
      broken = stored.kind !== 'answered';
      const outcome = stored.kind === 'answered' ? statusClass(stored.status) : 'failure';
      answer.settle(outcome === 'success' ? 'completed' : outcome === 'warning' ? 'warning' : 'failed');
    }
  }
  if (association && !broken) yield* association.release();
}

/** Uncompressed instances are proposed in both common syntaxes, a compressed one in its own alone. */
function contextsFor(
  instances: readonly RetrievedInstance[],
): { readonly abstractSyntax: string; readonly transferSyntaxes: readonly string[] }[] {
  const wanted = new Map<string, { abstractSyntax: string; transferSyntaxes: readonly string[] }>();
  for (const { sopClass, transferSyntax: kept } of instances) {
    const encapsulated = transferSyntax(kept)?.encapsulated === true;
    const transferSyntaxes = encapsulated ? [kept] : [EXPLICIT_LE, IMPLICIT_LE];
    wanted.set(`${sopClass} ${transferSyntaxes.join(' ')}`, { abstractSyntax: sopClass, transferSyntaxes });
  }
  return [...wanted.values()];
}

/** The accepted context that can carry an instance: nothing is decompressed or compressed on the way. */
export function storableIn(
  contexts: Iterable<AcceptedContext>,
  instance: Pick<RetrievedInstance, 'sopClass' | 'transferSyntax'>,
): AcceptedContext | undefined {
  const ofClass = [...contexts].filter((context) => context.abstractSyntax === instance.sopClass);
  const exact = ofClass.find((context) => context.transferSyntax === instance.transferSyntax);
  if (exact || transferSyntax(instance.transferSyntax)?.encapsulated === true) return exact;
  return ofClass.find((context) => transferSyntax(context.transferSyntax)?.encapsulated === false);
}

/** Failed SOP Instance UID List (0008,0058) in a transfer syntax. */
export function encodeFailedList(syntax: string): (uids: readonly string[]) => readonly Uint8Array[] {
  return (uids) => DataSet.build([[0x00080058, 'UI', uids]]).write(syntax);
}
