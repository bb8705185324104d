import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { WorklistItem } from '../server/contract/engine.ts';
import type { MessageList } from '../server/contract/message-list.ts';
import type { PacketList } from '../server/contract/packets.ts';
import { runServer } from '../server/http/run-server.ts';
import { expect, percentile, type Measurement } from './measurement.ts';

/** How long lists scroll in a browser, beside a bare page of the same height in the same run: the machine's own rate. */

const ROWS = 10_000;
const browserPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

interface List {
  readonly name: string;
  readonly tool: string;
  readonly route: RegExp;
  /** The lab's own rows again and again, until there are enough. */
  readonly many: (answer: unknown) => unknown;
}

const lists: readonly List[] = [
  {
    name: 'messages',
    tool: 'messages&answers=1',
    route: /\/messages(\?|$)/,
    many: (answer) => {
      const list = answer as MessageList;
      return { ...list, rows: repeated(list.rows, (row) => row) };
    },
  },
  {
    name: 'worklist entries',
    tool: 'worklist',
    route: /\/worklist\/changes(\?|$)/,
    many: (answer) => {
      const changes = answer as { readonly isWhole: boolean; readonly rows: readonly WorklistItem[] };
      if (!changes.isWhole) return changes;
      return { ...changes, rows: repeated(changes.rows, (item, n) => ({ ...item, key: `${item.key}-${String(n)}` })) };
    },
  },
  {
    name: 'packets',
    tool: 'packets',
    route: /\/packets(\?|$)/,
    many: (answer) => {
      const list = answer as PacketList;
      const packets = repeated(
        list.conversations.flatMap(({ packets }) => packets),
        (packet, n) => ({ ...packet, n }),
      );
      const [first] = list.conversations;
      return { ...list, conversations: [{ ...first, packets }] };
    },
  },
];

function repeated<Row>(rows: readonly Row[], make: (row: Row, index: number) => Row): Row[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const row = rows[index % rows.length];
    if (row === undefined) throw new Error('the lab has no row to repeat');
    return make(row, index + 1);
  });
}

async function openLab(page: Page, address: string): Promise<string> {
  await page.goto(address);
  return page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ slug: 'free-play', seed: '1' });
    const response = await fetch('/api/labs', { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`no lab was opened: ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  });
}

async function openList(page: Page, bench: string, { tool, route, many }: List): Promise<void> {
  await page.route(route, async (request) => {
    const response = await request.fetch();
    await request.fulfill({ response, json: many(await response.json()) });
  });
  await page.goto(`${bench}?tool=${tool}`);
  const grid = page.getByRole('grid').first();
  await grid.getByRole('row').nth(5).waitFor();
  expect('rows of the list', await grid.getAttribute('aria-rowcount'), String(ROWS + 1));
}

/** Nothing but height: what the browser can do here and now. */
async function openBare(page: Page): Promise<void> {
  await page.setContent(
    `<div role="grid" style="height: 600px; overflow: auto"><p style="height: ${25 * ROWS}px"></p></div>`,
  );
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

interface Scrolled {
  readonly rate: number;
  /** CPU ms of the main thread a frame. */
  readonly work: number;
  readonly text: string;
}

async function scroll(page: Page): Promise<Scrolled> {
  await framesWhileScrolling(page); // once for the compiler
  const cpu = await cpuMeter(page);
  const times = await framesWhileScrolling(page);
  const work = (await cpu()) / times.length;
  const rate = 1000 / (times.reduce((sum, each) => sum + each, 0) / times.length);
  const text = `${rate.toFixed(0)} fps (p95 ${percentile(times, 0.95).toFixed(0)} ms, CPU ${work.toFixed(1)} ms)`;
  return { rate, work, text };
}

export async function benchScrolling(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
  const server = await runServer({ ...process.env, PORT: '0', DATA_DIR: folder });
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const viewport = { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport });
    const lab = `${server.address}lab/${await openLab(await context.newPage(), server.address)}`;
    const rows: Measurement[] = [];
    for (const list of lists) {
      const bare = await context.newPage();
      await openBare(bare);
      const machine = await scroll(bare);
      await bare.close();
      const page = await context.newPage();
      await openList(page, lab, list);
      const ours = await scroll(page);
      await page.close();
      rows.push({
        name: `scrolling ${String(ROWS)} ${list.name}`,
        ours: ours.text,
        peer: `bare page ${machine.text}`,
        ratio: (ours.rate / machine.rate).toFixed(2),
        // 60 frames a second leave 16.7 ms for each; a busy machine gives the page less of them than it needs.
        target: '60 fps, or ≤ 10 ms CPU a frame',
        ok: ours.rate >= 59 || ours.work <= 10,
      });
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
