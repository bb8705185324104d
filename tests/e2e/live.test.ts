import type { WebSocketRoute } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';
import { openContext, openLab } from './page.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`the page over time ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  it('says calmly that the stream broke, and after it shows every message once', async () => {
    const { context, errors } = await openContext();
    const page = await context.newPage();
    let isBroken = false;
    const open = new Set<WebSocketRoute>();
    await page.routeWebSocket(/\/live/, (socket) => {
      if (isBroken) {
        void socket.close({ code: 1011 });
        return;
      }
      open.add(socket);
      socket.connectToServer();
    });
    const id = await openLab(page, product().address, 'free-play');
    const learner = Learner.of(page, id, errors);
    await page.goto(`${page.url()}?tool=messages&answers=1`);
    const table = page.getByRole('grid', { name: /messages/i });
    const rows = async (): Promise<number> => Number(await table.getAttribute('aria-rowcount')) - 1;
    await expect.poll(rows).toBe((await learner.messages()).length);

    isBroken = true;
    for (const socket of open) await socket.close({ code: 1011 });
    const banner = page.getByText(/Lost the server at .* Reconnecting/);
    await banner.waitFor();
    await learner.skip(20); // what happens meanwhile is not heard
    const during = (await learner.messages()).length;
    expect(await rows()).toBeLessThan(during);
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.closest('dialog'))).toBe(null);

    isBroken = false;
    await banner.waitFor({ state: 'detached' });
    await expect.poll(rows).toBe(during);
    const numbers = (await learner.messages()).map((message) => message.id);
    expect(new Set(numbers).size).toBe(numbers.length);
    await learner.skip(5);
    await expect.poll(rows).toBe((await learner.messages()).length);
    expect(errors).toEqual([]);
  });

  it('shows the past as it was, says that nothing can be changed, and comes back to now', async () => {
    const learner = await Learner.at(product(), 'copper-lantern');
    const { page } = learner;
    const state = async (): Promise<unknown> => [
      await learner.lab(),
      await learner.messages(),
      await learner.worklist(),
      await learner.pacs(),
      await learner.engine(),
    ];
    const before = await state();
    const line = page.getByRole('slider', { name: 'Time' });
    await line.focus();
    for (let hour = 0; hour < 12; hour++) await page.keyboard.press('Shift+ArrowLeft');
    await page.getByText(/, looking back$/).waitFor();
    expect(page.url()).toMatch(/at=\d+/);
    const refused = async (name: RegExp | string): Promise<void> => {
      const button = learner.button(name).first();
      expect(await button.getAttribute('aria-disabled'), String(name)).toBe('true');
      const why = await button.getAttribute('aria-describedby');
      expect(await page.locator(`[id="${why}"]`).textContent(), String(name)).toMatch(/^You are looking back/);
      await button.click({ force: true });
      expect(await learner.dialog.count()).toBe(0);
    };
    await learner.tool('Worklist');
    const past = page.getByRole('grid', { name: 'Entries of the worklist server' });
    await expect
      .poll(async () => Number(await past.getAttribute('aria-rowcount')))
      .toBeLessThan((await learner.worklist()).length + 1);
    await past.focus();
    await page.keyboard.press('Home');
    await refused('Delete entry…');
    await learner.tool('PACS');
    await page.getByRole('grid').first().focus();
    await page.keyboard.press('Home');
    await refused(/^Reconcile/);
    await learner.tool('Engine');
    await refused(/^Save…/);
    await learner.tool('RIS');
    await refused(/^Ask the RIS desk/);
    await learner.tool('Scanners');
    await refused('Refresh the list');
    await learner.tool('Files');
    await page.getByText('RES2STATION.csv').first().click();
    await refused(/^Save…/);
    await learner.tool('Composer');
    await refused(/^Send/);

    await learner.button('Return to now').click();
    await page.getByText(/, looking back$/).waitFor({ state: 'detached' });
    expect(page.url()).not.toMatch(/at=\d+/);
    expect(await state()).toEqual(before);
    expect(learner.errors).toEqual([]);
  });

  it('undoes one act, and everything after a moment, from the list of what was done', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    const before = [await learner.worklist(), await learner.engine()];
    const items = (await learner.worklist()).filter(({ status }) => status === 'SCHEDULED').slice(0, 3);
    for (const item of items) await learner.act({ kind: 'worklist-delete', item: item.key }, 'ianders');
    await learner.skip(3);
    await page
      .getByRole('button', { name: /^Go back to before:/ })
      .nth(2)
      .waitFor();
    await page
      .getByRole('button', { name: /^Go back to before:/ })
      .last()
      .click();
    await page.getByRole('button', { name: /^Undo these 3 actions/ }).click();
    await page
      .getByText(/^Back to before:/)
      .first()
      .waitFor();
    expect([await learner.worklist(), await learner.engine()]).toEqual(before);
    expect((await learner.lab()).history.filter(({ title }) => title.includes('Delete'))).toEqual([]);
  });

  it('starts over with the same patients, with new ones and with a seed that is typed', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    const names = async (id: string): Promise<string[]> => {
      const other = Learner.of(page, id, []);
      return (await other.orders()).map(({ patientName }) => patientName);
    };
    const own = await names(learner.id);
    const restart = async (choice: string, button: string): Promise<string> => {
      const from = page.url();
      await learner.button('Restart…').click();
      await learner.dialog.getByRole('radio', { name: new RegExp(`^${choice}`) }).click();
      if (choice === 'A seed') {
        await learner.dialog.getByLabel(/^Seed/).fill('not a seed!');
        await learner.dialog.getByRole('button', { name: button }).click();
        await learner.dialog.getByText('Write 1 to 32 letters, digits or hyphens.').waitFor();
        await learner.dialog.getByLabel(/^Seed/).fill('class-7');
      }
      // A busy server may refuse to make it in time, and the dialog stays: then once more, as a person would.
      for (let [attempt, isMade] = [0, false]; attempt < 3 && !isMade; attempt++) {
        const answered = page.waitForResponse((response) => response.url().endsWith('/api/labs'));
        await learner.dialog.getByRole('button', { name: button }).click();
        isMade = (await answered).ok();
      }
      await learner.dialog.waitFor({ state: 'detached' });
      await expect.poll(() => page.url().split('?')[0]).not.toBe(from.split('?')[0]);
      await page.getByRole('group', { name: 'Hospital clock' }).waitFor();
      return new URL(page.url()).pathname.split('/')[2] ?? '';
    };
    expect(await names(await restart('The same patients', 'Start over with the same patients'))).toEqual(own);
    expect(await names(await restart('New patients', 'Start over with new patients'))).not.toEqual(own);
    const given = await restart('A seed', 'Start over with this seed');
    expect((await Learner.of(page, given, []).lab()).seed).toBe('class-7');
    // The first one is still there, at its own address.
    await page.goto(`${product().address}/lab/${learner.id}`);
    await page.getByRole('group', { name: 'Hospital clock' }).waitFor();
    expect(learner.errors).toEqual([]);
  });

  it('does not let one learner’s page disturb another’s', async () => {
    const one = await Learner.at(product(), 'free-play');
    const two = await Learner.at(product(), 'free-play');
    const status = await two.page.evaluate(async (id) => (await fetch(`/api/labs/${id}`)).status, one.id);
    expect(status).toBe(404);
    await two.page.goto(`${product().address}/lab/${one.id}`);
    await two.page.getByText('There is nothing at this address.').first().waitFor();
  });
});
