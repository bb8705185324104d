import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { openContext, openLab, Product, violations } from './page.ts';

const chromium = needsTool('chromium');

/** Two people at one server: their browsers know nothing of each other. */
async function twoPeople(): Promise<{ product: Product; anna: Page; desk: Page; errors: string[] }> {
  const product = await Product.start();
  const first = await openContext({ width: 1280 });
  const second = await openContext({ width: 1280 });
  const anna = await first.context.newPage();
  const desk = await second.context.newPage();
  return { product, anna, desk, errors: [...first.errors, ...second.errors] };
}

/** axe in both themes; colours are drawn anew. */
async function found(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    all.push(...(await violations(page)));
  }
  return all;
}

describe.skipIf(!chromium.available)(`the record and a disputed verdict, by the page ${chromium.reason}`, () => {
  it(
    'is looked at, judged, disputed, decided by somebody else, graded again, and told in debrief and record',
    { timeout: 300_000 },
    async () => {
      const { product, anna, desk, errors } = await twoPeople();
      const id = await openLab(anna, product.address, 'copper-lantern');

      // A file looked at, a hypothesis, a verdict without a repair.
      await anna.goto(`${product.address}/lab/${id}?tool=files`);
      await anna.getByText('SCHED_TO_MWL.yaml').first().click();
      await anna
        .getByText(/destinations/)
        .first()
        .waitFor();
      await anna.goto(`${product.address}/lab/${id}?ask=verdict`);
      const dialog = anna.getByRole('dialog');
      await dialog.getByRole('radio', { name: '75 %' }).click();
      await dialog.getByRole('button', { name: 'Ask for the verdict' }).click();
      await dialog.getByText('The case is not solved').first().waitFor();
      const before = await dialog.locator('.score b').first().textContent();

      // Too few words are refused; then it waits.
      await dialog.getByRole('button', { name: 'Dispute this verdict…' }).click();
      await dialog.getByRole('button', { name: 'Dispute the verdict' }).click();
      await dialog.getByText('Say why in 10 characters at least.').waitFor();
      await dialog
        .getByLabel('Why is this verdict wrong?')
        .fill('New orders did carry the right number at half past ten.');
      await dialog.getByRole('button', { name: 'Dispute the verdict' }).click();
      await dialog.getByText('Your dispute waits for a decision.').waitFor();

      // Its writer may not see what it rests on; somebody else may, and accepts a part.
      await anna.goto(`${product.address}/disputes`);
      await anna.getByRole('link', { name: 'Exams of one modality land in unverified' }).click();
      await anna.getByText(/You have written this dispute yourself/).waitFor();
      await desk.goto(`${product.address}/disputes`);
      await desk.getByRole('link', { name: 'Exams of one modality land in unverified' }).click();
      await desk.getByText('What the verdict rests on').waitFor();
      await desk.getByText('HL01 Accession taken from the filler order number').waitFor();
      expect(await found(desk)).toEqual([]);
      await desk.getByRole('checkbox', { name: 'Root cause' }).check();
      await desk.getByLabel('Reason, read by the learner (Root cause)').fill('Accepted: the orders were sent before.');
      await desk.getByLabel('Reason, read by the learner', { exact: true }).fill('One part is accepted as met.');
      await desk.getByRole('button', { name: 'Overturn and grade again' }).click();
      await desk.getByText('The verdict was overturned, and graded again.').waitFor();

      // Both grades are told, in the debrief and in the record, which survives a power cut.
      await anna.goto(`${product.address}/lab/${id}/debrief/1`);
      await anna.getByRole('button', { name: 'Give up, read the debrief' }).click();
      await anna.getByRole('heading', { name: 'What happened where' }).waitFor();
      await anna.getByText('One part is accepted as met.').waitFor();
      const now = await anna.getByText(/^after the dispute: not solved, \d+ of 100$/).textContent();
      expect(Number(/\d+/.exec(now ?? '')?.[0])).toBeGreaterThan(Number(before));
      await anna.getByRole('checkbox', { name: /^Show (\d+ looks|the look)$/ }).check();
      await anna.getByText('Opened Engine:/opt/engine/channels/SCHED_TO_MWL.yaml').first().waitFor();
      await anna.getByRole('heading', { name: 'How much of each' }).waitFor();
      const clause = anna.getByText('IHE RAD TF-2 §4.4').first();
      await clause.click();
      await anna.getByText(/Procedure Scheduled \(RAD-4\)/).waitFor();
      await anna.getByRole('heading', { name: 'What to try next' }).waitFor();
      expect(await found(anna)).toEqual([]);

      await product.kill();
      await product.run();
      await anna.goto(`${product.address}/record`);
      await anna.getByRole('row', { name: /Accession taken from the filler order number/ }).waitFor();
      await anna.getByRole('button', { name: /^What you did/ }).click();
      await anna.getByText('disputed, overturned').waitFor();
      await anna.getByText(now ?? 'nothing').waitFor();
      expect(await found(anna)).toEqual([]);
      await anna.getByRole('button', { name: 'Delete the lab…' }).click();
      await anna.getByRole('dialog').getByRole('button', { name: 'Delete the lab' }).click();
      await anna.getByText('lab deleted').waitFor();
      expect(errors).toEqual([]);
    },
  );
});
