import { type Micros, MINUTE } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import type { CheckSpec } from '../scenario/check-schema.ts';
import { newSink, type Sink } from './compare.ts';
import type { Observation } from './observation.ts';

type SoakSpec = Extract<CheckSpec, { check: 'SOAK' }>;

/** How often the queues are looked at. */
const SAMPLES = 6;
/** A message may wait so long without anybody calling it stuck. */
const PATIENCE = 2 * MINUTE;
/** What was booked so shortly before the end may still be on its way. */
const ON_ITS_WAY = MINUTE;

/**
 * SOAK (faults.md 2.0): the hospital goes on under its normal load for a while, in a copy of its own. Afterwards nothing
 * waits, no queue has grown, nothing was tried without end, no alarm was raised again and again, no message was lost
 * and none acted upon twice.
 */
export function observeSoak(hospital: Hospital, { minutes, failures = 0, alarms = 0 }: SoakSpec): Observation[] {
  const copy = hospital.fork();
  const { kernel, journal, logs, network } = copy.room;
  network.stopCapture();
  copy.director.holdFaults();
  const began = kernel.now;
  const [events, lines, errors] = [journal.state.events.length, logs.state.lines.length, copy.engine.state.errors.size];
  const sizes: number[] = [waiting(copy, kernel.now).length];
  for (let sample = 1; sample <= SAMPLES; sample++) {
    kernel.runUntil(began + Math.round((sample * minutes * MINUTE) / SAMPLES));
    sizes.push(waiting(copy, kernel.now - PATIENCE).length);
  }

  const sink = newSink();
  const atMost = (
    object: string,
    attribute: string,
    most: number,
    found: number,
    difference: Observation['difference'],
  ): void => {
    sink.same(
      object,
      'queue',
      attribute,
      `at most ${most}`,
      found <= most ? `at most ${most}` : String(found),
      difference,
    );
  };
  const stuck = new Map<string, number>();
  for (const way of waiting(copy, kernel.now - PATIENCE)) stuck.set(way, (stuck.get(way) ?? 0) + 1);
  for (const [way, count] of stuck) atMost(way, 'messages that wait', 0, count, 'does not drain');
  atMost('all queues', 'messages that wait', 0, Math.min(...sizes.slice(1)), 'does not drain');
  const grown = (sizes.at(-1) ?? 0) - (sizes[0] ?? 0);
  atMost('all queues', 'growth', 0, Math.max(0, grown), 'grows');

  const failed = new Map<string, number>();
  for (const event of journal.state.events.slice(events)) {
    if (event.kind !== 'transport') continue;
    const way = `${event.host} to ${event.to}`;
    failed.set(way, (failed.get(way) ?? 0) + 1);
  }
  for (const [way, count] of failed) atMost(way, 'failed attempts', failures, count, 'tried again and again');
  atMost('all ways', 'failed attempts', failures, Math.max(0, ...failed.values()), 'tried again and again');

  const raised = new Map<string, number>();
  for (const line of logs.state.lines.slice(lines)) {
    if (line.level !== 'ERROR') continue;
    const alarm = `${line.host} ${line.template}`;
    raised.set(alarm, (raised.get(alarm) ?? 0) + 1);
  }
  atMost('alarms', 'of one kind', alarms, Math.max(0, ...raised.values()), 'raised again and again');
  atMost('error queue', 'messages that were put aside', alarms, copy.engine.state.errors.size - errors, 'put aside');
  observeBooked(sink, copy, began, kernel.now - ON_ITS_WAY);
  return sink.list;
}

/** Where messages wait that were there before `since`, one name for each message. */
function waiting({ engine, his, ris, pacs, room }: Hospital, since: Micros): string[] {
  const out: string[] = [];
  const told = (cause: number): Micros => room.journal.get(cause)?.at ?? 0;
  for (const { cause, destination } of engine.state.queue.values()) {
    if (told(cause) <= since) out.push(`eng01 to ${destination}`);
  }
  const outboxes = [
    ['his01', his.state.outbox],
    ['ris01', ris.state.outbox],
    ['pacs01', pacs.state.outbox],
  ] as const;
  for (const [name, { messages }] of outboxes) {
    for (const { status, cause, host } of messages.values()) {
      if (status === 'WAITING' && told(cause) <= since) out.push(`${name} to ${host}`);
    }
  }
  return out;
}

/** What the RIS has booked meanwhile stands on the worklist once: none lost, none twice. */
function observeBooked(sink: Sink, { ris, worklist }: Hospital, since: Micros, until: Micros): void {
  const entries = new Map<string, number>();
  for (const { spsId } of worklist.state.items.values()) entries.set(spsId, (entries.get(spsId) ?? 0) + 1);
  for (const { status, receivedAt, spsId, filler } of ris.state.orders.values()) {
    if (status !== 'SCHEDULED' || receivedAt < since || receivedAt > until) continue;
    const found = entries.get(spsId) ?? 0;
    const difference = found === 0 ? 'missing' : 'not expected there';
    sink.same(`order ${filler}`, 'worklist', 'entries', '1', String(found), difference);
  }
}
