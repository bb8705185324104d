import type { Micros } from '../core/clock.ts';
import { Hl7Message } from '../protocols/hl7/message.ts';
import { type Flaw, findFlaw } from './link-fault.ts';

const CR = 0x0d;
const LF = 0x0a;

/** The message as a sender with these flaws writes it. */
export function hl7AsSent(flaws: readonly Flaw[], payload: Uint8Array): Uint8Array {
  return findFlaw(flaws, 'line-feed') ? payload.map((byte) => (byte === CR ? LF : byte)) : payload;
}

/** The answer as a receiver with these flaws gives it, so much later; undefined when it never does. */
export function hl7AsAnswered(
  flaws: readonly Flaw[],
  answer: Uint8Array,
): { readonly bytes: Uint8Array; readonly after: Micros } | undefined {
  if (findFlaw(flaws, 'ack-missing')) return undefined;
  const after = findFlaw(flaws, 'ack-late')?.micros ?? 0;
  const wrong = findFlaw(flaws, 'ack-wrong');
  if (!wrong) return { bytes: answer, after };
  const message = Hl7Message.read(answer);
  const changed =
    wrong.saying === 'message-before'
      ? message.set('MSA-2', numberBefore(message.value('MSA-2')))
      : message.set('MSA-1', wrong.saying);
  return { bytes: changed.bytes, after };
}

/** Control IDs are counted up: the one before has the number before in as many digits. */
function numberBefore(controlId: string): string {
  const [digits = ''] = /\d*$/.exec(controlId) ?? [];
  if (digits === '' || Number(digits) === 0) return `${controlId}0`;
  return controlId.slice(0, -digits.length) + String(Number(digits) - 1).padStart(digits.length, '0');
}
