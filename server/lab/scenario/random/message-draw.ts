import type { LearnerAction } from '../../../contract/action.ts';
import type { RandomStream } from '../../../core/random.ts';
import type { Lab } from '../../lab.ts';

const ports = [6661, 6663, 6664, 6665] as const;

/** A message of the engine's store in the composer: its control ID is new, and one field is changed or exchanged. */
export function drawMessage({ hospital, seq }: Lab, random: RandomStream): LearnerAction | undefined {
  const stored = [...hospital.engine.state.messages.values()].filter(({ port }) =>
    (ports as readonly number[]).includes(port),
  );
  if (stored.length === 0) return undefined;
  const message = random.pick(stored);
  const segments = Buffer.from(message.bytes).toString('latin1').split('\r');
  const other = Buffer.from(random.pick(stored).bytes).toString('latin1').split('\r');
  const head = (segments[0] ?? '').split('|');
  head[9] = `RANDOM${seq}`;
  segments[0] = head.join('|');
  if (random.chance(0.7)) {
    const at = random.integer(1, Math.max(1, segments.length - 2));
    const fields = (segments[at] ?? '').split('|');
    const from = other.find((each) => each.startsWith(`${fields[0] ?? ''}|`))?.split('|') ?? [];
    const field = random.integer(1, Math.max(1, fields.length - 1));
    fields[field] = random.chance(0.5) ? (from[field] ?? '') : '';
    segments[at] = fields.join('|');
  }
  const bytes = Buffer.from(segments.join('\r'), 'latin1').toString('base64');
  return { kind: 'send-hl7', from: message.port < 6664 ? 'his01' : 'ris01', port: message.port, bytes };
}
