import type { MessageList } from '../../contract/message-list.ts';
import type { MessageSummary } from '../../contract/message.ts';

const keyNames: MessageList['keyNames'] = [
  'patientId',
  'issuer',
  'patientName',
  'placer',
  'filler',
  'accession',
  'studyUid',
  'spsId',
];

/** Values in the order of their first use; each has one place. */
class Once<Value> {
  readonly values: Value[] = [];
  readonly #places = new Map<string, number>();

  place(name: string, value: () => Value): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.values.length;
    this.#places.set(name, place);
    this.values.push(value());
    return place;
  }
}

/** A tenth of the bytes that the rows would take one by one. */
export function compactMessages(seq: number, messages: readonly MessageSummary[], epoch = 0): MessageList {
  const words = new Once<string>();
  const kinds = new Once<MessageList['kinds'][number]>();
  const keys = new Once<number[]>();
  const answers = new Once<MessageList['answers'][number]>();
  const from = messages[0]?.at ?? 0;
  let before = { id: 0, at: from };
  const rows = messages.map((message): MessageList['rows'][number] => {
    const { id, at, protocol, from, to, title, answer } = message;
    const places = keyNames.map((name) => {
      const value = message.keys[name];
      return value === undefined ? -1 : words.place(value, () => value);
    });
    const row: MessageList['rows'][number] = [
      id - before.id,
      at - before.at,
      kinds.place([protocol, from, to, title].join('\n'), () => ({ protocol, from, to, title })),
      keys.place(places.join(), () => places),
      answer ? answers.place(`${answer.ok} ${answer.code}`, () => ({ code: answer.code, ok: answer.ok })) : -1,
      answer?.event == null ? 0 : answer.event - id,
      message.inReplyTo === null ? 0 : message.inReplyTo - id,
      message.count,
    ];
    before = { id, at };
    return row;
  });
  return {
    seq,
    epoch,
    words: words.values,
    kinds: kinds.values,
    keyNames,
    keys: keys.values,
    answers: answers.values,
    from,
    rows,
  };
}
