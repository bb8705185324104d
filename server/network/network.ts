import type { Micros } from '../core/clock.ts';
import { type Kernel, Signal, sleep, type Task, waitFor } from '../core/kernel.ts';
import { stream } from '../core/random.ts';
import { Table } from '../core/state.ts';
import { type CapturedChunk, type CaptureState, emptyCapture, keepConversation } from './capture.ts';
import { networkLimits } from './limits.ts';

/** A machine on the simulated network. `up: false` answers nothing: connections to it time out. */
export interface HostRow {
  readonly name: string;
  readonly address: string;
  readonly up: boolean;
}

export interface NetworkState {
  readonly hosts: Table<HostRow>;
  readonly capture: CaptureState;
  /** Number of the next connection; also the name of its random stream. */
  nextConnection: number;
}

export function emptyNetwork(): NetworkState {
  return { hosts: new Table<HostRow>(), capture: emptyCapture(), nextConnection: 1 };
}

/** A server's half: reacts to bytes, holds no thread of control (kernel.md rule 4). */
export interface Reactor {
  data(parts: readonly Uint8Array[]): void;
  closed(how: 'fin' | 'reset'): void;
}

/** What either side can do with its end of a connection. */
export interface Endpoint {
  readonly connectionId: number;
  readonly localHost: string;
  readonly remoteHost: string;
  readonly remoteAddress: string;
  /** One write; the parts are kept by reference and must never change. */
  send(parts: readonly Uint8Array[]): void;
  close(): void;
  reset(): void;
}

export type Acceptor = (endpoint: Endpoint) => Reactor;

export type ConnectResult =
  | { readonly kind: 'open'; readonly connection: ClientConnection }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'unknown-host' };

export type Received =
  | { readonly kind: 'data'; readonly parts: readonly Uint8Array[] }
  | { readonly kind: 'closed'; readonly how: 'fin' | 'reset' }
  | { readonly kind: 'timed-out' };

/** The side that connected; read by a process. */
export interface ClientConnection extends Endpoint {
  /** The next bytes, the end of the connection, or a time-out at `deadline`. */
  receive(deadline: Micros): Task<Received>;
}

interface OpenConnection {
  readonly id: number;
  readonly client: string;
  readonly server: string;
  readonly clientPort: number;
  readonly serverPort: number;
  readonly opened: Micros;
  readonly latency: number;
  readonly chunks: CapturedChunk[];
  bytes: number;
  end: { by: 'client' | 'server'; how: 'fin' | 'reset' } | undefined;
  /** Arrival of the last chunk in each direction: TCP keeps order. */
  lastArrival: { client: Micros; server: Micros };
}

/** 1 Gbit/s: µs per byte. */
const MICROS_PER_BYTE = 0.008;

export class Network {
  readonly state: NetworkState;
  readonly #kernel: Kernel;
  readonly #seed: string;
  readonly #listeners = new Map<string, Acceptor>();
  #open = 0;

  constructor(kernel: Kernel, seed: string, state: NetworkState) {
    this.#kernel = kernel;
    this.#seed = seed;
    this.state = state;
  }

  addHost(name: string, address: string): void {
    this.state.hosts.put(name, { name, address, up: true });
  }

  /** A host by name or IPv4 address. */
  resolve(nameOrAddress: string): HostRow | undefined {
    return this.state.hosts.get(nameOrAddress) ?? this.state.hosts.find((host) => host.address === nameOrAddress);
  }

  listen(host: string, port: number, accept: Acceptor): void {
    this.#listeners.set(`${host}:${port}`, accept);
  }

  unlisten(host: string, port: number): void {
    this.#listeners.delete(`${host}:${port}`);
  }

  isListening(host: string, port: number): boolean {
    return this.#listeners.has(`${host}:${port}`);
  }

  /** Connections that one side or both have not ended. The lab can be copied only at 0. */
  get openConnections(): number {
    return this.#open;
  }

  /** Opens a TCP connection from a host: accepted, refused (RST), or timed out (host down). */
  *connect(from: string, to: string, port: number): Task<ConnectResult> {
    const target = this.resolve(to);
    if (!target) return { kind: 'unknown-host' };
    const id = this.state.nextConnection++;
    const random = stream(this.#seed, `latency/${from}>${target.name}#${id}`);
    const latency = random.integer(150, 900);
    const connection: OpenConnection = {
      id,
      client: from,
      server: target.name,
      clientPort: 49_152 + (id % 16_000),
      serverPort: port,
      opened: this.#kernel.now,
      latency,
      chunks: [],
      bytes: 0,
      end: undefined,
      lastArrival: { client: 0, server: 0 },
    };
    if (!target.up) {
      yield* sleep(this.#kernel, networkLimits.connectTimeout);
      this.#keep(connection, 'timed-out');
      return { kind: 'timed-out' };
    }
    yield* sleep(this.#kernel, 2 * latency);
    const accept = this.#listeners.get(`${target.name}:${port}`);
    if (!accept) {
      this.#keep(connection, 'refused');
      return { kind: 'refused' };
    }
    return { kind: 'open', connection: this.#establish(connection, target.address, accept) };
  }

  #establish(open: OpenConnection, serverAddress: string, accept: Acceptor): ClientConnection {
    const kernel = this.#kernel;
    this.#open += 1;
    const inbox: Received[] = [];
    const arrived = new Signal();
    const ends: { client: boolean; server: boolean } = { client: false, server: false };
    // The server's reactor is made below, when both ends exist.
    let reactor: Reactor | undefined;

    const deliver = (to: 'client' | 'server', received: Received): void => {
      if (to === 'client') {
        inbox.push(received);
        kernel.notify(arrived);
      } else if (received.kind === 'data') reactor?.data(received.parts);
      else if (received.kind === 'closed') reactor?.closed(received.how);
    };
    const travel = (from: 'client' | 'server', received: Received, bytes: number): Micros => {
      const to = from === 'client' ? 'server' : 'client';
      const arrives = Math.max(open.lastArrival[to], kernel.now + open.latency + Math.round(bytes * MICROS_PER_BYTE));
      open.lastArrival[to] = arrives;
      kernel.callAt(arrives, () => {
        if (!ends[to]) deliver(to, received);
      });
      return arrives;
    };
    const endpoint = (side: 'client' | 'server'): Endpoint => {
      const finish = (how: 'fin' | 'reset'): void => {
        if (ends[side]) return;
        ends[side] = true;
        const other = side === 'client' ? 'server' : 'client';
        open.end ??= { by: side, how };
        if (!ends[other]) travel(side, { kind: 'closed', how }, 0);
        if (ends.client && ends.server) {
          this.#open -= 1;
          this.#keep(open, 'accepted');
        }
      };
      return {
        connectionId: open.id,
        localHost: side === 'client' ? open.client : open.server,
        remoteHost: side === 'client' ? open.server : open.client,
        remoteAddress: side === 'client' ? serverAddress : (this.state.hosts.get(open.client)?.address ?? '0.0.0.0'),
        send: (parts) => {
          if (ends[side] || parts.length === 0) return;
          const bytes = parts.reduce((sum, part) => sum + part.length, 0);
          open.bytes += bytes;
          if (open.bytes > networkLimits.conversationBytes) return finish('reset');
          const arrives = travel(side, { kind: 'data', parts }, bytes);
          open.chunks.push({ at: kernel.now, arrives, from: side, parts });
        },
        close: () => {
          finish('fin');
        },
        reset: () => {
          finish('reset');
        },
      };
    };

    const client = endpoint('client');
    const server = endpoint('server');
    reactor = accept(server);
    // A peer that has said goodbye is answered at once: no half-open connections in this network.
    const inner = reactor;
    reactor = {
      data: (parts) => {
        inner.data(parts);
      },
      closed: (how) => {
        inner.closed(how);
        server.close();
      },
    };
    return {
      ...client,
      *receive(deadline) {
        for (;;) {
          const received = inbox.shift();
          if (received) {
            if (received.kind === 'closed') client.close();
            return received;
          }
          if (!(yield* waitFor(arrived, deadline))) return { kind: 'timed-out' };
        }
      },
    };
  }

  #keep(open: OpenConnection, outcome: 'accepted' | 'refused' | 'timed-out'): void {
    keepConversation(this.state.capture, {
      id: open.id,
      client: open.client,
      clientPort: open.clientPort,
      server: open.server,
      serverPort: open.serverPort,
      opened: open.opened,
      outcome,
      closed: this.#kernel.now,
      end: open.end,
      bytes: open.bytes,
      chunks: open.chunks,
    });
  }
}
