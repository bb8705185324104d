import { type Server, type Socket, createServer } from 'node:net';
import type { GatewayFault, OnFault, Remote } from './fault.ts';
import { isLoopback } from './loopback.ts';

export interface ListenAddress {
  /** 0 takes any that is free. */
  readonly port: number;
  /** An IP address; 127.0.0.1 unless given. */
  readonly host?: string;
  /** Allows addresses that other machines reach. */
  readonly anyAddress?: boolean;
}

/** An open port. */
export interface Listener extends AsyncDisposable {
  readonly kind: 'listening';
  readonly port: number;
  /** Connections that are open now. */
  readonly connections: number;
  /** Closes the port and every connection; resolves when all sockets are gone. */
  close(): Promise<void>;
}

export interface ListenFailure {
  readonly kind: 'failed';
  readonly fault: GatewayFault;
}

/** What a connection must offer to be ended with its listener. */
export interface Endable {
  destroy(): void;
}

/** Opens a port; `admit` makes something of each connection that may come in. */
export async function listen(
  address: ListenAddress,
  options: { readonly connections: number; readonly highWaterMark: number; readonly onFault: OnFault },
  admit: (socket: Socket, remote: Remote) => Endable,
): Promise<Listener | ListenFailure> {
  const { port, host = '127.0.0.1', anyAddress = false } = address;
  if (!anyAddress && !isLoopback(host)) return { kind: 'failed', fault: { kind: 'address-refused', host } };
  const open = new Set<Endable>();
  let count = 0;
  const server = createServer({ allowHalfOpen: true, highWaterMark: options.highWaterMark }, (socket) => {
    const remote = { connectionId: ++count, address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    if (open.size >= options.connections) {
      socket.on('error', () => undefined);
      socket.destroy();
      options.onFault({ kind: 'too-many-connections' }, remote);
      return;
    }
    const connection = admit(socket, remote);
    open.add(connection);
    socket.on('close', () => open.delete(connection));
  });
  const failed = await opened(server, port, host);
  if (failed !== undefined) return { kind: 'failed', fault: { kind: 'socket', code: failed } };
  server.on('error', (error: NodeJS.ErrnoException) => {
    options.onFault({ kind: 'socket', code: error.code ?? 'UNKNOWN' }, undefined);
  });
  const bound = server.address();
  const close = async (): Promise<void> => {
    const gone = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const connection of open) connection.destroy();
    await gone;
  };
  return {
    kind: 'listening',
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    get connections() {
      return open.size;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Resolves with the code of what went wrong. */
async function opened(server: Server, port: number, host: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => resolve(error.code ?? 'UNKNOWN');
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve(undefined);
    });
  });
}
