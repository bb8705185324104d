import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { choose, nameFaults, verdict } from './conclusion.ts';
import { Learner, oneProduct, shoot } from './learner.ts';
import { settled, violations } from './page.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`the wrong line of a worklist ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  it('is put right in archive, order and chart through the page alone', async () => {
    const learner = await Learner.at(product(), 'twin-lantern');
    const { page, dialog } = learner;
    const shot = (name: string): Promise<void> => shoot(page, name);
    await learner.tool('Charts');
    const wrong = (await learner.orders()).find(
      ({ description, status, isOpen }) =>
        description === 'CT chest with contrast' && status === 'COMPLETED' && !isOpen,
    );
    const { markdown } = (await learner.lab()).ticket;
    const [, given = '', family = ''] = /CT chest of (\w+) (\w+)/.exec(markdown) ?? [];
    const hers = (await learner.orders()).find(({ patientName }) => patientName === `${family}^${given}`);
    const his = (await learner.orders()).find(
      ({ patientName, description }) =>
        patientName.startsWith(`${family}^`) && patientName !== hers?.patientName && description.includes('abdomen'),
    );
    if (!hers || !his || !wrong) throw new Error('the case has other orders than it tells');
    await learner.row('Results in the charts of the medical record', hers.accession).click();
    await page.getByText('preliminary, not signed').waitFor();
    await settled(page);
    await shot('chart-before');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Look at it in the PACS' }).click();
    await page
      .getByRole('button', { name: /^Reconcile/ })
      .first()
      .click();
    await dialog.getByText(his.accession).first().click();
    await dialog.getByRole('radio', { name: /Corrected copies/ }).click();
    await settled(page);
    await shot('corrected-copies');
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel('Reason').fill('he was on the table');
    await dialog.getByRole('button', { name: /^Make \d images anew/ }).click();
    await dialog.waitFor({ state: 'detached' });

    await learner.row(/./, hers.accession).first().click();
    await page
      .getByRole('button', { name: /^Reconcile/ })
      .first()
      .click();
    await dialog.getByRole('radio', { name: /^Reject/ }).click();
    await choose(dialog.getByLabel(/Title of the rejection/), /Incorrect Modality Worklist Entry/);
    await dialog.getByLabel('Reason').fill('made under the wrong worklist entry');
    await dialog.getByRole('button', { name: /^Reject \d images/ }).click();
    await dialog.waitFor({ state: 'detached' });

    await learner.tool('Charts');
    await learner.row('Results in the charts of the medical record', hers.accession).click();
    await page.getByRole('button', { name: 'Withdraw report…' }).click();
    await dialog.getByLabel('Reason').fill('it is not her exam');
    await shot('withdraw');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Withdraw this report' }).click();
    await dialog.waitFor({ state: 'detached' });
    await learner.row('Results in the charts of the medical record', 'withdrawn as wrong').waitFor();

    await learner.tool('RIS');
    await learner.row('Orders of the RIS', his.accession).click();
    await page.getByRole('button', { name: 'Have it read now…' }).click();
    await dialog.getByRole('button', { name: 'Have it read' }).click();
    await dialog.waitFor({ state: 'detached' });
    await learner.skip(6);
    await learner.tool('Charts');
    await learner.row('Results in the charts of the medical record', his.accession).click();
    await settled(page);
    await shot('chart-after');
    await learner.tool('Hospital');
    await settled(page);
    await shot('map');

    await nameFaults(page, { system: /ct01/, place: /operator/, field: /Worklist entry/, kind: /Slip of a person/ });
    expect(await verdict(page)).toMatch(/^The case is solved/);
    await shot('verdict');
    expect(learner.errors).toEqual([]);
  });
});
