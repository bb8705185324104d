import type { Micros } from '../core/clock.ts';
import { type Kernel, sleep, type Task } from '../core/kernel.ts';
import { stream } from '../core/random.ts';
import { Table } from '../core/state.ts';
import { type CaptureState, type Conversation, emptyCapture, keepConversation, packChunks } from './capture.ts';
import { networkLimits } from './limits.ts';
import { findFlaw, type Flaw, type LinkFault, meetFaults } from './link-fault.ts';
import { OpenConnection } from './tcp-connection.ts';

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
  /** Whether there is something to say yet to a peer that has said that it is done: the connection stays half open. */
  hasMore?(): boolean;
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
/** What a port is for. */
export type Speech = 'HL7' | 'DICOM';

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

export class Network {
  readonly state: NetworkState;
  readonly #kernel: Kernel;
  readonly #seed: string;
  readonly #listeners = new Map<string, { readonly accept: Acceptor; readonly speech: Speech | undefined }>();
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

  listen(host: string, port: number, accept: Acceptor, speech?: Speech): void {
    this.#listeners.set(`${host}:${port}`, { accept, speech });
  }

  unlisten(host: string, port: number): void {
    this.#listeners.delete(`${host}:${port}`);
  }

  /** Ports on which a host listens. */
  ports(host: string): number[] {
    const mine = Array.from(this.#listeners.keys()).filter((key) => key.startsWith(`${host}:`));
    return mine.map((key) => Number(key.slice(host.length + 1))).sort((a, b) => a - b);
  }

  /** Undefined where nobody listens. */
  speechOf(host: string, port: number): Speech | undefined {
    return this.#listeners.get(`${host}:${port}`)?.speech;
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
    const accept = findFlaw(flaws, 'refuse') ? undefined : this.#listeners.get(`${target.name}:${port}`)?.accept;
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
      ...(open.leftOpen === undefined ? {} : { leftOpen: open.leftOpen }),
      kept: packChunks(open.opened, open.chunks),
    };
  }
}
