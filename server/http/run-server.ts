import { accessSync, constants, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../store/make-folder.ts';
import { ServerSecret } from '../store/server-secret.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { Labs, type LabsOptions } from '../workers/labs.ts';
import { Practice } from '../workers/practice.ts';
import { buildApp } from './app.ts';

const DEFAULT_PORT = 4173;

export interface RunningServer {
  /** As one types it into a browser. */
  readonly address: string;
  readonly dataDir: string;
  /** Tells the pages, finishes what is under way, closes the store. */
  readonly close: () => Promise<void>;
}

/** Starts the server as the environment says. Throws an `Error` whose message tells what to do. */
export async function runServer(
  env: Readonly<Record<string, string | undefined>>,
  options: Pick<LabsOptions, 'library'> = {},
): Promise<RunningServer> {
  const port = readPort(setting(env['PORT']));
  const host = setting(env['HOST']) ?? '127.0.0.1';
  const dataDir = resolve(setting(env['DATA_DIR']) ?? 'data');
  const log = (line: string): void => console.error(line);
  lookForCases(setting(env['SCENARIOS_DIR']));
  prepareFolder(dataDir);
  const store = new SqliteStore(join(dataDir, 'faultline.db'));
  const secret = ServerSecret.keptIn(dataDir);
  const labs = new Labs({ store, secret, log, authoring: env['DRAFTS'] === '1', ...options });
  const practice = new Practice({ store, secret, log });
  try {
    const app = await buildApp({
      labs,
      practice,
      log,
      pages: setting(env['CLIENT_DIR']) ?? fileURLToPath(new URL('../../client/dist', import.meta.url)),
      allowedHosts: [hostName(host), ...(env['ALLOWED_HOSTS'] ?? '').split(',')],
    });
    await app.listen({ port, host });
    // Reads the scenarios now, so that their mistakes are told at the start and the first page does not wait for them.
    void labs.templates();
    void practice.warmUp();
    const bound = app.server.address();
    const boundPort = typeof bound === 'object' && bound ? bound.port : port;
    return {
      address: `http://${isAnyAddress(host) ? '127.0.0.1' : hostName(host)}:${boundPort}/`,
      dataDir,
      close: async () => {
        await labs.close('The server is closing; it will be back with everything as you left it.');
        await practice.close();
        await app.close();
        await store.close();
      },
    };
  } catch (error) {
    await labs.close('The server could not start.');
    await practice.close();
    await store.close();
    throw listenFailure(error, host, port);
  }
}

/** An empty variable is as good as none. */
function setting(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function readPort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Error(`PORT is “${text}”; it must be a number from 0 to 65535.`);
  return port;
}

/** Without its folder the server would come up with no case but free play, and say nothing. */
function lookForCases(folder: string | undefined): void {
  if (folder === undefined || statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new Error(`there is no folder ${folder}. Set SCENARIOS_DIR to the folder of the cases, or leave it out.`);
}

function prepareFolder(folder: string): void {
  try {
    makeFolder(folder, 0o700);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`the data folder ${folder} cannot be written (${said}). Set DATA_DIR to a folder that can.`, {
      cause: error,
    });
  }
}

/** IPv6 addresses are bracketed in URLs and Host headers. */
function hostName(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function listenFailure(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(`port ${port} on ${host} is in use. Stop what uses it, or set PORT to another.`, { cause: error });
  }
  if (code === 'EACCES') {
    return new Error(`port ${port} needs rights this user does not have. Set PORT to one above 1023.`, {
      cause: error,
    });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Error(`this machine has no address ${host}. Set HOST to one it has.`, { cause: error });
  }
  return error;
}
