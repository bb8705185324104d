import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { openContext, openLab, Product, violations } from './page.ts';

const chromium = needsTool('chromium');

interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Opens the menu of that name, chooses the item and gives the file that the browser kept. */
async function keep(page: Page, menu: string | RegExp, item: string): Promise<Kept> {
  await page.getByRole('button', { name: menu }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What the server sends under this address. */
async function sent(page: Page, path: string): Promise<Kept['bytes']> {
  const text = await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }, path);
  return Buffer.from(text, 'latin1');
}

describe.skipIf(!chromium.available)(`downloads in a browser ${chromium.reason}`, () => {
  it('keep each file of a message and of an image, byte for byte', async () => {
    const product = await Product.start();
    const { context, errors } = await openContext({ width: 1280 });
    const page = await context.newPage();
    const lab = await openLab(page, product.address, 'free-play');
    const base = `/api/labs/${lab}`;
    const titles = await page.evaluate(async (address) => {
      const { seq } = (await (await fetch(`${address}/messages`)).json()) as { seq: number };
      const found: [string, number][] = [];
      // The newest: packets of old ones are not kept.
      for (let id = seq; id > 0 && found.length < 2; id -= 1) {
        const answer = await fetch(`${address}/messages/${id}`);
        const { title = '' } = (await answer.json()) as { title?: string };
        const name = title.startsWith('ORM^O01') ? 'order' : title === 'C-STORE-RQ' ? 'image' : '';
        if (name !== '' && !found.some(([known]) => known === name)) found.push([name, id]);
      }
      return found;
    }, base);
    const { order = 0, image = 0 } = Object.fromEntries(titles) as { order?: number; image?: number };
    expect([order > 0, image > 0]).toEqual([true, true]);

    await page.goto(`${product.address}/lab/${lab}?tool=messages&msg=${order}`);
    const hl7 = await keep(page, 'Download', 'Download .hl7');
    expect(hl7.name).toMatch(new RegExp(`^${order}-ORM-O01[A-Z-]*\\.hl7$`));
    expect(hl7.bytes).toEqual(await sent(page, `${base}/messages/${order}/hl7`));
    expect(hl7.bytes.toString('latin1').startsWith('MSH|')).toBe(true);
    const packets = await keep(page, 'Download', 'Download packets (.pcapng)');
    expect(packets.bytes.readUInt32LE(0)).toBe(0x0a0d0d0a);
    expect(packets.bytes).toEqual(await sent(page, `${base}/messages/${order}/pcapng`));

    await page.goto(`${product.address}/lab/${lab}?tool=messages&msg=${image}`);
    const dcm = await keep(page, 'Download', 'Download DICOM file (.dcm)');
    expect([dcm.name, dcm.bytes.toString('latin1', 128, 132)]).toEqual([`${image}-C-STORE-RQ.dcm`, 'DICM']);
    expect(dcm.bytes).toEqual(await sent(page, `${base}/messages/${image}/dcm`));
    const json = await keep(page, 'Download', 'Download DICOM JSON');
    expect(json.bytes).toEqual(await sent(page, `${base}/messages/${image}/json`));
    expect(Object.keys(JSON.parse(json.bytes.toString()) as object)).toContain('00080018');

    const studies = (await sent(page, `${base}/pacs`)).toString();
    const { studyUid } = (JSON.parse(studies) as { studies: { studyUid: string }[] }).studies[0] ?? { studyUid: '' };
    await page.goto(`${product.address}/lab/${lab}?tool=pacs&study=${studyUid}`);
    const stored = await keep(page, /^Download image/, 'Download DICOM file (.dcm)');
    expect(stored.bytes).toEqual(await sent(page, `${base}/pacs/instances/${stored.name.replace(/\.dcm$/, '')}/dcm`));
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
