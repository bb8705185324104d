import type { Kernel } from '../core/kernel.ts';
import type { CommandSet } from '../protocols/dimse/command-set.ts';
import { commandName, isResponse } from '../protocols/dimse/message.ts';
import { dimseLimits } from '../protocols/dimse/limits.ts';
import type { KnownKeys } from './dimse-event.ts';
import type { BusinessKeys, Journal, JournalEvent } from './journal.ts';
import type { Network } from './network.ts';

export interface DicomRoom {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly journal: Journal;
}

/** One PDU holds a whole small image, so that pixel data is not split and never copied. */
export const linkPduLength: number = dimseLimits.sendPduLength;

/** Who talks to whom on one association, as its events say. */
export interface DicomParties {
  readonly from: string;
  readonly to: string;
  readonly connectionId: number;
  readonly callingAe: string;
  readonly calledAe: string;
}

type TransportEvent = Extract<JournalEvent, { kind: 'transport' }>;

/**
 * Records a DIMSE message as it leaves; `data` holds the parts on the wire, whose keys are read when somebody asks.
 * `known`: keys that it does not state itself, or the event that it answers. Returns the event's id.
 */
export function recordDimse(
  journal: Journal,
  parties: DicomParties,
  command: CommandSet,
  transferSyntax: string,
  data: readonly Uint8Array[] | undefined,
  known: KnownKeys,
  inReplyTo?: number,
): number {
  const answer = isResponse(command);
  const status = command.number('Status');
  return journal.record({
    kind: 'dimse',
    host: parties.from,
    to: parties.to,
    connectionId: parties.connectionId,
    title: commandName(command) ?? 'unknown command',
    direction: answer ? 'answer' : 'request',
    calledAe: parties.calledAe,
    callingAe: parties.callingAe,
    sopClass: command.text('AffectedSOPClassUID') || command.text('RequestedSOPClassUID'),
    command: command.encode(),
    data: data ?? [],
    transferSyntax,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(answer && status !== undefined ? { status } : {}),
    known,
  });
}

export function recordDicomTransport(
  journal: Journal,
  parties: Pick<DicomParties, 'from' | 'to' | 'connectionId'>,
  title: string,
  outcome: TransportEvent['outcome'],
  keys: BusinessKeys,
): number {
  const { from: host, to, connectionId } = parties;
  return journal.record({ kind: 'transport', host, to, connectionId, protocol: 'DICOM', title, outcome, keys });
}

/** How far back the request is looked for whose bytes have just arrived at a client. */
const lookBack = 64;

/**
 * The request the other side has recorded and whose bytes have now arrived. A process does not carry the cause of what
 * it receives, so the request is looked for: the last on this connection with this message ID.
 */
export function lastRequest(journal: Journal, parties: DicomParties, command: CommandSet): number | undefined {
  const wanted = command.encode();
  for (let id = journal.state.events.length, left = lookBack; id > 0 && left > 0; id--, left--) {
    const event = journal.get(id);
    if (event?.kind !== 'dimse' || event.connectionId !== parties.connectionId) continue;
    if (event.direction === 'request' && event.host === parties.to && sameBytes(event.command, wanted)) return id;
  }
  return undefined;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The last event that answers `request`: what a client does next follows from it. */
export function lastAnswer(journal: Journal, request: number): number | undefined {
  for (let id = journal.state.events.length; id > request; id--) {
    const event = journal.get(id);
    if (event?.kind === 'dimse' && event.inReplyTo === request) return id;
  }
  return undefined;
}
