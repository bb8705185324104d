import type { CommandSet } from '../command-set.ts';
import {
  type MalformedCommand,
  type ResponseDetail,
  commandDataSetType,
  priority,
  requestCommand,
  responseCommand,
} from '../message.ts';

/** C-STORE-RQ (PS3.7 9.3.1.1): the instance is the message's data set, without File Meta Information. */
export interface StoreRequest {
  readonly kind: 'store';
  readonly messageId: number;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly priority: number;
  /** Present when the instance is sent on behalf of a C-MOVE. */
  readonly moveOriginator: MoveOriginator | undefined;
}

export interface MoveOriginator {
  readonly aeTitle: string;
  readonly messageId: number;
}

export function storeRequest(
  messageId: number,
  sopClassUid: string,
  sopInstanceUid: string,
  options: { readonly priority?: number; readonly moveOriginator?: MoveOriginator } = {},
): CommandSet {
  return requestCommand('C-STORE-RQ', messageId, true, {
    AffectedSOPClassUID: sopClassUid,
    AffectedSOPInstanceUID: sopInstanceUid,
    Priority: options.priority ?? priority.medium,
    MoveOriginatorApplicationEntityTitle: options.moveOriginator?.aeTitle,
    MoveOriginatorMessageID: options.moveOriginator?.messageId,
  });
}

/** C-STORE-RSP (PS3.7 9.3.1.2): repeats the SOP class and instance of the request. */
export function storeResponse(request: CommandSet, status: number, detail: ResponseDetail = {}): CommandSet {
  const sopInstanceUid = request.text('AffectedSOPInstanceUID');
  return responseCommand(request, status, {
    ...detail,
    values: { AffectedSOPInstanceUID: sopInstanceUid === '' ? undefined : sopInstanceUid, ...detail.values },
  });
}

export function readStoreRequest(command: CommandSet): StoreRequest | MalformedCommand {
  const sopClassUid = command.text('AffectedSOPClassUID');
  const sopInstanceUid = command.text('AffectedSOPInstanceUID');
  if (sopClassUid === '') return { kind: 'malformed', missing: 'AffectedSOPClassUID' };
  if (sopInstanceUid === '') return { kind: 'malformed', missing: 'AffectedSOPInstanceUID' };
  if (command.number('CommandDataSetType') === commandDataSetType.none) {
    return { kind: 'malformed', missing: 'CommandDataSetType' };
  }
  const originator = command.text('MoveOriginatorApplicationEntityTitle');
  return {
    kind: 'store',
    messageId: command.number('MessageID') ?? 0,
    sopClassUid,
    sopInstanceUid,
    priority: command.number('Priority') ?? priority.medium,
    moveOriginator:
      originator === ''
        ? undefined
        : { aeTitle: originator, messageId: command.number('MoveOriginatorMessageID') ?? 0 },
  };
}
