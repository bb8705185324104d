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

/** Gives the worklist server another AE title, as its analyst would; the scanners go on to ask for the old one. */
async function renameWorklistServer(learner: Learner): Promise<void> {
  const { page } = learner;
  await learner.tool('Files');
  await page.getByLabel('Filter the files').fill('mwl.conf');
  await learner.row('Files of the hosts', 'mwl.conf').click();
  const editor = page.getByRole('textbox', { name: /^Text of .*mwl\.conf/ });
  const text = await editor.evaluate((element) =>
    Array.from(element.querySelectorAll('.cm-line'), (line) => line.textContent).join('\n'),
  );
  expect(text).toMatch(/^ae\.title\s*=\s*NGH_MWL$/m);
  await editor.press('Control+a');
  await page.keyboard.insertText(text.replace(/(ae\.title\s*=\s*)NGH_MWL$/m, '$1NGH_MWL_NEW'));
  await learner.button('Save…').click();
  await learner.dialog.getByRole('button', { name: 'Save revision 2' }).click();
  await learner.dialog.waitFor({ state: 'detached' });
  await learner.button('Deploy revision 2').click();
  await page.getByText('Revision 2 is in service').first().waitFor();
}

describe.skipIf(!chromium.available || !tshark.available)(
  `the packet sniffer ${chromium.reason}${tshark.reason}`,
  { timeout: 300_000 },
  () => {
    const product = oneProduct(chromium.available && tshark.available);

    it.each(['light', 'dark'] as const)(
      'opens a failing association, finds its reason in the bytes and downloads a file that tshark reads (%s)',
      async (theme) => {
        const learner = await Learner.at(product(), 'free-play', { theme, width: 1280 });
        const { page } = learner;
        await renameWorklistServer(learner);
        await learner.tool('Scanners');
        await learner.button('Refresh the list').click();
        await page
          .getByText(/association rejected/)
          .first()
          .waitFor();

        await learner.tool('Packets');
        await learner.button('Errors only').click();
        const packets = page.getByRole('grid', { name: /Captured packets/ });
        const layers = page.getByRole('treegrid', { name: /Layers of packet/ });
        const bytes = page.getByRole('grid', { name: /Bytes of packet/ });
        const chosen = packets.locator('[aria-selected="true"]');
        await expect.poll(() => chosen.textContent()).toContain('A-ASSOCIATE reject: called AE title not recognized');
        // The line that says why is chosen, and its byte.
        const line = layers.locator('[aria-selected="true"]');
        await expect
          .poll(() => line.textContent())
          .toMatch(/Reason\/Diag\..*7.*Error.*called-AE-title-not-recognized/s);
        await expect
          .poll(() => bytes.locator('.byte.hit').allTextContents())
          .toEqual([expect.stringMatching(/^\s*07\s*$/)]);

        await learner.button('Follow conversation').click();
        await learner.row(/Captured packets/, 'A-ASSOCIATE request').click();
        await expect
          .poll(() => line.textContent())
          .toMatch(/Modality Worklist.*no answer: the association was rejected/s);
        const called = layers.getByRole('row').filter({ hasText: 'Called-AE-title' });
        await page.keyboard.press('Tab');
        await called.click();
        expect(await called.textContent()).toContain('NGH_MWL');
        await expect.poll(() => bytes.locator('.byte.hit').count()).toBe(16);
        // From the byte back to the field: the port that the request went to.
        await bytes.press('Home');
        await bytes.locator('.byte').nth(36).click();
        await expect.poll(() => line.textContent()).toMatch(/Destination Port.*11113/s);
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
        const fields = ['tcp.flags.str', 'dicom.assoc.ae.called', 'dicom.assoc.reject.reason'].flatMap((field) => [
          '-e',
          field,
        ]);
        const rows = execFileSync(
          'tshark',
          ['-r', file, '-d', 'tcp.port==11113,dicom', '-Y', 'dicom', '-T', 'fields', ...fields],
          { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
        );
        // What Wireshark says: the request names NGH_MWL, the answer refuses it with reason 7.
        expect(
          rows
            .trim()
            .split('\n')
            .map((row) =>
              row
                .split('\t')
                .slice(1)
                .map((cell) => cell.trim()),
            ),
        ).toEqual([
          ['NGH_MWL', ''],
          ['', expect.stringMatching(/^(0x0*)?7$/)],
        ]);
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
