import { CommandSet } from '../command-set.ts';
import { commandDataSetType, commandFields } from '../message.ts';

/** C-CANCEL-RQ (PS3.7 9.3.2.3, 9.3.3.3, 9.3.4.3): names the operation to stop, has no response of its own. */
export function cancelRequest(messageIdBeingRespondedTo: number): CommandSet {
  return CommandSet.of({
    CommandField: commandFields['C-CANCEL-RQ'],
    MessageIDBeingRespondedTo: messageIdBeingRespondedTo,
    CommandDataSetType: commandDataSetType.none,
  });
}

/** Whether a C-CANCEL means the operation that this request began. */
export function cancels(cancel: CommandSet, request: CommandSet): boolean {
  return cancel.number('MessageIDBeingRespondedTo') === request.number('MessageID');
}
