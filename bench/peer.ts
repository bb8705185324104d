import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

// Nagle and delayed acknowledgement together would cost 40 ms a message.
const env = { ...process.env, TCP_NODELAY: '1' };

/** A program that listens, in a process of its own. */
export interface Peer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Whether a program is on the PATH. */
export function installed(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function stopper(child: ChildProcess): () => Promise<void> {
  return async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  };
}

/** One of our listeners: a module that sends its port to its parent. */
export async function ours(module: string, ...args: readonly string[]): Promise<Peer> {
  const file = fileURLToPath(new URL(module, import.meta.url));
  const child = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  return { port, stop: stopper(child) };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A foreign server, started for a free port, once it listens. */
export async function theirs(program: string, args: (port: number) => readonly string[]): Promise<Peer> {
  const port = await freePort();
  const child = spawn(program, args(port), { env, stdio: 'ignore' });
  const stop = stopper(child);
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return { port, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`${program} does not listen`);
}
