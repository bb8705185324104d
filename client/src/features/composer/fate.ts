import type { EngineView, WorklistItem } from '../../../../server/contract/engine.ts';
import type { MessageSummary } from '../../../../server/contract/message.ts';

type Stored = EngineView['stored'][number];

/** What became of a sent message, as far as the hospital's records show it. */
export interface Fate {
  readonly stored: Stored | undefined;
  /** Why the engine holds it back, destination by destination. */
  readonly errors: readonly string[];
  /** What the engine sent out for it. */
  readonly passedOn: readonly MessageSummary[];
  readonly items: readonly WorklistItem[];
}

/** Virtual time in which the engine is expected to pass a message on, µs. */
const SOON = 120_000_000;

export function fateOf(
  event: number,
  messages: readonly MessageSummary[],
  engine: Pick<EngineView, 'stored' | 'errors'>,
  worklist: readonly WorklistItem[],
): Fate {
  const sent = messages.find(({ id }) => id === event);
  const stored = engine.stored.find((one) => one.event === event);
  const passedOn = sent
    ? messages.filter(
        (one) =>
          one.from === 'eng01' &&
          one.inReplyTo === null &&
          one.id > event &&
          one.at - sent.at <= SOON &&
          isSameMatter(sent, one),
      )
    : [];
  const ids = new Set(passedOn.filter(({ to }) => to === 'mwl01').map(({ id }) => id));
  return {
    stored,
    errors: engine.errors
      .filter((one) => one.message === stored?.message)
      .map((one) => `${one.channel}${one.destination === '' ? '' : ` → ${one.destination}`}: ${one.text}`),
    passedOn,
    items: worklist.filter((item) => item.event !== null && ids.has(item.event)),
  };
}

/** Rules may change any one number on the way; an order keeps at least one, a message without an order its patient. */
function isSameMatter(sent: MessageSummary, other: MessageSummary): boolean {
  const numbers = ['placer', 'filler', 'accession', 'spsId', 'studyUid'] as const;
  const own = numbers.filter((name) => sent.keys[name] !== undefined);
  if (own.length > 0) return own.some((name) => sent.keys[name] === other.keys[name]);
  const { patientId } = sent.keys;
  return patientId !== undefined && patientId === other.keys.patientId;
}
