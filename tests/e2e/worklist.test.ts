import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`the worklist through the page ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  /** Finds one entry by the filter and selects it. */
  async function select(learner: Learner, step: string): Promise<void> {
    await learner.page.getByLabel('Filter the entries').fill(step);
    await learner.page.getByText(/^1 of \d+$/).waitFor();
    await learner.row('Entries of the worklist server', /\d{8}/).click();
  }

  /** Selects an entry and one of its elements, and opens the dialog that changes it. */
  async function editElement(learner: Learner, step: string, element: string): Promise<void> {
    await select(learner, step);
    await learner.row(`Data set of step ${step}`, element).first().click();
    await learner.button('Edit…').click();
    await learner.dialog.waitFor();
  }

  it('changes an element of an entry; the server returns the new value, the RIS keeps its own', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const [item] = (await learner.worklist()).filter(({ status }) => status === 'SCHEDULED');
    const { spsId = '', key, accession } = item ?? { key: '', accession: '' };
    await learner.tool('Worklist');
    await editElement(learner, spsId, 'Accession Number');
    const field = learner.dialog.getByLabel(/^Value/);
    expect(await field.inputValue()).toBe(accession);

    await learner.page.keyboard.press('Enter');
    await learner.dialog.getByText('That is the value it has now.').waitFor();

    await field.fill('HANDMADE1');
    await learner.page.keyboard.press('Enter');
    await learner.dialog.waitFor({ state: 'detached' });
    await learner.page.getByText('edited by hand').waitFor();
    expect((await learner.worklist()).find((one) => one.key === key)).toMatchObject({
      accession: 'HANDMADE1',
      event: null,
    });
    expect((await learner.orders()).some((order) => order.accession === accession)).toBe(true);
    expect(learner.errors).toEqual([]);
  });

  it('refuses an edit of an entry that another tab changed first, and keeps what was typed', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const [item] = (await learner.worklist()).filter(({ status }) => status === 'SCHEDULED');
    const { spsId = '', key = '' } = item ?? {};
    await learner.tool('Worklist');
    await editElement(learner, spsId, "Patient's Name");
    const field = learner.dialog.getByLabel(/^Value/);
    await field.fill('MINE^SECOND');
    expect(
      await learner.act({ kind: 'worklist-edit', item: key, tag: '(0010,0010)', value: 'THEIRS^FIRST' }, 'ianders'),
    ).toMatchObject({ ok: true });
    await learner.page.keyboard.press('Enter');
    await learner.dialog.getByText(/has changed since you opened it/).waitFor();
    expect(await field.inputValue()).toBe('MINE^SECOND');
    expect((await learner.worklist()).find((one) => one.key === key)?.patientName).toBe('THEIRS^FIRST');

    await learner.page.keyboard.press('Escape');
    await learner.row('Entries of the worklist server', 'THEIRS^FIRST').waitFor();
    await learner.button('Edit…').click();
    await learner.dialog.getByLabel(/^Value/).fill('MINE^SECOND');
    await learner.dialog.getByRole('button', { name: /^Change/ }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    expect((await learner.worklist()).find((one) => one.key === key)?.patientName).toBe('MINE^SECOND');
  });

  it('deletes an entry, says so where another tab still shows it, and undo brings it back', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const before = await learner.worklist();
    const [item] = before.filter(({ status }) => status === 'SCHEDULED');
    const { spsId = '', key = '' } = item ?? {};
    await learner.tool('Worklist');
    await select(learner, spsId);
    await learner.button('Delete entry…').waitFor();
    const other = await learner.secondTab();
    await other.button('Delete entry…').click();
    await other.dialog.getByRole('button', { name: `Delete ${spsId}` }).waitFor();

    await learner.button('Delete entry…').click();
    // The focus is on Cancel: Enter by habit deletes nothing.
    expect(
      await learner.dialog.getByRole('button', { name: 'Cancel' }).evaluate((one) => one === document.activeElement),
    ).toBe(true);
    await learner.dialog.getByRole('button', { name: `Delete ${spsId}` }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    expect((await learner.worklist()).map((one) => one.key)).toEqual(
      before.map((one) => one.key).filter((one) => one !== key),
    );

    // Its question is moot: the dialog is gone, and the page says why.
    await other.dialog.waitFor({ state: 'detached' });
    await other.page.getByText('This entry is not on the worklist any more.').first().waitFor();

    await learner.page.keyboard.press('Control+z');
    await learner.row('Entries of the worklist server', item?.accession ?? '').waitFor();
    expect(await learner.worklist()).toEqual(before);
    expect(learner.errors).toEqual([]);
  });

  it('asks as a scanner does: edited keys, a wildcard, nothing found, an unknown caller', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    const before = await learner.worklist();
    const open = before.filter(({ status }) => status === 'SCHEDULED');
    await learner.tool('Worklist');
    await page.getByRole('radio', { name: 'Test query' }).click();
    const answer = page.getByRole('grid', { name: 'Data sets returned' });
    const ask = async (said: RegExp): Promise<void> => {
      await learner.button('Ask').click();
      await page.getByText(said).first().waitFor();
    };
    const station = open[0]?.stationAe ?? '';
    const own = open.filter(({ stationAe }) => stationAe === station);
    const family = own[0]?.patientName.split('^')[0] ?? '';
    const named = open.filter(
      ({ stationAe, patientName }) => stationAe === station && patientName.startsWith(family.slice(0, 3)),
    );

    await page.getByLabel('Station AE title').fill(station);
    await ask(new RegExp(`^${own.length} entr(y|ies) returned`));
    expect(Number(await answer.getAttribute('aria-rowcount'))).toBe(own.length + 1);

    await page.getByLabel('Patient’s name').fill(`${family.slice(0, 3)}*`);
    await page.getByText('The keys have changed since').waitFor();
    await ask(new RegExp(`^${named.length} entr(y|ies) returned`));
    await learner.row('Data sets returned', family).first().waitFor();

    await page.getByLabel('Accession number').fill('NOSUCH');
    await ask(/The server answered: no entry matches/);
    await page.getByLabel('Accession number').fill('');
    await page.getByLabel('Calling AE title').fill('STRANGER');
    await ask(/The server refused the association/);
    await page.getByText(/does not know the calling AE title STRANGER/).waitFor();
    expect(await learner.worklist()).toEqual(before);
    expect(learner.errors).toEqual([]);
  });

  it('shows who may not change it why, in the words of the ticket', async () => {
    const learner = await Learner.at(product(), 'early-sparrow');
    const refused = await learner.act(
      { kind: 'worklist-delete', item: (await learner.worklist())[0]?.key ?? '' },
      'pgreen',
    );
    expect(refused.ok).toBe(false);
    expect(refused.message).toMatch(/pgreen/);
  });
});
