import type { Micros } from '../core/clock.ts';
import { type Kernel, Signal, type Task, waitFor } from '../core/kernel.ts';
import { stream } from '../core/random.ts';
import type { CapturedChunk, CapturedLoss } from './capture.ts';
import { FlawedWire, type Passage } from './flawed-wire.ts';
import { networkLimits } from './limits.ts';
import type { Flaw, Side } from './link-fault.ts';
import type { Acceptor, ClientConnection, Endpoint, HostRow, Network, Reactor, Received } from './network.ts';

/** 1 Gbit/s: µs per byte. */
const MICROS_PER_BYTE = 0.008;

/** One object for each way to end, however many connections end so. */
const endings = {
  client: { fin: { by: 'client', how: 'fin' }, reset: { by: 'client', how: 'reset' } },
  server: { fin: { by: 'server', how: 'fin' }, reset: { by: 'server', how: 'reset' } },
} as const;

/** One TCP connection while it lives. Its end on the client's side is read by a process, the other by a reactor. */
export class OpenConnection {
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
  /** When the client said that it is done, of a connection that the server kept half open. */
  leftOpen: Micros | undefined;
  #firstEnd: Micros = 0;
  readonly #network: Pick<Network, 'ended' | 'state'>;
  readonly #kernel: Kernel;
  readonly #latency: number;
  readonly #client: ClientEnd;
  readonly #server: End;
  #reactor: Reactor | undefined;
  #wire: FlawedWire | undefined;

  constructor(
    network: Pick<Network, 'ended' | 'state'>,
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
    if (!this.end) this.#firstEnd = this.#kernel.now;
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
      if (to.ended) {
        if (this.leftOpen !== undefined && received.kind === 'data') this.#refuseLate();
        return;
      }
      if (to === this.#client) this.#client.deliver(received);
      else this.#arrive(received);
    });
    return to.lastArrival;
  }

  #arrive(received: Received): void {
    if (received.kind === 'data') this.#reactor?.data(received.parts);
    else if (received.kind === 'closed') {
      this.#reactor?.closed(received.how);
      // A peer that has said goodbye is answered at once, unless an answer to it is still being made.
      if (received.how === 'fin' && this.#reactor?.hasMore?.()) this.leftOpen = this.#firstEnd;
      else this.finish('server', 'fin');
    }
  }

  /** The client has closed and nobody there reads any more: its host answers data with a reset (RFC 9293 §3.6.1). */
  #refuseLate(): void {
    if (this.#server.ended) return;
    this.#server.ended = true;
    this.end = endings.client.reset;
    this.#network.ended(this);
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
