import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { oneProduct } from './learner.ts';
import { openContext, violations } from './page.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`the coverage of the certificates ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  it.each([
    ['light', 1280],
    ['dark', 1024],
  ] as const)('is reached from the catalogue and has nothing that axe objects to, %s, %i px', async (theme, width) => {
    const { context, errors } = await openContext({ theme, width });
    const page = await context.newPage();
    await page.goto(product().address);
    await page.getByRole('link', { name: 'Coverage' }).click();
    const interfaces = page.getByRole('table', { name: /^CPIA/ });
    const row = interfaces.getByRole('row').filter({ hasText: 'S107' });
    await row.getByText(/\d+ cases/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Only what is not covered yet').check();
    expect(await interfaces.getByRole('row').filter({ hasText: 'S107' }).count()).toBe(0);
    await interfaces.getByRole('row').filter({ hasText: 'S105' }).getByText('not yet').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Only what is not covered yet').uncheck();
    await row.getByRole('link', { name: 'One number for one exam' }).click();
    await page.getByRole('heading', { name: 'One number for one exam' }).waitFor();
    expect(errors).toEqual([]);
  });
});
