import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Process {
  readonly child: ChildProcess;
  /** Base address, without the final slash. */
  readonly address: string;
}

function start(program: string, env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [new URL(program, import.meta.url).pathname], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function serve(dataDir: string): Promise<Process> {
  const child = start('serve-fake-labs.ts', { DATA_DIR: dataDir, PORT: '0' });
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', resolve);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => reject(new Error(text)));
  });
  return { child, address: said.trim().replace(/\/$/, '') };
}

/** Exit code and what was said on standard error. */
async function failedStart(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const child = start('../../server/main.ts', env);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, said };
}

class Client {
  readonly #address: string;
  #cookie: string;

  constructor(address: string, cookie = '') {
    this.#address = address;
    this.#cookie = cookie;
  }

  on(address: string): Client {
    return new Client(address, this.#cookie);
  }

  async send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(this.#address + path, {
      method,
      headers: { cookie: this.#cookie, origin: this.#address, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return (await response.json()) as Record<string, unknown>;
  }
}

describe('the server process', () => {
  test('killed with -9 at full work comes back with every acknowledged action', async () => {
    const folder = temporaryFolder();
    const first = await serve(folder);
    const client = new Client(first.address);
    const { id } = await client.send('POST', '/api/labs', { slug: 'quiet-harbor' });
    const acknowledged: string[] = [];
    const work = (async () => {
      for (let n = 1; ; n += 1) {
        const action = { kind: 'mark', at: 0, text: `action ${n}` };
        await client.send('POST', `/api/labs/${String(id)}/actions`, { action });
        acknowledged.push(action.text);
        if (n === 40) first.child.kill('SIGKILL');
      }
    })();
    const ended = once(first.child, 'close');
    await expect(work).rejects.toThrow();
    await ended;
    const second = await serve(folder);
    const lab = await client.on(second.address).send('GET', `/api/labs/${String(id)}`);
    const marks = (lab['marks'] as { text: string }[]).map(({ text }) => text);
    expect(marks.slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(marks.length - acknowledged.length).toBeLessThanOrEqual(1);
    // The learner's record has each of them, too: it is written with the log entry, or not at all.
    const { steps } = await client.on(second.address).send('GET', `/api/record/attempts/${String(id)}`);
    expect(steps).toHaveLength(marks.length);
  });

  test('ends by itself on SIGTERM, and leaves the data folder free for the next', async () => {
    const folder = temporaryFolder();
    const { child } = await serve(folder);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    await serve(folder);
  });

  test('says what to do when it cannot start', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    onTestFinished(() => void blocker.close());
    const bound = blocker.address();
    const port = String(typeof bound === 'object' ? bound?.port : 0);
    const folder = temporaryFolder();
    const damaged = temporaryFolder();
    writeFileSync(join(damaged, 'faultline.db'), 'not a database, not a database, not a database');
    writeFileSync(join(folder, 'file'), '');
    const results = await Promise.all([
      failedStart({ PORT: port, DATA_DIR: folder }),
      failedStart({ PORT: 'http', DATA_DIR: folder }),
      failedStart({ PORT: '0', DATA_DIR: join(folder, 'file', 'data') }),
      failedStart({ PORT: '0', DATA_DIR: '/proc/nowhere/data' }),
      failedStart({ PORT: '0', DATA_DIR: damaged }),
      failedStart({ PORT: '0', DATA_DIR: folder, SCENARIOS_DIR: join(folder, 'file') }),
    ]);
    expect(results).toEqual([
      {
        code: 1,
        said: expect.stringContaining(
          `Faultline cannot start: port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another.`,
        ) as string,
      },
      { code: 1, said: 'Faultline cannot start: PORT is “http”; it must be a number from 0 to 65535.\n' },
      { code: 1, said: expect.stringMatching(/the data folder .* cannot be written .* Set DATA_DIR/) as string },
      { code: 1, said: expect.stringMatching(/the data folder .* cannot be written .* Set DATA_DIR/) as string },
      { code: 1, said: expect.stringMatching(/faultline\.db: .*damaged or is not a Faultline data file/) as string },
      { code: 1, said: expect.stringMatching(/there is no folder .*file\. Set SCENARIOS_DIR/) as string },
    ]);
  });
});
