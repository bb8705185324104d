import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveSocket, type Connection, type Position } from '../../../client/src/lib/live-socket.ts';
import type { LiveEvent } from '../../../server/contract/live.ts';

const clock = { now: 5, from: 0, arrived: 0, pace: 1, zoneOffset: -300, stopped: null };
const hello = (seq: number): LiveEvent => ({ kind: 'hello', seq, epoch: 0, revision: 1, clock });
const tick = (seq: number): LiveEvent => ({ kind: 'tick', seq, epoch: 0, revision: 1, clock, messages: [] });

interface Opened extends Position {
  say: (event: LiveEvent) => void;
  break: () => void;
  closed: boolean;
}

function start(since: number): { opened: Opened[]; events: LiveEvent[]; states: Connection[]; live: LiveSocket } {
  const opened: Opened[] = [];
  const events: LiveEvent[] = [];
  const states: Connection[] = [];
  const live = new LiveSocket(
    (position, on) => {
      const one: Opened = {
        ...position,
        say: (event) => on.message(JSON.stringify(event)),
        break: () => on.closed(),
        closed: false,
      };
      opened.push(one);
      return { close: () => (one.closed = true) };
    },
    { since, epoch: 0 },
    { event: (event) => events.push(event), connection: (state) => states.push(state) },
  );
  return { opened, events, states, live };
}

describe('the live stream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('asks again from the last event it handled', () => {
    const { opened, events, states } = start(40);
    opened[0]?.say(hello(40));
    opened[0]?.say(tick(43));
    opened[0]?.break();
    vi.advanceTimersByTime(250);
    opened[1]?.say(hello(43));
    opened[1]?.say(tick(44));
    expect(opened.map(({ since }) => since)).toEqual([40, 43]);
    expect(events.map(({ kind }) => kind)).toEqual(['hello', 'tick', 'hello', 'tick']);
    expect(states).toEqual(['live', 'lost', 'live']);
  });

  test('a hello alone does not move the position: what the server has is not yet what the page has', () => {
    const { opened } = start(40);
    opened[0]?.say(hello(99));
    opened[0]?.break();
    vi.advanceTimersByTime(250);
    expect(opened[1]?.since).toBe(40);
  });

  test('an undo sets the position back, and the next connection asks in the new past', () => {
    const { opened, live } = start(40);
    opened[0]?.say({ kind: 'reset', seq: 12, epoch: 7, revision: 2, clock });
    expect(live.position).toEqual({ since: 12, epoch: 7 });
    opened[0]?.break();
    vi.advanceTimersByTime(250);
    expect(opened[1]).toMatchObject({ since: 12, epoch: 7 });
  });

  test('a hello of another past is not taken for what the page holds', () => {
    const { opened } = start(40);
    opened[0]?.say({ kind: 'hello', seq: 12, epoch: 7, revision: 2, clock });
    opened[0]?.break();
    vi.advanceTimersByTime(250);
    expect(opened[1]).toMatchObject({ since: 40, epoch: 0 });
  });

  test('waits longer after each failure, at most five seconds, and starts afresh once connected', () => {
    const { opened } = start(0);
    const waits = [250, 500, 1000, 2000, 4000, 5000, 5000];
    for (const [attempt, wait] of waits.entries()) {
      opened[attempt]?.break();
      vi.advanceTimersByTime(wait - 1);
      expect(opened).toHaveLength(attempt + 1);
      vi.advanceTimersByTime(1);
      expect(opened).toHaveLength(attempt + 2);
    }
    opened.at(-1)?.say(hello(0));
    opened.at(-1)?.break();
    vi.advanceTimersByTime(250);
    expect(opened).toHaveLength(waits.length + 2);
  });

  test('takes silence for a break', () => {
    const { opened, states } = start(0);
    opened[0]?.say(hello(0));
    vi.advanceTimersByTime(40_000);
    expect(opened[0]?.closed).toBe(true);
    expect(states).toEqual(['live', 'lost']);
    vi.advanceTimersByTime(250);
    expect(opened).toHaveLength(2);
  });

  test('hears nothing more from a connection that was given up', () => {
    const { opened, events } = start(0);
    opened[0]?.break();
    vi.advanceTimersByTime(250);
    opened[0]?.say(tick(7));
    expect(events).toEqual([]);
  });

  test('stays closed after stop', () => {
    const { opened, live } = start(0);
    live.stop();
    opened[0]?.break();
    vi.advanceTimersByTime(60_000);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.closed).toBe(true);
  });
});
