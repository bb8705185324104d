import type { CommandSet } from '../command-set.ts';
import { type MalformedCommand, requestCommand, responseCommand } from '../message.ts';
import { uids } from '../uids.ts';

/** C-ECHO-RQ (PS3.7 9.3.5.1). */
export interface EchoRequest {
  readonly kind: 'echo';
  readonly messageId: number;
  readonly sopClassUid: string;
}

export function echoRequest(messageId: number): CommandSet {
  return requestCommand('C-ECHO-RQ', messageId, false, { AffectedSOPClassUID: uids.verification });
}

/** C-ECHO-RSP (PS3.7 9.3.5.2). */
export function echoResponse(request: CommandSet, status = 0x0000): CommandSet {
  return responseCommand(request, status);
}

export function readEchoRequest(command: CommandSet): EchoRequest | MalformedCommand {
  const sopClassUid = command.text('AffectedSOPClassUID');
  if (sopClassUid === '') return { kind: 'malformed', missing: 'AffectedSOPClassUID' };
  return { kind: 'echo', messageId: command.number('MessageID') ?? 0, sopClassUid };
}
