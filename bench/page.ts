import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import type { MessageList } from '../server/contract/message-list.ts';
import { runServer } from '../server/http/run-server.ts';
import { below, expect, percentile, type Measurement } from './measurement.ts';

/** JavaScript that a page needs before it can be used, gzip, from the built client; and how a long list scrolls. */

const dist = fileURLToPath(new URL('../client/dist', import.meta.url));

/** A chunk and everything it imports statically; `import()` is for later. */
function withImports(chunk: string, seen: Set<string>): Set<string> {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  const code = readFileSync(`${dist}/assets/${chunk}`, 'utf8');
  for (const [, name = ''] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) withImports(name, seen);
  return seen;
}

function kilobytes(page: string): number {
  const html = readFileSync(`${dist}/index.html`, 'utf8');
  const chunks = new Set<string>();
  for (const [, path = ''] of html.matchAll(/(?:src|href)="([^"]+\.js)"/g)) withImports(basename(path), chunks);
  const own = readdirSync(`${dist}/assets`).filter((name) => name.startsWith(`${page}-`) && name.endsWith('.js'));
  if (own.length !== 1) throw new Error(`the build has ${String(own.length)} chunks ${page}-*.js; build it again`);
  for (const name of own) withImports(name, chunks);
  let bytes = 0;
  for (const name of chunks) bytes += gzipSync(readFileSync(`${dist}/assets/${name}`)).length;
  return bytes / 1000;
}

const ROWS = 10_000;
const browserPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Opens the message list of a lab with `ROWS` rows: the hospital's own, again and again. */
async function longList(page: Page, address: string): Promise<void> {
  await page.route(/\/messages(\?|$)/, async (route) => {
    const response = await route.fetch();
    const list = (await response.json()) as MessageList;
    const rows = Array.from({ length: ROWS }, (_, index) => list.rows[index % list.rows.length]);
    await route.fulfill({ response, json: { ...list, rows } });
  });
  await page.goto(address);
  const id = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ slug: 'free-play', seed: '1' });
    const response = await fetch('/api/labs', { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`no lab was opened: ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  });
  await page.goto(`${address}lab/${id}?tool=messages&answers=1`);
  const grid = page.getByRole('grid').first();
  await grid.getByRole('row').nth(5).waitFor();
  expect('rows of the list', await grid.getAttribute('aria-rowcount'), String(ROWS + 1));
}

/** ms between frames while the list is scrolled by four rows a frame, from its start. */
function framesWhileScrolling(page: Page): Promise<number[]> {
  return page
    .getByRole('grid')
    .first()
    .evaluate(
      (grid) =>
        new Promise<number[]>((resolve) => {
          const FRAMES = 180;
          const STEP = 100;
          const times: number[] = [];
          grid.scrollTop = 0;
          let last = 0;
          const frame = (now: number): void => {
            if (last > 0) times.push(now - last);
            last = now;
            grid.scrollTop += STEP;
            if (times.length < FRAMES) requestAnimationFrame(frame);
            else resolve(times);
          };
          // The first frame draws the start of the list.
          requestAnimationFrame(() => requestAnimationFrame(frame));
        }),
    );
}

/** CPU ms of the page's main thread since now: tells a slow page from a busy machine. */
async function cpuMeter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await spent();
  return async () => (await spent()) - before;
}

async function scrolling(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
  const server = await runServer({ PORT: '0', DATA_DIR: folder });
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await longList(page, server.address);
    await framesWhileScrolling(page); // once for the compiler
    const cpu = await cpuMeter(page);
    const times = await framesWhileScrolling(page);
    const work = ((await cpu()) / times.length).toFixed(1);
    const rate = 1000 / (times.reduce((sum, each) => sum + each, 0) / times.length);
    return {
      name: `scrolling ${String(ROWS)} messages`,
      ours: `${rate.toFixed(0)} fps (p95 ${percentile(times, 0.95).toFixed(0)} ms, CPU ${work} ms)`,
      peer: '',
      ratio: '',
      target: '≥ 50 fps',
      ok: rate >= 50,
    };
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchPage(): Promise<Measurement[]> {
  if (!existsSync(`${dist}/index.html`)) throw new Error('no client/dist: run npm run build first');
  return [
    below('first page, JS gzip', kilobytes('CataloguePage'), 120, 'kB'),
    below('workbench without a tool, JS gzip', kilobytes('WorkbenchPage'), 250, 'kB'),
    await scrolling(),
  ];
}
