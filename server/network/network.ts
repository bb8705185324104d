import type { Micros } from '../core/clock.ts';
import { type Kernel, Signal, sleep, type Task, waitFor } from '../core/kernel.ts';
import { stream } from '../core/random.ts';
import { Table } from '../core/state.ts';
import {
  type CapturedChunk,
  type CapturedLoss,
  type CaptureState,
  type Conversation,
  emptyCapture,
  keepConversation,
  packChunks,
} from './capture.ts';
import { FlawedWire, type Passage } from './flawed-wire.ts';
import { networkLimits } from './limits.ts';
import { findFlaw, type Flaw, type LinkFault, meetFaults, type Side } from './link-fault.ts';

/** A machine on the simulated network. `up: false` answers nothing: connections to it time out. */
export interface HostRow {
  readonly name: string;
  readonly address: string;
  readonly up: boolean;
}

export interface NetworkState {
  readonly hosts: Table<HostRow>;
  readonly capture: CaptureState;
  /** What is wrong on the ways between hosts, by id; empty in a healthy hospital. */
  readonly linkFaults: Table<LinkFault>;
  /** Number of the next connection; also the name of its random stream. */
  nextConnection: number;
}

export function emptyNetwork(): NetworkState {
  return {
    hosts: new Table<HostRow>(),
    capture: emptyCapture(),
    linkFaults: new Table<LinkFault>(),
    nextConnection: 1,
  };
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
  /** What is wrong with this conversation; undefined when nothing is. */
  readonly flaws?: readonly Flaw[] | undefined;
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

/** 1 Gbit/s: µs per byte. */
const MICROS_PER_BYTE = 0.008;

export class Network {
  readonly state: NetworkState;
  readonly #kernel: Kernel;
  readonly #seed: string;
  readonly #listeners = new Map<string, Acceptor>();
  /** Conversations that are under way, by id; those of a copy that captures nothing are not listed. */
  readonly #underWay = new Map<number, OpenConnection>();
  #open = 0;
  #captures = true;

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

  /** Ports on which a host listens. */
  ports(host: string): number[] {
    const mine = Array.from(this.#listeners.keys()).filter((key) => key.startsWith(`${host}:`));
    return mine.map((key) => Number(key.slice(host.length + 1))).sort((a, b) => a - b);
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
    const host = this.resolve(to);
    if (!host) return { kind: 'unknown-host' };
    const id = this.state.nextConnection++;
    const flaws = this.#flawsOf(id, from, host.name, port);
    const target = findFlaw(flaws, 'drop') ? { ...host, up: false } : host;
    const random = stream(this.#seed, `latency/${from}>${target.name}#${id}`);
    const latency = random.integer(150, 900) + (findFlaw(flaws, 'delay')?.micros ?? 0);
    const open = new OpenConnection(this, this.#kernel, id, from, target, port, latency, flaws);
    if (this.#captures) this.#underWay.set(id, open);
    if (!target.up) {
      yield* sleep(this.#kernel, networkLimits.connectTimeout);
      this.#keep(open, 'timed-out');
      return { kind: 'timed-out' };
    }
    yield* sleep(this.#kernel, 2 * latency);
    const accept = findFlaw(flaws, 'refuse') ? undefined : this.#listeners.get(`${target.name}:${port}`);
    if (!accept) {
      this.#keep(open, 'refused');
      return { kind: 'refused' };
    }
    this.#open += 1;
    return { kind: 'open', connection: open.establish(accept, this.#seed) };
  }

  #flawsOf(id: number, from: string, to: string, port: number): readonly Flaw[] | undefined {
    const { linkFaults } = this.state;
    return linkFaults.size === 0 ? undefined : meetFaults(linkFaults, { id, from, to, port }, this.#seed);
  }

  /** From here on nothing is captured: in a copy that nobody will look at. */
  stopCapture(): void {
    this.#captures = false;
  }

  /** What is captured of conversations that have not ended; one whose SYN is on its way to a host that is up is none yet. */
  underWay(): Conversation[] {
    return Array.from(this.#underWay.values())
      .filter(({ isEstablished, target }) => isEstablished || !target.up)
      .map((open) => ({ ...this.#captured(open, open.isEstablished ? 'accepted' : 'timed-out'), isOpen: true }));
  }

  /** Called by a connection that both sides have ended. */
  ended(open: OpenConnection): void {
    this.#open -= 1;
    this.#keep(open, 'accepted');
  }

  #keep(open: OpenConnection, outcome: Conversation['outcome']): void {
    if (!this.#captures) return;
    this.#underWay.delete(open.id);
    keepConversation(this.state.capture, this.#captured(open, outcome));
  }

  #captured(open: OpenConnection, outcome: Conversation['outcome']): Conversation {
    return {
      id: open.id,
      client: open.from,
      clientPort: 49_152 + (open.id % 16_000),
      server: open.target.name,
      serverPort: open.port,
      opened: open.opened,
      outcome,
      closed: this.#kernel.now,
      end: open.end,
      bytes: open.bytes,
      ...(open.losses ? { losses: open.losses } : {}),
      kept: packChunks(open.opened, open.chunks),
    };
  }
}

/** One object for each way to end, however many connections end so. */
const endings = {
  client: { fin: { by: 'client', how: 'fin' }, reset: { by: 'client', how: 'reset' } },
  server: { fin: { by: 'server', how: 'fin' }, reset: { by: 'server', how: 'reset' } },
} as const;

/** One TCP connection while it lives. Its end on the client's side is read by a process, the other by a reactor. */
class OpenConnection {
  readonly id: number;
  readonly from: string;
  readonly target: HostRow;
  readonly port: number;
  readonly opened: Micros;
  readonly flaws: readonly Flaw[] | undefined;
  readonly chunks: CapturedChunk[] = [];
  losses: CapturedLoss[] | undefined;
  bytes = 0;
  end: { readonly by: Side; readonly how: 'fin' | 'reset' } | undefined;
  readonly #network: Network;
  readonly #kernel: Kernel;
  readonly #latency: number;
  readonly #client: ClientEnd;
  readonly #server: End;
  #reactor: Reactor | undefined;
  #wire: FlawedWire | undefined;

  constructor(
    network: Network,
    kernel: Kernel,
    id: number,
    from: string,
    target: HostRow,
    port: number,
    latency: number,
    flaws: readonly Flaw[] | undefined,
  ) {
    this.flaws = flaws;
    this.#network = network;
    this.#kernel = kernel;
    this.id = id;
    this.from = from;
    this.target = target;
    this.port = port;
    this.opened = kernel.now;
    this.#latency = latency;
    this.#client = new ClientEnd(this, kernel, 'client', from, target.name, target.address);
    const address = network.state.hosts.get(from)?.address ?? '0.0.0.0';
    this.#server = new End(this, 'server', target.name, from, address);
  }

  get isEstablished(): boolean {
    return this.#reactor !== undefined;
  }

  establish(accept: Acceptor, seed: string): ClientConnection {
    if (this.flaws) this.#wire = new FlawedWire(this.flaws, stream(seed, `flaws#${this.id}`));
    this.#reactor = accept(this.#server);
    return this.#client;
  }

  send(side: Side, parts: readonly Uint8Array[]): void {
    if (this.#end(side).ended || parts.length === 0) return;
    const passage = this.#wire?.pass(side, parts);
    if (!passage) this.#write(side, parts);
    else {
      if (passage.parts.length > 0) this.#write(side, passage.parts, passage.loss);
      if (passage.end) this.#breakOff(side, passage.end);
    }
  }

  #write(side: Side, parts: readonly Uint8Array[], loss?: Passage['loss']): void {
    let bytes = 0;
    for (const part of parts) bytes += part.length;
    this.bytes += bytes;
    if (this.bytes > networkLimits.conversationBytes) {
      this.finish(side, 'reset');
      return;
    }
    const again = loss?.again.map((after) => this.#kernel.now + after);
    const arrives = this.#travel(side, { kind: 'data', parts }, bytes, again?.at(-1));
    if (loss && again) {
      this.losses ??= [];
      this.losses.push({
        chunk: this.chunks.length,
        kept: loss.kept,
        arrived: this.#kernel.now + this.#latency,
        again,
      });
    }
    this.chunks.push({ at: this.#kernel.now, arrives, from: side, parts });
  }

  finish(side: Side, how: 'fin' | 'reset'): void {
    const end = this.#end(side);
    if (end.ended) return;
    end.ended = true;
    const other = this.#end(side === 'client' ? 'server' : 'client');
    this.end ??= endings[side][how];
    if (other.ended) this.#network.ended(this);
    else this.#travel(side, { kind: 'closed', how }, 0);
  }

  #end(side: Side): End {
    return side === 'client' ? this.#client : this.#server;
  }

  /** One side ends the connection although neither application wants it: once the last bytes of `side` have arrived. */
  #breakOff(side: Side, { by, how, say }: NonNullable<Passage['end']>): void {
    const at = by === side ? this.#kernel.now : this.#end(by).lastArrival;
    this.#kernel.callAt(at, () => {
      if (this.#end(by).ended) return;
      if (say) this.#write(by, [say]);
      this.finish(by, how);
      if (by === 'client') this.#client.deliver({ kind: 'closed', how });
      else this.#reactor?.closed(how);
    });
  }

  #travel(from: Side, received: Received, bytes: number, start = this.#kernel.now): Micros {
    const to = this.#end(from === 'client' ? 'server' : 'client');
    const sent = start + this.#latency + Math.round(bytes * MICROS_PER_BYTE);
    to.lastArrival = Math.max(to.lastArrival, sent);
    this.#kernel.callAt(to.lastArrival, () => {
      if (to.ended) return;
      if (to === this.#client) this.#client.deliver(received);
      else this.#arrive(received);
    });
    return to.lastArrival;
  }

  #arrive(received: Received): void {
    if (received.kind === 'data') this.#reactor?.data(received.parts);
    else if (received.kind === 'closed') {
      this.#reactor?.closed(received.how);
      // A peer that has said goodbye is answered at once: no half-open connections in this network.
      this.finish('server', 'fin');
    }
  }
}

class End implements Endpoint {
  readonly connectionId: number;
  readonly localHost: string;
  readonly remoteHost: string;
  readonly remoteAddress: string;
  readonly flaws: readonly Flaw[] | undefined;
  ended = false;
  /** Arrival of the last chunk here: TCP keeps order. */
  lastArrival: Micros = 0;
  readonly #open: OpenConnection;
  readonly #side: Side;

  constructor(open: OpenConnection, side: Side, localHost: string, remoteHost: string, remoteAddress: string) {
    this.#open = open;
    this.#side = side;
    this.connectionId = open.id;
    this.flaws = open.flaws;
    this.localHost = localHost;
    this.remoteHost = remoteHost;
    this.remoteAddress = remoteAddress;
  }

  send(parts: readonly Uint8Array[]): void {
    this.#open.send(this.#side, parts);
  }

  close(): void {
    this.#open.finish(this.#side, 'fin');
  }

  reset(): void {
    this.#open.finish(this.#side, 'reset');
  }
}

class ClientEnd extends End implements ClientConnection {
  readonly #kernel: Kernel;
  readonly #inbox: Received[] = [];
  readonly #arrived = new Signal();

  constructor(
    open: OpenConnection,
    kernel: Kernel,
    side: Side,
    localHost: string,
    remoteHost: string,
    remoteAddress: string,
  ) {
    super(open, side, localHost, remoteHost, remoteAddress);
    this.#kernel = kernel;
  }

  deliver(received: Received): void {
    this.#inbox.push(received);
    this.#kernel.notify(this.#arrived);
  }

  *receive(deadline: Micros): Task<Received> {
    for (;;) {
      const received = this.#inbox.shift();
      if (received) {
        if (received.kind === 'closed') this.close();
        return received;
      }
      if (!(yield* waitFor(this.#arrived, deadline))) return { kind: 'timed-out' };
    }
  }
}
