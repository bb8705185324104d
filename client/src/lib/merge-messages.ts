import type { MessageSummary } from '../../../server/contract/message.ts';

/**
 * The message list with news in it, ascending by id. A row that came before is replaced: its answer may have arrived
 * since, or it now stands for more images.
 */
export function mergeMessages(
  held: readonly MessageSummary[],
  news: readonly MessageSummary[],
): readonly MessageSummary[] {
  if (news.length === 0) return held;
  const last = held.at(-1)?.id ?? -1;
  const isAscending = news.every((message, index) => message.id > (news[index - 1]?.id ?? last));
  if (isAscending) return [...held, ...news];
  const byId = new Map(held.map((message) => [message.id, message]));
  for (const message of news) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.id - b.id);
}
