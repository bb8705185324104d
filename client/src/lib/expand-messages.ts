import type { MessageList } from '../../../server/contract/message-list.ts';
import type { MessageSummary } from '../../../server/contract/message.ts';

/** Every row in full again. Rows about the same exam share one `keys`. */
export function expandMessages(list: MessageList): MessageSummary[] {
  const keys = list.keys.map((places): MessageSummary['keys'] => {
    const named: MessageSummary['keys'] = {};
    places.forEach((place, index) => {
      const name = list.keyNames[index];
      const value = list.words[place];
      if (name !== undefined && value !== undefined) named[name] = value;
    });
    return named;
  });
  let [id, at] = [0, list.from];
  return list.rows.flatMap(([toId, toAt, kind, key, answer, answerEvent, inReplyTo, count]) => {
    id += toId;
    at += toAt;
    const what = list.kinds[kind];
    const said = list.answers[answer];
    if (!what) return []; // the server points to nothing that it does not send
    return {
      id,
      at,
      ...what,
      keys: keys[key] ?? {},
      answer: said ? { ...said, event: answerEvent === 0 ? null : id + answerEvent } : null,
      inReplyTo: inReplyTo === 0 ? null : id + inReplyTo,
      count,
    };
  });
}
