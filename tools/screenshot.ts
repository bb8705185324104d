import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** Makes docs/workbench.png anew: `node tools/screenshot.ts` after `npm run build`. CHROMIUM names the browser. */
const port = 4199;
const address = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), 'faultline-'));
const server = spawn(process.execPath, ['server/main.ts'], {
  env: { ...process.env, PORT: String(port), DATA_DIR: data },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise<void>((resolve) =>
  server.stdout.once('data', () => {
    resolve();
  }),
);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await page.goto(address);
  const { id, accession } = await page.evaluate(async () => {
    const ask = async (path: string, body?: unknown): Promise<unknown> => {
      const init =
        body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return (await fetch(path, init)).json();
    };
    const lab = (await ask('/api/labs', { slug: 'copper-lantern', seed: '1' })) as { id: string };
    const pacs = (await ask(`/api/labs/${lab.id}/pacs`)) as {
      studies: { status: string; accession: string }[];
      orders: { filler: string; accession: string }[];
    };
    const study = pacs.studies.find((each) => each.status === 'UNVERIFIED');
    return { id: lab.id, accession: pacs.orders.find((order) => order.filler === study?.accession)?.accession ?? '' };
  });
  await page.goto(`${address}/lab/${id}`);
  await page.getByRole('button', { name: /Ask for verdict/ }).waitFor();
  await page.getByPlaceholder(/Accession, patient ID/).fill(accession);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1500);
  await page
    .getByText(/ORM\^O01 NW/)
    .first()
    .click();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: 'docs/workbench.png' });
} finally {
  await browser.close();
  server.kill();
  rmSync(data, { recursive: true, force: true });
}
