import type { Kernel } from '../core/kernel.ts';
import type { DataSet } from '../protocols/dicom/data-set.ts';
import type { CommandSet } from '../protocols/dimse/command-set.ts';
import { commandName, isResponse } from '../protocols/dimse/message.ts';
import { dimseLimits } from '../protocols/dimse/limits.ts';
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

/** Records a DIMSE message as it leaves; `data` holds the parts on the wire. Returns the event's id. */
export function recordDimse(
  journal: Journal,
  parties: DicomParties,
  command: CommandSet,
  transferSyntax: string,
  data: readonly Uint8Array[] | undefined,
  keys: BusinessKeys,
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
    keys,
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

/**
 * Business keys as a data set states them. The step ID stands in the Scheduled Procedure Step Sequence of a worklist
 * item, in the Request Attributes Sequence of an image and in the Scheduled Step Attributes Sequence of an MPPS, which
 * has the accession number and the study there too. A query's wildcards and lists name nothing and are left out.
 */
export function dicomKeys(dataSet: DataSet): BusinessKeys {
  const performed = dataSet.items(0x00400270)[0];
  const step = dataSet.items(0x00400100)[0] ?? dataSet.items(0x00400275)[0] ?? performed;
  const found: Record<keyof BusinessKeys, string> = {
    patientId: dataSet.text(0x00100020),
    issuer: dataSet.text(0x00100021),
    patientName: dataSet.text(0x00100010),
    placer: dataSet.text(0x00402016),
    filler: dataSet.text(0x00402017),
    accession: dataSet.text(0x00080050) || (performed?.text(0x00080050) ?? ''),
    studyUid: dataSet.text(0x0020000d) || (performed?.text(0x0020000d) ?? ''),
    spsId: step?.text(0x00400009) ?? '',
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== '' && !/[*?\\]/.test(value)));
}
