import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Rung } from '../../server/contract/rung.ts';
import { needsTool } from '../support/tool.ts';
import { nameFaults } from './conclusion.ts';
import { Learner, oneProduct, shoot as shootNamed } from './learner.ts';
import { openContext, type PageOptions, violations } from './page.ts';
import { askForFirstVersion, deployThird } from './repairs.ts';

const chromium = needsTool('chromium');
const names: Readonly<Record<Rung, string>> = { guided: 'Guided', practice: 'Practice', exam: 'Exam' };
const headline = "A scanner's list is empty";

describe.skipIf(!chromium.available)(`the three rungs, by the page ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  /** From the catalogue, as a learner does. */
  async function take(rung: Rung, options: PageOptions = {}): Promise<Learner> {
    const { context, errors } = await openContext(options);
    const page = await context.newPage();
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await shoot(page, 'failed');
    });
    await page.goto(`${product().address}/?case=silent-harbor`);
    const choice = page.getByRole('radiogroup', { name: 'Rung' });
    await choice.getByRole('radio', { name: names[rung] }).click();
    expect(new URL(page.url()).searchParams.get('rung')).toBe(rung);
    await shoot(page, `catalogue-${rung}`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take this ticket' }).click();
    await page.getByRole('group', { name: 'Hospital clock' }).waitFor();
    return Learner.of(page, new URL(page.url()).pathname.split('/')[2] ?? '', errors);
  }

  const conclude = (learner: Learner): Promise<void> =>
    nameFaults(learner.page, { system: /eng01/, place: /RES2STATION/, field: /ae/i, kind: /table/ });

  const verdict = (learner: Learner): Promise<void> =>
    learner.dialog
      .getByText(/^The case is (not )?solved/)
      .first()
      .waitFor();

  it('guided: asked for a hypothesis, which is written then and there, and for a look whether it helped', async () => {
    const learner = await take('guided', { width: 1280, height: 800 });
    const { page, dialog } = learner;
    const step = page.getByRole('listitem').and(page.locator('[aria-current=step]'));
    expect(await step.textContent()).toContain('Look');
    await shoot(page, 'guided-look');
    // Something of it is looked at first.
    await learner.tool('Messages');
    await page.getByRole('grid').first().getByRole('row').nth(3).click();

    await askForFirstVersion(page, 'RES2STATION.csv');
    const question = dialog.filter({ hasText: 'What do you think is wrong?' });
    await question.waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'guided-question');
    await question.getByLabel('In one sentence').fill('The table of the rooms names another AE title');
    await question.getByRole('button', { name: 'Write it down and make the change' }).click();
    // What was wanted is done without being asked again.
    await deployThird(page);
    expect((await learner.lab()).hypotheses).toMatchObject([{ evidence: [{ polarity: 'for' }] }]);
    await expect.poll(() => step.textContent()).toContain('Confirm');
    await shoot(page, 'guided-confirm');

    await conclude(learner);
    await dialog.getByRole('button', { name: 'Ask for the verdict' }).click();
    await dialog.getByText('Choose how sure you are.').waitFor();
    await dialog.getByRole('radio', { name: '75 %' }).click();
    await dialog.getByRole('button', { name: 'Ask for the verdict' }).click();
    await dialog.getByText(/Did it help\?/).waitFor();
    await shoot(page, 'guided-confirm-first');
    await page.keyboard.press('Escape');
    const orders = (await learner.orders()).filter(({ status }) => status === 'SCHEDULED');
    expect((await learner.act({ kind: 'ris-resend', fillers: orders.map(({ filler }) => filler) })).ok).toBe(true);
    await page.reload();
    await expect.poll(() => step.textContent()).toContain('Verdict');
    await conclude(learner);
    await dialog.getByRole('radio', { name: '75 %' }).click();
    await dialog.getByRole('button', { name: 'Ask for the verdict' }).click();
    await verdict(learner);
    await dialog.getByText(/^You were 75 % sure/).waitFor();
    await shoot(page, 'guided-verdict');
    expect(learner.errors).toEqual([]);
  }, 500_000);

  it('exam: nothing is offered that an exam has not, and its one verdict opens the debrief', async () => {
    const learner = await take('exam', { width: 1280, height: 800, theme: 'dark' });
    const { page, dialog } = learner;
    expect(await page.getByRole('slider', { name: /time/i }).count()).toBe(0);
    expect(await learner.button(/^Undo/).count()).toBe(0);
    expect(await page.getByText('Hints', { exact: true }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'exam');
    await askForFirstVersion(page, 'RES2STATION.csv');
    await deployThird(page);
    const orders = (await learner.orders()).filter(({ status }) => status === 'SCHEDULED');
    expect((await learner.act({ kind: 'ris-resend', fillers: orders.map(({ filler }) => filler) })).ok).toBe(true);
    await conclude(learner);
    await dialog.getByText(/it has one verdict/).waitFor();
    await dialog.getByRole('radio', { name: 'certain' }).click();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'exam-conclusion');
    await dialog.getByRole('button', { name: 'Ask for the verdict' }).click();
    await verdict(learner);
    expect(await dialog.getByRole('button', { name: 'Ask again' }).count()).toBe(0);
    await shoot(page, 'exam-verdict');
    await dialog.getByRole('button', { name: 'Read the debrief' }).click();
    await page.getByText(/^You were 100 % sure/).waitFor();
    await page.getByText('exam, judged').waitFor();
    await shoot(page, 'exam-debrief');
    expect(learner.errors).toEqual([]);
  }, 500_000);

  it('the catalogue remembers the rung chosen last, and lists what was begun as what it is', async () => {
    const learner = await take('exam', { width: 1024, height: 768 });
    const { page } = learner;
    await shoot(page, 'exam-1024');
    await page.goto(`${product().address}/?case=silent-harbor`);
    const choice = page.getByRole('radiogroup', { name: 'Rung' });
    expect(await choice.getByRole('radio', { name: 'Exam' }).getAttribute('aria-checked')).toBe('true');
    await page.getByRole('button', { name: 'Continue' }).first().waitFor();
    // By keyboard: arrows move, Space chooses.
    await choice.getByRole('radio', { name: 'Exam' }).focus();
    for (const press of ['ArrowLeft', 'Space']) await page.keyboard.press(press);
    await page.getByText('On your own, with hints on request').waitFor();
    await page.getByRole('button', { name: 'Take this ticket' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: headline });
    expect(await row.first().textContent()).toContain('Exam');
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'catalogue-1024');
  });
});

const shoot = (page: Page, name: string): Promise<void> => shootNamed(page, `rung-${name}`);
