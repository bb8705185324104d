import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import type { LiveEvent } from '../../server/contract/live.ts';
import { buildApp } from '../../server/http/app.ts';
import { ServerSecret } from '../../server/store/server-secret.ts';
import type { LabsOptions } from '../../server/workers/labs.ts';
import { Practice } from '../../server/workers/practice.ts';
import { host, type Hosting } from './hosting.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const HOST = '127.0.0.1:4173';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A browser without a page: keeps its cookie and says where it comes from. */
export class Browser {
  readonly #app: FastifyInstance;
  cookie = '';

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', url, undefined, headers);
  }

  post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', url, JSON.stringify(body), headers);
  }

  async send(
    method: 'GET' | 'POST',
    url: string,
    payload?: string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.#app.inject({
      method,
      url,
      headers: {
        host: HOST,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(method === 'POST' ? { origin: `http://${HOST}`, 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const set = response.headers['set-cookie'];
    if (typeof set === 'string') this.cookie = set.split(';')[0] ?? '';
    const isJson = String(response.headers['content-type']).startsWith('application/json');
    return {
      status: response.statusCode,
      body: isJson ? response.json() : response.body,
      headers: response.headers,
    };
  }

  /** Opens a lab and gives its id. */
  async openLab(): Promise<string> {
    const { body } = await this.post('/api/labs', { slug: 'quiet-harbor', seed: 'seed-1' });
    return (body as { id: string }).id;
  }
}

export interface Web extends Hosting {
  readonly app: FastifyInstance;
  readonly anna: Browser;
  readonly ben: Browser;
}

/** The web server over fake labs and a built page of three files. */
export async function web(
  options: { allowedHosts?: string[]; pages?: string; labs?: Partial<LabsOptions> & { folder?: string } } = {},
): Promise<Web> {
  const hosting = host(options.labs);
  const { labs, lines, store, folder } = hosting;
  const practice = new Practice({
    store,
    secret: ServerSecret.keptIn(folder),
    log: (line) => lines.push(line),
    now: () => hosting.wall.now,
  });
  onTestFinished(() => practice.close());
  const app = await buildApp({
    labs,
    practice,
    pages: options.pages ?? builtPage(),
    ...(options.allowedHosts ? { allowedHosts: options.allowedHosts } : {}),
    checkAnswers: true,
    log: (line) => lines.push(line),
  });
  onTestFinished(() => app.close());
  return { ...hosting, app, anna: new Browser(app), ben: new Browser(app) };
}

function builtPage(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Faultline</title>');
  writeFileSync(join(folder, 'assets', 'index-Ab12.js'), `console.log(${JSON.stringify('x'.repeat(4000))})`);
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return folder;
}

/** A page's live connection over a real socket. */
export class Tab {
  readonly events: LiveEvent[] = [];
  readonly #socket: WebSocket;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  #wake: () => void = () => undefined;

  constructor(address: string, lab: string, cookie: string, since?: number, epoch = 0) {
    const url = `${address.replace('http', 'ws')}/api/labs/${lab}/live${since === undefined ? '' : `?since=${since}&epoch=${epoch}`}`;
    // Node's own client takes headers as a second argument, which the browser's type does not know.
    const init = { headers: { cookie, origin: address } } as unknown as string[];
    this.#socket = new WebSocket(url, init);
    this.#socket.onmessage = ({ data }) => {
      this.events.push(JSON.parse(String(data)) as LiveEvent);
      this.#wake();
    };
    this.closed = new Promise((resolve) => {
      this.#socket.onclose = ({ code }) => {
        resolve(code);
        this.#wake();
      };
    });
    onTestFinished(() => this.#socket.close());
  }

  /** Waits until `count` events have come. */
  async until(count: number): Promise<LiveEvent[]> {
    while (this.events.length < count && this.#socket.readyState < WebSocket.CLOSING) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.events;
  }

  close(): void {
    this.#socket.close();
  }
}
