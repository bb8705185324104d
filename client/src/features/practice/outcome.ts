import type { MappedMessage } from '../../../../server/contract/practice.ts';
import { t } from '../../text/t.ts';
import type { Status } from '../../ui/StatusMark.svelte';

/** What became of a message, in a word. */
export function outcomeOf(result: MappedMessage): { status: Status; word: string } {
  const words = t.practice;
  const { held, agrees, expectedHeld } = result;
  if (agrees === null) return held ? { status: 'warn', word: words.held } : { status: 'idle', word: words.passes };
  if (expectedHeld !== null) {
    return agrees
      ? { status: 'ok', word: words.heldAsAsked(expectedHeld) }
      : { status: 'bad', word: words.passesWrongly(expectedHeld) };
  }
  if (held) return { status: 'bad', word: words.heldWrongly };
  if (agrees) return { status: 'ok', word: words.agrees };
  const differing = result.items.flat().filter((row) => !row.agrees).length;
  return { status: 'bad', word: differing > 0 ? words.differs(differing) : words.otherItems };
}
