import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { openContext, openLab, Product, settled, violations } from './page.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`the page in a browser ${chromium.reason}`, () => {
  it('goes from the catalogue to the bench of a case', async () => {
    const product = await Product.start();
    const { context, errors } = await openContext();
    const page = await context.newPage();
    await page.goto(product.address);
    await page.getByText('Exams of one modality land in unverified').first().click();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/lab\//);
    await page.getByRole('button', { name: /Ask for verdict/ }).waitFor();
    await page
      .getByText(/every (CT|MR) lands in unverified/)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
  });

  it('has nothing against itself by axe, in both themes, on every tool', async () => {
    const product = await Product.start();
    const found: string[] = [];
    for (const theme of ['light', 'dark'] as const) {
      const { context } = await openContext({ theme });
      const page = await context.newPage();
      await page.goto(product.address);
      await page.getByText('A healthy hospital').first().waitFor();
      for (const violation of await violations(page)) found.push(`${theme} catalogue ${violation}`);
      const id = await openLab(page, product.address, 'copper-lantern');
      for (const tool of [
        'hospital',
        'messages',
        'engine',
        'worklist',
        'pacs',
        'ris',
        'emr',
        'logs',
        'files',
        'scanners',
        'composer',
        'packets',
      ]) {
        await page.goto(`${product.address}/lab/${id}?tool=${tool}`);
        await page.getByRole('button', { name: /Ask for verdict/ }).waitFor();
        await settled(page);
        for (const violation of await violations(page)) found.push(`${theme} ${tool} ${violation}`);
      }
    }
    expect(found).toEqual([]);
  }, 900_000);

  it('shows in one tab what another did, and refuses a stale save with what changed', async () => {
    const product = await Product.start();
    const { context } = await openContext();
    const one = await context.newPage();
    const id = await openLab(one, product.address, 'copper-lantern');
    const two = await context.newPage();
    await two.goto(`${product.address}/lab/${id}`);
    await two.getByRole('button', { name: /Ask for verdict/ }).waitFor();
    const save = (basedOn: number): Promise<{ ok: boolean; message: string }> =>
      one.evaluate(
        async ([id, basedOn]) => {
          const response = await fetch(`/api/labs/${id}/actions`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              as: 'ianders',
              basedOn,
              action: {
                kind: 'set-key',
                host: 'eng01',
                path: '/opt/engine/lookup/SEX.csv',
                pointer: ['U', 'code'],
                value: 'U',
                note: 'test',
              },
            }),
          });
          return (await response.json()) as { ok: boolean; message: string };
        },
        [id, basedOn] as const,
      );
    expect((await save(1)).ok).toBe(true);
    const stale = await save(1);
    expect(stale.ok).toBe(false);
    expect(stale.message).toMatch(/revision 2 by ianders/);
    await two
      .getByText(/Changed U › code/)
      .first()
      .waitFor();
  });

  it('comes back after the server was killed, with everything that had been acknowledged', async () => {
    const product = await Product.start();
    const { context } = await openContext();
    const page = await context.newPage();
    const id = await openLab(page, product.address, 'silent-harbor');
    await page.evaluate(async (id) => {
      await fetch(`/api/labs/${id}/actions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action: { kind: 'hypothesis-add', text: 'The title differs in case.' } }),
      });
    }, id);
    await page.getByText('The title differs in case.').first().waitFor();
    await product.kill();
    await page
      .getByText(/Lost the server/)
      .first()
      .waitFor();
    await product.run();
    await page
      .getByText(/Lost the server/)
      .first()
      .waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('The title differs in case.').first().waitFor();
    expect(page.url()).toContain(id);
  });
});
