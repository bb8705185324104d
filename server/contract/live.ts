import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { ClockView } from './lab.ts';
import { MessageSummary } from './message.ts';

/** What the page of a lab asks from: how far it has come, and in which past. */
export const LivePosition = Type.Object({
  /** Newest journal event that it holds. */
  since: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Epoch of what it holds; left out by a page that does not know: then every past but the first is another. */
  epoch: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type LivePosition = Static<typeof LivePosition>;

const position = { seq: Type.Integer(), epoch: Type.Integer(), revision: Type.Integer(), clock: ClockView };

/**
 * What the server pushes over `/api/labs/:lab/live?since=N&epoch=E`. `seq` counts journal events: the client asks again
 * from there. `epoch` changes whenever the past does: within one, `seq` always means the same event.
 */
export const LiveEvent = Type.Union([
  Type.Object({ kind: Type.Literal('hello'), ...position }),
  /** New journal messages, oldest first, and where the clock stands. */
  Type.Object({
    kind: Type.Literal('tick'),
    ...position,
    messages: Type.Array(MessageSummary),
  }),
  /** The past changed (undo, restart): forget what is held and ask again. */
  Type.Object({ kind: Type.Literal('reset'), ...position }),
  Type.Object({ kind: Type.Literal('closing'), reason: Type.String(), at: Instant }),
]);
export type LiveEvent = Static<typeof LiveEvent>;
