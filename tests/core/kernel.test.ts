import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../server/core/clock.ts';
import { Kernel, type Plain, Signal, sleep, type Task, waitFor } from '../../server/core/kernel.ts';
import { coreLimits } from '../../server/core/limits.ts';

const START = 1_000_000_000;

function traced(kernel: Kernel): Plain[] {
  const trace: Plain[] = [];
  kernel.on('note', (args) => trace.push([kernel.now - START, args]));
  return trace;
}

describe('kernel entries', () => {
  it('run by time, and at one time in the order in which they were scheduled', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 200 }), (times) => {
        const kernel = new Kernel(START);
        const trace = traced(kernel);
        times.forEach((time, index) => kernel.schedule(START + time, 'note', index));
        expect(kernel.runUntil(START + 30)).toBe('idle');
        const expected = times.map((time, index) => [time, index] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(trace).toEqual(expected);
      }),
    );
  });

  it('that were due in the past run now, never backwards', () => {
    const kernel = new Kernel(START);
    const trace = traced(kernel);
    kernel.schedule(START - 50, 'note', 'late');
    kernel.runUntil(START);
    expect([trace, kernel.now]).toEqual([[[0, 'late']], START]);
  });

  it('can be cancelled once', () => {
    const kernel = new Kernel(START);
    const trace = traced(kernel);
    const id = kernel.schedule(START + 5, 'note', 'never');
    kernel.schedule(START + 6, 'note', 'kept');
    expect([kernel.cancel(id), kernel.cancel(id), kernel.nextAt]).toEqual([true, false, START + 6]);
    expect(kernel.entries()).toEqual([{ id: 2, at: START + 6, handler: 'note', args: 'kept' }]);
    kernel.runUntil(START + 10);
    expect([trace, kernel.cancel(2)]).toEqual([[[6, 'kept']], false]);
  });

  it('need a registered handler, registered once, and whole microseconds', () => {
    const kernel = new Kernel(START);
    traced(kernel);
    expect(() => kernel.on('note', () => undefined)).toThrow('handler note is registered twice');
    expect(() => kernel.schedule(START + 0.5, 'note')).toThrow('not an instant in whole µs');
    kernel.schedule(START, 'unknown');
    expect(() => kernel.runUntil(START)).toThrow('no handler unknown');
  });

  it('pass on the cause that was current when they were scheduled', () => {
    const kernel = new Kernel(START);
    const causes: number[] = [];
    kernel.on('look', () => {
      causes.push(kernel.cause);
      kernel.cause = 99;
    });
    kernel.cause = 7;
    kernel.schedule(START + 1, 'look');
    kernel.cause = 8;
    kernel.schedule(START + 2, 'look');
    kernel.runUntil(START + 3);
    expect(causes).toEqual([7, 8]);
  });
});

describe('running', () => {
  it('includes the end of the interval and sets the clock to it', () => {
    const kernel = new Kernel(START);
    const trace = traced(kernel);
    kernel.schedule(START + 10, 'note', 'at the end');
    kernel.schedule(START + 11, 'note', 'after');
    expect([kernel.runUntil(START + 10), kernel.now - START, trace]).toEqual(['reached', 10, [[10, 'at the end']]]);
    expect([kernel.runUntil(START + 500), kernel.now - START]).toEqual(['idle', 500]);
  });

  it('stops when its budget is used up and goes on where it stopped', () => {
    const kernel = new Kernel(START);
    const trace = traced(kernel);
    for (let i = 1; i <= 5; i++) kernel.schedule(START + i, 'note', i);
    expect([kernel.runUntil(START + 10, 2), trace.length, kernel.now - START]).toEqual(['budget', 2, 2]);
    expect([kernel.runUntil(START + 10, 100), trace.length, kernel.now - START]).toEqual(['idle', 5, 10]);
  });
});

describe('processes', () => {
  it('sleep in virtual time and end', () => {
    const kernel = new Kernel(START);
    const trace: Plain[] = [];
    function* walk(): Task<void> {
      for (const step of [10, 20]) {
        yield* sleep(kernel, step);
        trace.push(kernel.now - START);
      }
    }
    kernel.spawn('walk', walk());
    expect([kernel.quiet, kernel.runToQuiet(START + HOUR), trace, kernel.now - START]).toEqual([
      false,
      true,
      [10, 30],
      30,
    ]);
  });

  it('are woken by a signal, and do not run inside the frame of whoever notifies', () => {
    const kernel = new Kernel(START);
    const signal = new Signal();
    const trace: string[] = [];
    function* waiter(name: string): Task<void> {
      trace.push(`${name} waits`);
      trace.push(`${name} ${(yield* waitFor(signal)) ? 'woken' : 'timed out'}`);
    }
    kernel.spawn('a', waiter('a'));
    kernel.spawn('b', waiter('b'));
    kernel.callAt(START + 5, () => {
      kernel.notify(signal);
      trace.push('notified');
    });
    kernel.runUntil(START + 5);
    expect(trace).toEqual(['a waits', 'b waits', 'notified', 'a woken', 'b woken']);
  });

  it('stop waiting at their deadline, after which a signal does not wake them', () => {
    const kernel = new Kernel(START);
    const signal = new Signal();
    const trace: Plain[] = [];
    function* waiter(): Task<void> {
      trace.push([yield* waitFor(signal, kernel.now + 10), kernel.now - START]);
      yield* sleep(kernel, 100);
      trace.push(kernel.now - START);
    }
    kernel.spawn('waiter', waiter());
    kernel.callAt(START + 20, () => {
      kernel.notify(signal);
    });
    kernel.runUntil(START + 200);
    expect(trace).toEqual([[false, 10], 110]);
  });

  it('leave no deadline behind when woken in time: the lab is quiet at once', () => {
    const kernel = new Kernel(START);
    const signal = new Signal();
    function* waiter(): Task<void> {
      yield* waitFor(signal, kernel.now + HOUR);
    }
    kernel.spawn('waiter', waiter());
    kernel.callAt(START + 3, () => {
      kernel.notify(signal);
    });
    expect([kernel.runToQuiet(START + 10), kernel.now - START, kernel.nextAt]).toEqual([true, 3, undefined]);
  });

  it('keep their own cause across waits', () => {
    const kernel = new Kernel(START);
    const causes: number[] = [];
    function* act(): Task<void> {
      yield* sleep(kernel, 10);
      causes.push(kernel.cause);
      kernel.cause = 5;
      yield* sleep(kernel, 10);
      causes.push(kernel.cause);
    }
    kernel.cause = 4;
    kernel.spawn('act', act());
    kernel.callAt(START + 15, () => {
      kernel.cause = 77;
    });
    kernel.cause = 0;
    kernel.runUntil(START + 50);
    expect(causes).toEqual([4, 5]);
  });
});

describe('quiet', () => {
  it('is a lab with nothing but lasting entries; a cancelled call counts no more', () => {
    const kernel = new Kernel(START);
    traced(kernel);
    kernel.schedule(START + 10, 'note');
    expect(kernel.quiet).toBe(true);
    const cancel = kernel.callAt(START + 5, () => undefined);
    expect(kernel.quiet).toBe(false);
    cancel();
    cancel();
    expect(kernel.quiet).toBe(true);
  });

  it('is not waited for beyond the given time', () => {
    const kernel = new Kernel(START);
    kernel.callAt(START + 100, () => undefined);
    expect([kernel.runToQuiet(START + 50), kernel.quiet]).toEqual([false, false]);
  });
});

describe('a fork', () => {
  /** A hospital in small: each beat starts a conversation and schedules the next beat. */
  function beating(kernel: Kernel, trace: Plain[]): void {
    kernel.on('beat', (args) => {
      const count = Number(args);
      function* talk(): Task<void> {
        yield* sleep(kernel, 3);
        trace.push([kernel.now - START, count]);
      }
      kernel.spawn('talk', talk());
      kernel.schedule(kernel.now + 10 + (count % 3), 'beat', count + 1);
    });
  }

  it('is refused while a conversation is open', () => {
    const kernel = new Kernel(START);
    kernel.callAt(START + 1, () => undefined);
    expect(() => kernel.fork()).toThrow('fork: a conversation is open');
  });

  it('goes on exactly as the original does, and neither moves the other', () => {
    const kernel = new Kernel(START);
    const before: Plain[] = [];
    beating(kernel, before);
    kernel.schedule(START, 'beat', 0);
    kernel.cancel(kernel.schedule(START + 60, 'beat', 1000));
    kernel.runUntil(START + 50);
    expect(kernel.runToQuiet(START + 60)).toBe(true);

    const forked = kernel.fork();
    const branch: Plain[] = [...before];
    beating(forked, branch);
    expect(forked.snapshot()).toEqual(kernel.snapshot());
    const frozen = JSON.stringify(kernel.snapshot());
    forked.runUntil(START + 500);
    expect(JSON.stringify(kernel.snapshot())).toBe(frozen);
    kernel.runUntil(START + 500);
    expect(branch).toEqual(before);
    expect(forked.snapshot()).toEqual(kernel.snapshot());
    expect(forked.eventCount).toBe(kernel.eventCount);
  });

  it('can cancel its own copy of an entry without touching the other', () => {
    const kernel = new Kernel(START);
    const trace = traced(kernel);
    const id = kernel.schedule(START + 5, 'note', 'once');
    const forked = kernel.fork();
    const forkedTrace = traced(forked);
    expect(forked.cancel(id)).toBe(true);
    kernel.runUntil(START + 10);
    forked.runUntil(START + 10);
    expect([trace, forkedTrace]).toEqual([[[5, 'once']], []]);
  });
});

describe('limits', () => {
  it('end two systems that answer each other within one instant', () => {
    const kernel = new Kernel(START);
    kernel.on('ping', () => kernel.schedule(kernel.now, 'pong'));
    kernel.on('pong', () => kernel.schedule(kernel.now, 'ping'));
    kernel.schedule(START, 'ping');
    expect(() => kernel.runUntil(START + SECOND)).toThrow('eventsAtOneInstant: systems answer each other without end');
  });

  it('end processes that wake each other within one instant', () => {
    const kernel = new Kernel(START);
    const signals = [new Signal(), new Signal()] as const;
    function* player(own: Signal, other: Signal): Task<void> {
      for (;;) {
        yield* waitFor(own);
        kernel.notify(other);
      }
    }
    kernel.spawn('a', player(signals[0], signals[1]));
    kernel.spawn('b', player(signals[1], signals[0]));
    kernel.callAt(START + 1, () => {
      kernel.notify(signals[0]);
    });
    expect(() => kernel.runUntil(START + 2)).toThrow('eventsAtOneInstant');
  });

  it('end a lab that has run its time, counted over forks', () => {
    const kernel = new Kernel(START);
    kernel.runUntil(START + coreLimits.virtualTime - HOUR);
    const forked = kernel.fork();
    forked.runUntil(START + coreLimits.virtualTime);
    expect(() => forked.runUntil(START + coreLimits.virtualTime + 1)).toThrow('virtualTime: the hospital has run for');
  });

  it('bound the processes alive and the entries that wait', () => {
    const kernel = new Kernel(START);
    function* forever(): Task<void> {
      yield* waitFor(new Signal());
    }
    for (let i = 0; i < coreLimits.processes; i++) kernel.spawn('idle', forever());
    expect(() => {
      kernel.spawn('one too many', forever());
    }).toThrow('processes: starting one too many');
    const full = new Kernel(START);
    for (let i = 0; i < coreLimits.heap; i++) full.schedule(START + i, 'note');
    expect(() => full.schedule(START, 'note')).toThrow('heap: too many entries wait');
  });
});
