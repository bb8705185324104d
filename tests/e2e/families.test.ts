import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { nameFaults, verdict } from './conclusion.ts';
import { Learner, oneProduct, shoot } from './learner.ts';
import { violations } from './page.ts';
import { resendOpenOrders, restoreFile } from './repairs.ts';

const chromium = needsTool('chromium');

/** The patient's number as the caller tells it. */
async function patientOf(page: Page): Promise<string> {
  const ticket = await page.getByRole('region', { name: 'Ticket' }).textContent();
  return /\b1\d{7}\b/.exec(ticket ?? '')?.[0] ?? 'no number in the ticket';
}

/** Follows a patient through the systems, on the map. */
async function follow(learner: Learner, patient: string): Promise<void> {
  await learner.tool('Hospital');
  await learner.page.getByLabel(/^Accession, patient ID/).fill(patient);
  await learner.page.getByRole('button', { name: 'Follow', exact: true }).click();
}

/** The worklist server is asked as a scanner would, for one patient. */
async function askWorklist(learner: Learner, patient: string): Promise<void> {
  const { page } = learner;
  await learner.tool('Worklist');
  await page.getByRole('radio', { name: 'Test query' }).click();
  await page.getByLabel('Patient ID', { exact: true }).fill(patient);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('1 entry returned').waitFor();
}

/** What is open in the inspector speaks for a hypothesis. */
async function addEvidence(learner: Learner, hypothesis: string): Promise<void> {
  const { page, dialog } = learner;
  await page.getByRole('button', { name: 'Evidence' }).last().click();
  await dialog.getByLabel('What do you think is wrong?').fill(hypothesis);
  await dialog.getByRole('button', { name: 'Add as evidence' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe.skipIf(!chromium.available)(`cases of every family, by what the page shows ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  it('an interface that keeps changes back: the message is followed to the filter, which is restored, and what was kept is sent on', async () => {
    const learner = await Learner.taking(product(), {
      says: 'A patient was moved to another room',
      rung: 'guided',
      seed: '1',
    });
    const { page, dialog } = learner;
    const patient = await patientOf(page);
    const [, room = ''] =
      /to (CT\d|MR\d|DX\d)/.exec((await page.getByRole('region', { name: 'Ticket' }).textContent()) ?? '') ?? [];
    await follow(learner, patient);
    await page.getByRole('row').filter({ hasText: / XO/ }).first().click();

    await learner.tool('Engine');
    await page.getByText(/filter of SCHED_TO_MWL/).waitFor();
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByRole('row').filter({ hasText: 'installed' }).click();
    await page.getByRole('button', { name: 'Restore revision 1' }).click();
    await dialog.getByRole('button', { name: 'Restore revision 1' }).click();
    await dialog.getByLabel('In one sentence').fill('The filter lets new orders through and keeps changes');
    await dialog.getByRole('button', { name: 'Write it down and make the change' }).click();
    await page.getByRole('button', { name: 'Deploy revision 3' }).click();

    await page.getByRole('tab', { name: 'Messages', exact: true }).last().click();
    await page.getByPlaceholder('type, key or status').fill('filtered');
    await page.getByRole('button', { name: /^Select \d+ shown/ }).click();
    await page.getByRole('button', { name: /^Reprocess \d+ messages/ }).click();
    await dialog.getByRole('button', { name: /^Reprocess \d+ messages/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await askWorklist(learner, patient);
    await page
      .getByRole('row')
      .filter({ hasText: patient })
      .filter({ hasText: `NGH_${room}` })
      .waitFor();
    await shoot(page, 'families-kept-back');

    await nameFaults(page, { system: /eng01/, place: /SCHED_TO_MWL/, field: /filter/i, kind: /^Filter/ });
    await dialog.getByRole('checkbox').first().check();
    expect(await verdict(page)).toMatch(/^The case is solved/);
    expect(learner.errors).toEqual([]);
  });

  it('a weight without its unit: the entry is compared with its message, the mapping is restored, what is booked is reprocessed', async () => {
    const learner = await Learner.taking(product(), {
      says: 'A calculator suggests double doses',
      rung: 'practice',
      seed: '1',
    });
    const { page, dialog } = learner;
    await page.getByRole('button', { name: 'Call M. Lopez' }).click();
    await dialog.getByRole('button', { name: /^Ask: Which patient do you mean/ }).click();
    await dialog.getByText(/the console has \d+ kilograms/).waitFor();
    const said = (await dialog.textContent()) ?? '';
    const accession = /\bA\d{9}\b/.exec(said)?.[0] ?? 'no accession was told';
    const pounds = Number(/the console has (\d+) kilograms/.exec(said)?.[1]);
    await page.keyboard.press('Escape');

    await learner.tool('Worklist');
    const rows = page.getByRole('row');
    const weight = rows.filter({ hasText: '(0010,1030)' });
    await page.getByPlaceholder('name or number').fill(accession);
    await rows.filter({ hasText: accession }).click();
    await weight.filter({ hasText: String(pounds) }).click();
    await addEvidence(learner, 'The worklist takes the number and leaves the unit behind');

    await learner.tool('Engine');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByLabel('File', { exact: true }).selectOption({ label: 'mwl01: order-mapping.yaml' });
    await page.getByRole('row').filter({ hasText: 'installed' }).click();
    await page.getByRole('button', { name: 'Restore revision 1' }).click();
    await dialog.getByRole('button', { name: 'Restore revision 1' }).click();
    await page.getByRole('button', { name: 'Deploy revision 3' }).click();
    await page.getByRole('tab', { name: 'Messages', exact: true }).last().click();
    await page.getByRole('button', { name: 'Select open orders' }).click();
    await page.getByRole('button', { name: /^Reprocess \d+ messages/ }).click();
    await dialog.getByRole('button', { name: /^Reprocess \d+ messages/ }).click();
    await dialog.waitFor({ state: 'detached' });

    await learner.tool('Worklist');
    const kilograms = String(Math.floor(pounds * 4.5359237) / 10);
    await weight.filter({ hasText: kilograms }).waitFor();
    await shoot(page, 'families-weight');

    await nameFaults(page, { system: /mwl01/, place: /Order mapping/, field: /Weight/, kind: /^Wrong format/ });
    await dialog.getByRole('checkbox').first().check();
    expect(await verdict(page)).toMatch(/^The case is solved/);
    await dialog.getByText('100 of 100').waitFor();
    expect(learner.errors).toEqual([]);
  });

  it('one exam in two studies: the technologist is asked, the halves are merged', async () => {
    const learner = await Learner.taking(
      product(),
      { says: 'Half of an MR', rung: 'practice', seed: '1' },
      { width: 1280 },
    );
    const { page, dialog } = learner;
    await page.getByRole('button', { name: 'Call M. Lopez' }).click();
    await page.getByRole('button', { name: /^Ask: Was it the same patient/ }).click();
    await page
      .getByText(/nobody else was in the room/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');

    await learner.tool('PACS');
    await page.getByRole('tab', { name: /^Unverified/ }).click();
    await page.getByRole('grid').getByRole('row').filter({ hasText: 'no accession' }).click();
    await page.getByRole('button', { name: /^Reconcile/ }).click();
    await dialog.getByRole('radio', { name: /^Merge/ }).click();
    await dialog.getByLabel('Into the study').selectOption({ index: 1 });
    await shoot(page, 'families-halves');
    await dialog.getByLabel('Reason').fill('one exam, the console started anew in between');
    await dialog.getByRole('button', { name: /^Merge \d+ images/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('No study waits').waitFor();

    await nameFaults(page, { system: /mr01/, place: /operator/, field: /Worklist entry/, kind: /Slip of a person/ });
    expect(await verdict(page)).toMatch(/^The case is solved/);
    expect(learner.errors).toEqual([]);
  });

  it('nothing is wrong: shown by the message of the change, and said; without evidence it is refused', async () => {
    const learner = await Learner.taking(product(), {
      says: 'A patient is not on the list',
      rung: 'practice',
      seed: '1',
    });
    const { page, dialog } = learner;
    const patient = await patientOf(page);
    await askWorklist(learner, patient);
    await learner.button(/^Ask for verdict/).click();
    await dialog.getByRole('radio', { name: 'Nothing was wrong' }).click();
    await dialog.getByText(/^Evidence is left out/).waitFor();
    await shoot(page, 'families-nothing');
    expect(await verdict(page)).toMatch(/^The case is not solved/);
    await page.keyboard.press('Escape');

    await follow(learner, patient);
    await page.getByRole('row').filter({ hasText: / XO/ }).first().click();
    await addEvidence(learner, 'Nothing: she was booked for another room and time');
    await learner.button(/^Ask for verdict/).click();
    await dialog.getByRole('radio', { name: 'Nothing was wrong' }).click();
    await dialog.getByRole('checkbox').first().check();
    expect(await verdict(page, 'certain')).toMatch(/^The case is solved/);
    await dialog.getByText(/^You were 100 % sure .* judged it rightly/).waitFor();
    expect(learner.errors).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'two faults at once: both are mended, and the conclusion names two places, %s',
    async (theme) => {
      const learner = await Learner.taking(
        product(),
        { says: 'A list is empty, and it does not stop there', rung: 'practice', seed: '1' },
        { width: theme === 'light' ? 1280 : 1024, height: 800, theme },
      );
      const { page } = learner;
      if (theme === 'light') {
        for (const file of ['RES2STATION.csv', 'PROC2MOD.csv', 'SCHED_TO_MWL.yaml']) await restoreFile(page, file);
        await resendOpenOrders(page);
      }
      await nameFaults(
        page,
        { system: /eng01/, place: /RES2STATION/, field: /ae/i, kind: /wrong value in a table/i },
        { system: /eng01/, place: /PROC2MOD/, field: /modality/i, kind: /Entry missing/ },
      );
      expect(await violations(page)).toEqual([]);
      await shoot(page, `families-two-places-${theme}`);
      expect(await verdict(page)).toMatch(theme === 'light' ? /^The case is solved/ : /^The case is not solved/);
      expect(learner.errors).toEqual([]);
    },
    300_000,
  );
});
