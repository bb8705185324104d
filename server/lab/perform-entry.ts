import type { ActionOutcome } from '../contract/action.ts';
import type { Micros } from '../core/clock.ts';
import { applyAction } from './actions/apply.ts';
import { isFaultPayload } from './faults/fault-entry.ts';
import type { Hospital } from './hospital.ts';
import type { LogEntry } from './log.ts';
import { isNote } from './notebook.ts';

/**
 * Applies one standing entry to a hospital that stands where the entry's predecessor left it; nothing after `until`
 * happens. `within`: how long the conversations that it starts may take. Undefined for what has no outcome.
 */
export function performEntry(
  hospital: Hospital,
  entry: LogEntry,
  within: Micros,
  until = Number.MAX_SAFE_INTEGER,
): Omit<ActionOutcome, 'seq'> | undefined {
  const { kernel } = hospital.room;
  const settle = (): void => {
    hospital.settle(Math.min(within, until - kernel.now));
  };
  if (entry.kind === 'advance-to') {
    kernel.runUntil(Math.min(entry.payload.at, until));
    settle();
    return undefined;
  }
  if (entry.kind === 'action' && isNote(entry.payload)) return undefined;
  if (kernel.now < entry.at) kernel.runUntil(Math.min(entry.at, until));
  settle();
  if (isFaultPayload(entry)) {
    if (entry.kind === 'inject-fault') hospital.director.inject(entry.payload);
    else hospital.director.withdraw(entry.payload.id);
    settle();
    return undefined;
  }
  if (entry.kind !== 'action' || isNote(entry.payload)) return undefined;
  const outcome = applyAction(hospital, entry.payload, entry.as, entry.basedOn);
  settle();
  return outcome.finish();
}
