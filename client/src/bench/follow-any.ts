import type { MessageSummary } from '../../../server/contract/message.ts';
import { keysOfValue, type KeyValue } from './message-filter.ts';

/** A typed value as the key that any message knows it by; undefined when none does. */
export function keyFor(typed: string, messages: readonly MessageSummary[]): KeyValue | undefined {
  const value = typed.trim();
  const name = keysOfValue(
    value,
    {},
    messages.map(({ keys }) => keys),
  )[0];
  return name && { name, value };
}
