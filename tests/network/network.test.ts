import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../server/core/clock.ts';
import { Kernel, sleep, type Task } from '../../server/core/kernel.ts';
import { forkState } from '../../server/core/state.ts';
import { type CapturedChunk, chunksOf } from '../../server/network/capture.ts';
import { networkLimits } from '../../server/network/limits.ts';
import { emptyNetwork, type Endpoint, Network, type Reactor } from '../../server/network/network.ts';

const START = 1_773_745_200_000_000;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const shown = (parts: readonly Uint8Array[]): string => parts.map((part) => new TextDecoder().decode(part)).join('');

/** What a finished connection's two sides wrote. */
function writes(id: number): CapturedChunk[] {
  const conversation = network.state.capture.conversations.get(String(id));
  return (conversation && chunksOf(conversation)) ?? [];
}

let kernel: Kernel;
let network: Network;
let trace: string[];

beforeEach(() => {
  kernel = new Kernel(START);
  network = new Network(kernel, '1', emptyNetwork());
  network.addHost('ct01', '10.20.20.11');
  network.addHost('mwl01', '10.20.10.21');
  trace = [];
});

/** Listens as a server that notes what it gets and answers by `onData`. */
function serve(port: number, onData: (endpoint: Endpoint, parts: readonly Uint8Array[]) => void): void {
  network.listen('mwl01', port, (endpoint): Reactor => ({
    data: (parts) => {
      trace.push(`server got ${shown(parts)}`);
      onData(endpoint, parts);
    },
    closed: (how) => trace.push(`server saw ${how}`),
  }));
}

function run(task: () => Task<void>, until = START + MINUTE): void {
  kernel.spawn('test', task());
  kernel.runUntil(until);
}

/** Connects, sends each write, then notes everything that comes until the end or the deadline. */
function* talk(port: number, writes: readonly Uint8Array[], to = 'mwl01', deadline = 10 * SECOND): Task<void> {
  const result = yield* network.connect('ct01', to, port);
  trace.push(result.kind);
  if (result.kind !== 'open') return;
  const { connection } = result;
  for (const write of writes) connection.send([write]);
  const end = kernel.now + deadline;
  for (;;) {
    const received = yield* connection.receive(end);
    if (received.kind === 'data') {
      trace.push(`client got ${shown(received.parts)}`);
      continue;
    }
    trace.push(received.kind === 'closed' ? `client saw ${received.how}` : 'client timed out');
    connection.close();
    return;
  }
}

describe('a connection', () => {
  it('is accepted where somebody listens, carries bytes both ways and ends for both', () => {
    serve(11113, (endpoint) => {
      endpoint.send([text('wel'), text('come')]);
      endpoint.close();
    });
    run(() => talk(11113, [text('hello')]));
    expect(trace).toEqual(['open', 'server got hello', 'client got welcome', 'client saw fin']);
    expect([network.openConnections, kernel.quiet]).toEqual([0, true]);
  });

  it('is refused where nobody listens', () => {
    run(() => talk(11114, []));
    expect(trace).toEqual(['refused']);
    expect(network.state.capture.conversations.get('1')).toEqual({
      id: 1,
      client: 'ct01',
      clientPort: 49_153,
      server: 'mwl01',
      serverPort: 11_114,
      opened: START,
      outcome: 'refused',
      closed: expect.any(Number) as number,
      end: undefined,
      bytes: 0,
      kept: { columns: '', small: '', shared: [] },
    });
  });

  it('is refused again after the listener went away', () => {
    serve(104, () => undefined);
    expect(network.isListening('mwl01', 104)).toBe(true);
    network.unlisten('mwl01', 104);
    run(() => talk(104, []));
    expect([trace, network.isListening('mwl01', 104)]).toEqual([['refused'], false]);
  });

  it('times out when the host is down', () => {
    serve(11113, () => undefined);
    network.state.hosts.update('mwl01', { up: false });
    run(() => talk(11113, []));
    expect(trace).toEqual(['timed-out']);
    const conversation = network.state.capture.conversations.get('1');
    expect([conversation?.outcome, (conversation?.closed ?? 0) - START]).toEqual([
      'timed-out',
      networkLimits.connectTimeout,
    ]);
  });

  it('finds hosts by name or address and says when there is none', () => {
    serve(11113, (endpoint) => endpoint.close());
    run(() => talk(11113, [text('x')], '10.20.10.21'));
    run(() => talk(11113, [], 'nowhere'), START + 2 * MINUTE);
    expect(trace).toEqual(['open', 'server got x', 'client saw fin', 'unknown-host']);
  });

  it('shows a reset by the server to the client, which gets nothing sent after it', () => {
    serve(104, (endpoint) => {
      endpoint.reset();
      endpoint.send([text('too late')]);
    });
    run(() => talk(104, [text('hello')]));
    expect(trace).toEqual(['open', 'server got hello', 'client saw reset']);
    expect(network.state.capture.conversations.get('1')?.end).toEqual({ by: 'server', how: 'reset' });
  });

  it('shows a reset by the client to the server', () => {
    serve(104, () => undefined);
    run(function* () {
      const result = yield* network.connect('ct01', 'mwl01', 104);
      if (result.kind !== 'open') return;
      result.connection.send([text('bye')]);
      result.connection.reset();
      result.connection.reset();
    });
    expect(trace).toEqual(['server got bye', 'server saw reset']);
    expect([network.openConnections, network.state.capture.conversations.get('1')?.end]).toEqual([
      0,
      { by: 'client', how: 'reset' },
    ]);
  });

  it('lets the reader give up at its deadline', () => {
    serve(104, () => undefined);
    run(() => talk(104, [text('anybody?')], 'mwl01', 2 * SECOND));
    expect(trace).toEqual(['open', 'server got anybody?', 'client timed out', 'server saw fin']);
  });

  it('keeps the order of writes: a small one does not overtake a large one', () => {
    const large = new Uint8Array(500_000).fill(65);
    const lengths: number[] = [];
    network.listen('mwl01', 104, () => ({
      data: (parts) => lengths.push(parts.reduce((sum, part) => sum + part.length, 0)),
      closed: () => undefined,
    }));
    run(() => talk(104, [large, text('b'), text('cc')], 'mwl01', SECOND));
    expect(lengths).toEqual([500_000, 1, 2]);
    const chunks = writes(1);
    expect(chunks.map((chunk) => chunk.at)).toEqual([chunks[0]?.at, chunks[0]?.at, chunks[0]?.at]);
    const arrivals = chunks.map((chunk) => chunk.arrives);
    expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
  });

  it('tells each side who the other is', () => {
    const seen: unknown[] = [];
    network.listen('mwl01', 104, (endpoint) => {
      seen.push([endpoint.localHost, endpoint.remoteHost, endpoint.remoteAddress]);
      return { data: () => undefined, closed: () => undefined };
    });
    run(function* () {
      const result = yield* network.connect('ct01', 'mwl01', 104);
      if (result.kind !== 'open') return;
      seen.push([result.connection.localHost, result.connection.remoteHost, result.connection.remoteAddress]);
      result.connection.close();
    });
    expect(seen).toEqual([
      ['mwl01', 'ct01', '10.20.20.11'],
      ['ct01', 'mwl01', '10.20.10.21'],
    ]);
  });

  it('is reset when it carries more than a conversation may', () => {
    const block = new Uint8Array(64 * 1024 * 1024);
    network.listen('mwl01', 104, () => ({ data: () => undefined, closed: (how) => trace.push(`server saw ${how}`) }));
    run(() => talk(104, [block, block, block, block, block], 'mwl01', SECOND));
    expect(trace).toContain('server saw reset');
  });

  it('has a latency of its own: a further connection moves nothing in the others', () => {
    serve(104, (endpoint) => endpoint.send([text('ok')]));
    const arrivals = (extra: boolean): (number | undefined)[] => {
      kernel = new Kernel(START);
      network = new Network(kernel, '1', emptyNetwork());
      network.addHost('ct01', '10.20.20.11');
      network.addHost('mwl01', '10.20.10.21');
      serve(104, (endpoint) => {
        endpoint.close();
      });
      kernel.spawn('one', talk(104, [text('a')]));
      if (extra) kernel.spawn('two', talk(104, [text('b')]));
      kernel.runUntil(START + MINUTE);
      return writes(1).map((chunk) => chunk.arrives - START);
    };
    expect(arrivals(true)).toEqual(arrivals(false));
  });
});

describe('the capture', () => {
  it('keeps what each side sent, what is large by reference, in order of sending', () => {
    const hello = text('hello'.repeat(100));
    serve(104, (endpoint) => {
      endpoint.send([text('ok')]);
      endpoint.close();
    });
    run(() => talk(104, [hello]));
    const conversation = network.state.capture.conversations.get('1');
    expect(writes(1).map((chunk) => [chunk.from, shown(chunk.parts)])).toEqual([
      ['client', 'hello'.repeat(100)],
      ['server', 'ok'],
    ]);
    expect(writes(1)[0]?.parts[0]).toBe(hello);
    expect([conversation?.bytes, conversation?.end]).toEqual([502, { by: 'server', how: 'fin' }]);
  });

  it('drops the oldest conversation whole beyond its bound and keeps who talked to whom', () => {
    serve(104, (endpoint) => {
      endpoint.close();
    });
    const block = new Uint8Array(1024 * 1024);
    for (let i = 1; i <= 6; i++) {
      run(() => talk(104, [block]), START + i * MINUTE);
    }
    const kept = [...network.state.capture.conversations.values()].map((conversation) => [
      conversation.id,
      conversation.bytes,
      chunksOf(conversation)?.length,
    ]);
    expect(kept).toEqual([1, 2, 3, 4, 5, 6].map((id) => [id, block.length, id <= 2 ? undefined : 1]));
    expect(network.state.capture.heldBytes).toBe(4 * 1024 * 1024);
  });

  it('stays within its bound when a conversation ends after younger ones were dropped', () => {
    serve(104, () => undefined);
    network.listen('mwl01', 105, (endpoint) => ({ data: () => endpoint.close(), closed: () => undefined }));
    const block = new Uint8Array(1024 * 1024);
    kernel.spawn('slow', talk(104, [block], 'mwl01', 20 * MINUTE));
    function* quick(): Task<void> {
      for (let i = 0; i < 6; i++) {
        yield* sleep(kernel, MINUTE);
        yield* talk(105, [block]);
      }
    }
    kernel.spawn('quick', quick());
    kernel.runUntil(START + 30 * MINUTE);
    const kept = [...network.state.capture.conversations.values()];
    const held = kept.filter((conversation) => conversation.kept).reduce((sum, { bytes }) => sum + bytes, 0);
    expect([kept.length, held, network.state.capture.heldBytes]).toEqual([7, 4 * 1024 * 1024, 4 * 1024 * 1024]);
    expect(kept.find(({ id }) => id === 1)?.kept).toBeUndefined();
  });

  it('belongs to its branch after a fork', () => {
    serve(104, (endpoint) => {
      endpoint.close();
    });
    run(() => talk(104, [text('before')]));
    const branch = forkState(network.state);
    run(() => talk(104, [text('after')]), START + 2 * MINUTE);
    expect([branch.capture.conversations.size, branch.capture.heldBytes, branch.nextConnection]).toEqual([1, 6, 2]);
    expect([network.state.capture.conversations.size, network.state.capture.heldBytes]).toEqual([2, 11]);
  });
});
