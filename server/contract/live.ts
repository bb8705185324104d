import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';
import { ClockView } from './lab.ts';
import { MessageSummary } from './message.ts';

/** What the server pushes over `/api/labs/:lab/live?since=N`. `seq` counts journal events: the client asks again from there. */
export const LiveEvent = Type.Union([
  Type.Object({ kind: Type.Literal('hello'), seq: Type.Integer(), revision: Type.Integer(), clock: ClockView }),
  /** New journal messages, oldest first, and where the clock stands. */
  Type.Object({
    kind: Type.Literal('tick'),
    seq: Type.Integer(),
    revision: Type.Integer(),
    clock: ClockView,
    messages: Type.Array(MessageSummary),
  }),
  /** The past changed (undo, restart): forget what is held and ask again. */
  Type.Object({ kind: Type.Literal('reset'), seq: Type.Integer(), revision: Type.Integer(), clock: ClockView }),
  Type.Object({ kind: Type.Literal('closing'), reason: Type.String(), at: Instant }),
]);
export type LiveEvent = Static<typeof LiveEvent>;
