import net from 'node:net';
import {
  AcceptorMachine,
  type AssociateRequestParameters,
  type AssociationOptions,
  type Indication,
  RequestorMachine,
} from '../../server/protocols/dimse/association.ts';

/** A machine on a real socket: performs its effects and pulls its indications. */
export class DimseConnection<M extends AcceptorMachine | RequestorMachine> {
  readonly machine: M;
  readonly #socket: net.Socket;
  readonly #answer: (indication: Indication, connection: DimseConnection<M>) => void;
  #artim: NodeJS.Timeout | undefined;

  constructor(
    socket: net.Socket,
    machine: M,
    answer: (indication: Indication, connection: DimseConnection<M>) => void,
  ) {
    this.machine = machine;
    this.#socket = socket;
    this.#answer = answer;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      machine.feed(bytes);
      this.run();
    });
    socket.on('end', () => this.#closed());
    socket.on('error', () => this.#closed());
    socket.on('close', () => this.#closed());
    this.run();
  }

  /** To be called after every primitive issued outside an answer. */
  run(): void {
    for (let indication = this.machine.next(); indication !== undefined; indication = this.machine.next()) {
      this.#answer(indication, this);
    }
    for (const effect of this.machine.takeEffects()) {
      switch (effect.kind) {
        case 'send': {
          this.#socket.cork();
          let room = true;
          for (const part of effect.parts) room = this.#socket.write(part);
          this.#socket.uncork();
          if (!room) {
            // A peer that does not read is not read from either.
            this.#socket.pause();
            this.#socket.once('drain', () => this.#socket.resume());
          }
          break;
        }
        case 'close':
          this.#socket.end(() => this.#socket.destroy());
          break;
        case 'start-artim':
          clearTimeout(this.#artim);
          this.#artim = setTimeout(() => {
            this.machine.timeout();
            this.run();
          }, effect.micros / 1_000);
          break;
        case 'stop-artim':
          clearTimeout(this.#artim);
          break;
        default:
          effect satisfies never;
      }
    }
  }

  destroy(): void {
    clearTimeout(this.#artim);
    this.#socket.destroy();
  }

  #closed(): void {
    this.machine.transportClosed();
    this.run();
    clearTimeout(this.#artim);
    if (!this.#socket.writableEnded) this.#socket.end();
  }
}

export interface DimseServer extends AsyncDisposable {
  readonly port: number;
}

/** Listens on an ephemeral port of the loopback; leaving the scope closes it with all its connections. */
export async function listenDimse(
  answer: (indication: Indication, connection: DimseConnection<AcceptorMachine>) => void,
  options: AssociationOptions = {},
): Promise<DimseServer> {
  const connections = new Set<DimseConnection<AcceptorMachine>>();
  const server = net.createServer((socket) => {
    const connection = new DimseConnection(socket, new AcceptorMachine(options), answer);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      for (const connection of connections) connection.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Opens an association to a loopback port and runs it to its end: `answer` issues the primitives. Resolves with all
 * indications, the last of them `closed`; rejects when the peer is silent for `timeoutMs`.
 */
export async function runRequestor(
  port: number,
  parameters: AssociateRequestParameters,
  answer: (indication: Indication, machine: RequestorMachine) => void,
  options: AssociationOptions = {},
  timeoutMs = 20_000,
): Promise<Indication[]> {
  const seen: Indication[] = [];
  const socket = net.connect(port, '127.0.0.1');
  let silence: NodeJS.Timeout | undefined;
  let connection: DimseConnection<RequestorMachine> | undefined;
  try {
    return await new Promise<Indication[]>((resolve, reject) => {
      silence = setTimeout(() => reject(new Error(`no end after ${JSON.stringify(seen.at(-1)?.kind)}`)), timeoutMs);
      const machine = new RequestorMachine(options);
      machine.request(parameters);
      connection = new DimseConnection(socket, machine, (indication) => {
        seen.push(indication);
        answer(indication, machine);
        if (indication.kind === 'closed') resolve(seen);
      });
      socket.on('connect', () => {
        machine.transportConnected();
        connection?.run();
      });
    });
  } finally {
    clearTimeout(silence);
    connection?.destroy();
  }
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Resolves once something listens on the loopback port. */
export async function waitForPort(port: number, timeoutMs = 10_000): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => {
        socket.destroy();
        resolve(false);
      });
    });
    if (open) return;
    if (waited > timeoutMs) throw new Error(`nothing listens on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
