import type { CommandSet } from '../command-set.ts';
import { type MalformedCommand, commandDataSetType, priority } from '../message.ts';

/** What C-FIND, C-GET and C-MOVE requests have in common: the identifier is the message's data set (PS3.7 9.3). */
export interface IdentifierRequest {
  readonly messageId: number;
  readonly sopClassUid: string;
  readonly priority: number;
}

export function readIdentifierRequest<Kind extends string>(
  kind: Kind,
  command: CommandSet,
): (IdentifierRequest & { readonly kind: Kind }) | MalformedCommand {
  const sopClassUid = command.text('AffectedSOPClassUID');
  if (sopClassUid === '') return { kind: 'malformed', missing: 'AffectedSOPClassUID' };
  if (command.number('CommandDataSetType') === commandDataSetType.none) {
    return { kind: 'malformed', missing: 'CommandDataSetType' };
  }
  return {
    kind,
    messageId: command.number('MessageID') ?? 0,
    sopClassUid,
    priority: command.number('Priority') ?? priority.medium,
  };
}
