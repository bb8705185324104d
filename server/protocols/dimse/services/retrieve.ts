import type { CommandSet, CommandValues } from '../command-set.ts';
import { type MalformedCommand, type ResponseDetail, priority, requestCommand, responseCommand } from '../message.ts';
import { type IdentifierRequest, readIdentifierRequest } from './identifier-request.ts';

/** C-MOVE-RQ (PS3.7 9.3.4.1) */
export interface MoveRequest extends IdentifierRequest {
  readonly kind: 'move';
  /** AE title to send the instances to. */
  readonly destination: string;
}

/** C-GET-RQ (PS3.7 9.3.3.1): the instances come back on the same association. */
export interface GetRequest extends IdentifierRequest {
  readonly kind: 'get';
}

export function moveRequest(
  messageId: number,
  sopClassUid: string,
  destination: string,
  urgency: number = priority.medium,
): CommandSet {
  return requestCommand('C-MOVE-RQ', messageId, true, {
    AffectedSOPClassUID: sopClassUid,
    MoveDestination: destination,
    Priority: urgency,
  });
}

export function getRequest(messageId: number, sopClassUid: string, urgency: number = priority.medium): CommandSet {
  return requestCommand('C-GET-RQ', messageId, true, { AffectedSOPClassUID: sopClassUid, Priority: urgency });
}

export function readMoveRequest(command: CommandSet): MoveRequest | MalformedCommand {
  const base = readIdentifierRequest('move', command);
  if (base.kind === 'malformed') return base;
  const destination = command.text('MoveDestination');
  return destination === '' ? { kind: 'malformed', missing: 'MoveDestination' } : { ...base, destination };
}

export function readGetRequest(command: CommandSet): GetRequest | MalformedCommand {
  return readIdentifierRequest('get', command);
}

/** Numbers of C-STORE sub-operations; undefined where the response did not say. */
export interface SubOperationCounts {
  readonly remaining: number | undefined;
  readonly completed: number | undefined;
  readonly failed: number | undefined;
  readonly warning: number | undefined;
}

/** C-MOVE-RSP or C-GET-RSP (PS3.7 9.3.4.2, 9.3.3.2). */
export function retrieveResponse(
  request: CommandSet,
  status: number,
  counts: Partial<SubOperationCounts> = {},
  detail: Omit<ResponseDetail, 'values'> = {},
): CommandSet {
  const values: CommandValues = {
    NumberOfRemainingSuboperations: counts.remaining,
    NumberOfCompletedSuboperations: counts.completed,
    NumberOfFailedSuboperations: counts.failed,
    NumberOfWarningSuboperations: counts.warning,
  };
  return responseCommand(request, status, { ...detail, values });
}

export function readSubOperationCounts(response: CommandSet): SubOperationCounts {
  return {
    remaining: response.number('NumberOfRemainingSuboperations'),
    completed: response.number('NumberOfCompletedSuboperations'),
    failed: response.number('NumberOfFailedSuboperations'),
    warning: response.number('NumberOfWarningSuboperations'),
  };
}
