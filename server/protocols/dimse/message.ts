import { type CommandKeyword, CommandSet, type CommandValues } from './command-set.ts';
import type { Diagnostic } from './diagnostic.ts';

/** Command Field values of PS3.7 Table E.1-1. A response has its request's value with bit 15 set; C-CANCEL has none. */
export const commandFields = {
  'C-STORE-RQ': 0x0001,
  'C-STORE-RSP': 0x8001,
  'C-GET-RQ': 0x0010,
  'C-GET-RSP': 0x8010,
  'C-FIND-RQ': 0x0020,
  'C-FIND-RSP': 0x8020,
  'C-MOVE-RQ': 0x0021,
  'C-MOVE-RSP': 0x8021,
  'C-ECHO-RQ': 0x0030,
  'C-ECHO-RSP': 0x8030,
  'N-EVENT-REPORT-RQ': 0x0100,
  'N-EVENT-REPORT-RSP': 0x8100,
  'N-GET-RQ': 0x0110,
  'N-GET-RSP': 0x8110,
  'N-SET-RQ': 0x0120,
  'N-SET-RSP': 0x8120,
  'N-ACTION-RQ': 0x0130,
  'N-ACTION-RSP': 0x8130,
  'N-CREATE-RQ': 0x0140,
  'N-CREATE-RSP': 0x8140,
  'N-DELETE-RQ': 0x0150,
  'N-DELETE-RSP': 0x8150,
  'C-CANCEL-RQ': 0x0fff,
} as const;

export type CommandName = keyof typeof commandFields;

/** Command Data Set Type: 0101H says that no data set follows, any other value that one does (PS3.7 E.1). */
export const commandDataSetType = { none: 0x0101, present: 0x0001 } as const;

/** Priority of C-STORE, C-FIND, C-GET, C-MOVE (PS3.7 9.3). */
export const priority = { low: 0x0002, medium: 0x0000, high: 0x0001 } as const;

const names = new Map<number, CommandName>();
for (const name in commandFields) if (isCommandName(name)) names.set(commandFields[name], name);

function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(commandFields, text);
}

/** The command set of a message, and where it came from. */
export interface MessageStart {
  readonly contextId: number;
  readonly abstractSyntax: string;
  /** Transfer syntax of the data set; the command set is always implicit VR little endian. */
  readonly transferSyntax: string;
  readonly command: CommandSet;
  /** What PS3.7 calls the message; undefined for a Command Field no table knows: answer it with status 0211H. */
  readonly name: CommandName | undefined;
  /** Warnings about the command set. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A complete DIMSE message: one command set and, if it announced one, a data set in the parts it came in. */
export interface DimseMessage extends MessageStart {
  /** undefined when none was announced; without what was discarded or told before (`receiveDataSet`). */
  readonly dataSet: readonly Uint8Array[] | undefined;
  /** Bytes of the whole data set, discarded ones too. */
  readonly dataSetLength: number;
}

export function commandName(command: CommandSet): CommandName | undefined {
  const field = command.number('CommandField');
  return field === undefined ? undefined : names.get(field);
}

export function announcesDataSet(command: CommandSet): boolean {
  return command.number('CommandDataSetType') !== commandDataSetType.none;
}

/** Whether bit 15 says response. */
export function isResponse(command: CommandSet): boolean {
  return ((command.number('CommandField') ?? 0) & 0x8000) !== 0;
}

/**
 * What every message must have before anybody can act on it: Command Field, Command Data Set Type, and the Message ID
 * (of the request in responses and in C-CANCEL). An error here leaves nothing to answer to: the association is aborted.
 */
export function missingEssentials(command: CommandSet): Diagnostic | undefined {
  const answersAnother = isResponse(command) || commandName(command) === 'C-CANCEL-RQ';
  const needed = [
    'CommandField',
    'CommandDataSetType',
    answersAnother ? 'MessageIDBeingRespondedTo' : 'MessageID',
  ] as const;
  for (const keyword of needed) {
    if (command.number(keyword) === undefined) {
      return { code: 'command-element-missing', severity: 'error', offset: 0, detail: { keyword } };
    }
  }
  return undefined;
}

/** Error Comment is cut to the 64 characters of an LO (PS3.7 Annex C). */
export interface ResponseDetail {
  readonly errorComment?: string | undefined;
  readonly offendingElements?: readonly number[] | undefined;
  readonly values?: CommandValues;
  /** Whether a data set goes with the response; false unless given. */
  readonly withDataSet?: boolean;
}

/** A request of any kind; `values` holds what its service adds. */
export function requestCommand(
  name: CommandName,
  messageId: number,
  withDataSet: boolean,
  values: CommandValues,
): CommandSet {
  return CommandSet.of({
    ...values,
    CommandField: commandFields[name],
    MessageID: messageId,
    CommandDataSetType: withDataSet ? commandDataSetType.present : commandDataSetType.none,
  });
}

/**
 * The response to a request of any kind, even one of unknown Command Field: its Command Field with bit 15, its Message
 * ID, its SOP class (of Requested SOP Class UID in N-services) and the status.
 */
export function responseCommand(request: CommandSet, status: number, detail: ResponseDetail = {}): CommandSet {
  const sopClass = request.text('AffectedSOPClassUID') || request.text('RequestedSOPClassUID');
  return CommandSet.of({
    AffectedSOPClassUID: sopClass === '' ? undefined : sopClass,
    ErrorComment: detail.errorComment,
    OffendingElement: detail.offendingElements,
    ...detail.values,
    CommandField: (request.number('CommandField') ?? 0) | 0x8000,
    MessageIDBeingRespondedTo: request.number('MessageID') ?? 0,
    CommandDataSetType: detail.withDataSet === true ? commandDataSetType.present : commandDataSetType.none,
    Status: status,
  });
}

/** A command that lacks what its service makes mandatory (PS3.7 9.3): the service answers with a failure of its own. */
export interface MalformedCommand {
  readonly kind: 'malformed';
  readonly missing: CommandKeyword;
}

/** What every response says (PS3.7 Annex C for the status and what explains it). */
export interface ResponseStatus {
  readonly kind: 'response';
  readonly messageIdBeingRespondedTo: number;
  readonly status: number;
  readonly errorComment: string;
  readonly offendingElements: readonly number[];
}

export function readResponse(command: CommandSet): ResponseStatus | MalformedCommand {
  const messageIdBeingRespondedTo = command.number('MessageIDBeingRespondedTo');
  const status = command.number('Status');
  if (messageIdBeingRespondedTo === undefined) return { kind: 'malformed', missing: 'MessageIDBeingRespondedTo' };
  if (status === undefined) return { kind: 'malformed', missing: 'Status' };
  return {
    kind: 'response',
    messageIdBeingRespondedTo,
    status,
    errorComment: command.text('ErrorComment'),
    offendingElements: command.tags('OffendingElement'),
  };
}
