import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Catalogue } from '../../server/contract/case.ts';
import type { LabView } from '../../server/contract/lab.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The product over these cases, as an author starts it. */
async function author(cases: string): Promise<(path: string, body?: object) => Promise<unknown>> {
  const child = spawn(process.execPath, [at('server/main.ts')], {
    env: { ...process.env, DRAFTS: '1', SCENARIOS_DIR: cases, DATA_DIR: temporaryFolder(), PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      resolve(/Faultline: (\S+)\//.exec(text)?.[1] ?? '');
    });
    child.once('exit', () => {
      reject(new Error('the server ended'));
    });
  });
  let cookie = '';
  return async (path, body) => {
    const headers = { cookie, origin: address, ...(body ? { 'content-type': 'application/json' } : {}) };
    const response = await fetch(
      `${address}${path}`,
      body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
    );
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const answer: unknown = await response.json();
    return answer;
  };
}

test('an author’s changes are seen without a restart: new text in new labs, mistakes with file and line, drafts, running labs as they began', async () => {
  const cases = temporaryFolder();
  cpSync(at('scenarios/WL01'), join(cases, 'WL01'), { recursive: true });
  const ask = await author(cases);
  const file = join(cases, 'WL01', 'scenario.yaml');
  const ticket = join(cases, 'WL01', 'text', 'en', 'ticket.md');
  const catalogue = async (): Promise<Catalogue> => (await ask('/api/catalogue')) as Catalogue;
  const open = async (): Promise<string> => {
    // A busy machine may be too slow for one attempt; a person tries again.
    for (let attempt = 0; attempt < 3; attempt++) {
      const answer = (await ask('/api/labs', { slug: 'silent-harbor', seed: '1' })) as { id?: string };
      if (answer.id !== undefined) return answer.id;
    }
    throw new Error('no lab was opened');
  };
  const words = async (id: string): Promise<string> => ((await ask(`/api/labs/${id}`)) as LabView).ticket.markdown;
  const slugs = async (): Promise<string[]> => (await catalogue()).cases.map(({ slug }) => slug);

  expect(await catalogue()).toMatchObject({ cases: [{ slug: 'silent-harbor' }, { slug: 'free-play' }], mistakes: [] });
  const before = await open();
  const said = await words(before);

  writeFileSync(ticket, 'Nobody is on the list of ${room}. Please look.\n');
  const after = await open();
  expect(await words(after)).toMatch(/^Nobody is on the list of (CT1|CT2|DX1)\. Please look\.$/);
  expect(await words(before)).toBe(said);

  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace('host: eng01', 'host: eng09').replace('difficulty: 1', 'difficulty: 11'));
  const broken = await catalogue();
  expect(broken.cases.map(({ slug }) => slug)).toEqual(['free-play']);
  expect(broken.mistakes).toEqual(
    expect.arrayContaining([expect.stringMatching(/WL01\/scenario\.yaml:\d+: .*difficulty/)]),
  );
  // Whoever plays goes on meanwhile.
  expect(await ask(`/api/labs/${before}/actions`, { action: { kind: 'mark', at: 0, text: 'here' } })).toMatchObject({
    ok: true,
  });

  writeFileSync(file, good.replace('version: 1', 'version: 1\ndraft: true'));
  expect(await slugs()).toEqual(['silent-harbor', 'free-play']);
  expect((await catalogue()).mistakes).toEqual([]);
});
