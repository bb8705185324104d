import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { nameFaults, verdict, type NamedFault } from './conclusion.ts';
import { openContext, openLab, Product, settled } from './page.ts';
import { resendOpenOrders, restoreFile } from './repairs.ts';

const chromium = needsTool('chromium');

const opened = async (slug: string): Promise<{ page: Page; id: string; address: string; errors: string[] }> => {
  const product = await Product.start();
  const { context, errors } = await openContext();
  const page = await context.newPage();
  const id = await openLab(page, product.address, slug);
  return { page, id, address: product.address, errors };
};

const tool = async (page: Page, name: string): Promise<void> => {
  await page
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .first()
    .click();
};

/** Says that it is fixed and where it was wrong, and gives the outcome's first words. */
async function askForVerdict(page: Page, fault: NamedFault): Promise<string> {
  await nameFaults(page, fault);
  return verdict(page);
}

describe.skipIf(!chromium.available)(`cases solved through the page ${chromium.reason}`, () => {
  it('the empty list: the lookup is restored, today’s orders are sent again, the verdict is solved', async () => {
    const { page, errors } = await opened('silent-harbor');
    await restoreFile(page, 'RES2STATION.csv');
    await resendOpenOrders(page);
    const outcome = await askForVerdict(page, { system: /eng01/, place: /RES2STATION/, field: /ae/i, kind: /table/ });
    expect(outcome).toMatch(/^The case is solved/);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /debrief/ })
      .or(page.getByRole('link', { name: /debrief/ }))
      .first()
      .click();
    await page.getByText('Scheduled Station AE Title in the wrong case').first().waitFor();
    expect(errors).toEqual([]);
  });

  it('the empty list: a table mended and today’s entries left is refused', async () => {
    const { page } = await opened('silent-harbor');
    await restoreFile(page, 'RES2STATION.csv');
    const outcome = await askForVerdict(page, { system: /eng01/, place: /RES2STATION/, field: /ae/i, kind: /table/ });
    expect(outcome).toMatch(/^The case is not solved/);
    await page
      .getByRole('dialog')
      .getByText('Today\u2019s open orders are on the right list')
      .or(page.getByText("Today's open orders are on the right list"))
      .first()
      .waitFor();
  });

  it('everything in unverified: channel restored, orders sent again, every study linked, solved', async () => {
    const { page, errors } = await opened('copper-lantern');
    await restoreFile(page, 'SCHED_TO_MWL.yaml');
    await resendOpenOrders(page);
    // Exams under way took the wrong number with them: let them finish.
    for (let minute = 0; minute < 6; minute++) {
      await page.evaluate(async (id) => {
        const lab = (await (await fetch(`/api/labs/${id}`)).json()) as { clock: { now: number } };
        await fetch(`/api/labs/${id}/clock`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ kind: 'skip-to', at: lab.clock.now + 300_000_000 }),
        });
      }, new URL(page.url()).pathname.split('/')[2]);
    }
    await tool(page, 'PACS');
    await page.getByRole('tab', { name: /^Unverified/ }).click();
    const queue = page.getByRole('grid').first();
    for (let left = 40; left > 0; left--) {
      if (
        await page
          .getByText('No study waits')
          .first()
          .isVisible()
          .catch(() => false)
      )
        break;
      await queue.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await dialog
        .getByText(/same patient|filler/)
        .first()
        .waitFor();
      // The order whose filler number the images carry.
      const right = await page.evaluate(() => {
        const radios = [...document.querySelectorAll<HTMLInputElement>('dialog input[type=radio]')];
        return radios.findIndex((radio) =>
          /its filler number|filler number/.test(radio.closest('th, td, label')?.textContent ?? ''),
        );
      });
      await dialog.locator('input[type=radio]').nth(Math.max(0, right)).check();
      await dialog.getByRole('radio', { name: /^Link/ }).click();
      await dialog.getByLabel('Reason').fill('accession was mapped from the filler order number');
      await dialog.getByRole('button', { name: /^Link \d+ image/ }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    const outcome = await askForVerdict(page, {
      system: /eng01/,
      place: /SCHED_TO_MWL/,
      field: /OBR-18/,
      kind: /wrong field/,
    });
    expect(outcome).toMatch(/^The case is solved/);
    expect(errors).toEqual([]);
  });

  it('the night portable, by keyboard alone: linked to the late order, solved', async () => {
    const { page, errors } = await opened('early-sparrow');
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focusOn = async (test: string): Promise<void> => {
      for (let step = 0; step < 80; step++) {
        const text = await page.evaluate(() => {
          const element = document.activeElement;
          // The page itself holds every text: it is no control.
          if (!element || element === document.body || element.matches('main, section, dialog, [tabindex="-1"]'))
            return '';
          const name = element.getAttribute('aria-label') ?? element.textContent;
          return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name.trim()}`;
        });
        if (text.includes(test)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach "${test}"`);
    };
    await page.locator('body').press('5'); // PACS is the fifth tool
    await page.getByRole('tab', { name: /^Unverified/ }).waitFor();
    await page.getByRole('grid').getByText('no accession').first().waitFor();
    await focusOn('grid');
    await press('Home', 'Enter');
    await page.getByRole('dialog').waitFor();
    await page
      .getByText(/7 of 8 agree/)
      .first()
      .waitFor();
    await settled(page);
    // The focus is on the orders: the first is chosen by Space, and so is the act.
    await focusOn('Order ');
    await press('Space');
    await focusOn('Link');
    await press('Space');
    for (
      let step = 0;
      step < 30 &&
      !(await page
        .getByRole('dialog')
        .getByLabel('Reason')
        .evaluate((element) => element === document.activeElement));
      step++
    ) {
      await press('Tab');
    }
    await page.keyboard.type('order placed after the exam');
    await focusOn('Link 1 image');
    await press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('body').press('Escape');
    await focusOn('Ask for verdict');
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await settled(page);
    await focusOn('not at all');
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await focusOn('Ask for the verdict');
    await press('Enter');
    const outcome = page
      .getByRole('dialog')
      .getByText(/^The case is (not )?solved/)
      .first();
    await outcome.waitFor();
    expect(await outcome.textContent()).toMatch(/^The case is solved/);
    expect(errors).toEqual([]);
  });
});
