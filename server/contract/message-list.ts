import { Type, type Static } from 'typebox';
import { Instant, Keys } from './basics.ts';
import { MessageSummary } from './message.ts';

const Place = Type.Integer({ minimum: -1 });

/**
 * The whole message list in few bytes: what many rows say stands once, and rows point to it by its place in the list
 * (0-based, -1: none). `MessageSummary` is what one row says in full.
 */
export const MessageList = Type.Object({
  /** Count of journal events: ask again from here. */
  seq: Type.Integer(),
  /** Of the live stream: another one means that the past has changed. */
  epoch: Type.Integer(),
  /** Texts of `keys`. */
  words: Type.Array(Type.String()),
  kinds: Type.Array(Type.Pick(MessageSummary, ['protocol', 'from', 'to', 'title'])),
  keyNames: Type.Array(Type.KeyOf(Keys)),
  /** Places in `words`, in the order of `keyNames`. */
  keys: Type.Array(Type.Array(Place)),
  answers: Type.Array(Type.Object({ code: Type.String(), ok: Type.Boolean() })),
  /** Instant that the first row counts from. */
  from: Instant,
  /**
   * `[id, at, kind, keys, answer, answerEvent, inReplyTo, count]`: id and time as the difference to the row before,
   * the two other messages as the difference to this one's id (0: none).
   */
  rows: Type.Array(
    Type.Tuple([Type.Integer(), Type.Integer(), Place, Place, Place, Type.Integer(), Type.Integer(), Type.Integer()]),
  ),
});
export type MessageList = Static<typeof MessageList>;
