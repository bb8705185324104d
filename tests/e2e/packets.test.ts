import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';
import { violations } from './page.ts';

const chromium = needsTool(process.env['CHROMIUM'] ?? 'chromium');
const tshark = needsTool('tshark');

describe.skipIf(!chromium.available || !tshark.available)(
  `the packet sniffer ${chromium.reason}${tshark.reason}`,
  { timeout: 120_000 },
  () => {
    const product = oneProduct(chromium.available && tshark.available);

    it.each(['light', 'dark'] as const)(
      'opens a failing association, finds its reason in the bytes and downloads a file that tshark reads (%s)',
      async (theme) => {
        const learner = await Learner.at(product(), 'copper-lantern', { theme, width: 1280 });
        const { page } = learner;
        // A query under an AE title that the worklist server does not know.
        const outcome = await page.evaluate(async (id) => {
          const action = { kind: 'worklist-query', callingAe: 'NGH_NOBODY', keys: [] };
          const response = await fetch(`/api/labs/${id}/actions`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ action }),
          });
          return response.text();
        }, learner.id);
        expect(outcome).toContain('"seq"');
        await learner.tool('Packets');
        await learner.button('Errors only').click();
        const reject = learner.row(/Captured packets/, 'A-ASSOCIATE reject').last();
        await reject.click();
        await learner.button('Follow conversation').click();
        await learner
          .row(/Captured packets/, 'A-ASSOCIATE reject')
          .last()
          .waitFor();
        const layers = page.getByRole('treegrid', { name: /Layers of packet/ });
        const reason = layers.getByRole('row').filter({ hasText: 'Reason/Diag.' });
        await reason.click();
        expect(await reason.textContent()).toContain('calling-AE-title-not-recognized');
        const bytes = page.getByRole('grid', { name: /Bytes of packet/ });
        await expect
          .poll(() => bytes.locator('.byte.hit').allTextContents())
          .toEqual([expect.stringMatching(/^\s*03\s*$/)]);
        // From the byte back to the field.
        await bytes.locator('.byte').nth(7).click();
        await expect.poll(() => layers.locator('[aria-selected="true"]').textContent()).toContain('Result');
        if (process.env['E2E_SHOTS'])
          await page.screenshot({ path: `${process.env['E2E_SHOTS']}/reject-${theme}.png` });
        expect(await violations(page)).toEqual([]);
        expect(learner.errors).toEqual([]);

        const [download] = await Promise.all([
          page.waitForEvent('download'),
          learner.button('Download .pcapng').click(),
        ]);
        const file = join(temporaryFolder(), download.suggestedFilename());
        await download.saveAs(file);
        expect(existsSync(file) && readFileSync(file).length > 200).toBe(true);
        const fields = ['dicom.assoc.ae.calling', 'dicom.assoc.reject.reason'].flatMap((field) => ['-e', field]);
        const rows = execFileSync(
          'tshark',
          ['-r', file, '-d', 'tcp.port==11113,dicom', '-Y', 'dicom', '-T', 'fields', ...fields],
          { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
        );
        expect(rows).toContain('NGH_NOBODY');
        expect(rows.trim().split('\n').length).toBe(2);
      },
    );

    it('is reached from a message, with what was sent selected', async () => {
      const learner = await Learner.at(product(), 'copper-lantern', { width: 1024 });
      const { page } = learner;
      const message = (await learner.messages()).findLast(({ title }) => title.startsWith('OMI^O23'));
      const lab = `${product().address}/lab/${learner.id}`;
      await page.goto(`${lab}?tool=messages&msg=${message?.id ?? 0}`);
      await page.getByRole('button', { name: 'More about this message' }).click();
      await page.getByRole('menuitem', { name: 'Packets of this message' }).click();
      const selected = page.getByRole('grid', { name: /Captured packets/ }).locator('[aria-selected="true"]');
      await expect.poll(() => selected.textContent()).toContain('OMI^O23');
      const layers = page.getByRole('treegrid', { name: /Layers of packet/ });
      await layers.getByRole('row').filter({ hasText: 'HL7 Message' }).waitFor();
      // With the keys alone to the packet before and back.
      await page.getByRole('grid', { name: /Captured packets/ }).focus();
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => selected.textContent()).toContain('[SYN, ACK]');
      expect(await violations(page)).toEqual([]);
      expect(learner.errors).toEqual([]);
    });
  },
);
