import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';
import { violations } from './page.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`RIS desk and scanner consoles ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  it('marks orders by keyboard and has them sent again: the engine passes each on', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    await learner.tool('RIS');
    await page.getByRole('combobox', { name: 'Status', exact: true }).selectOption({ label: 'scheduled' });
    const table = page.getByRole('grid', { name: 'Orders of the RIS' });
    await table.focus();
    for (const press of ['Home', ' ', 'ArrowDown', ' ']) await page.keyboard.press(press);
    await page.getByText('2 marked').first().waitFor();
    const stored = (await learner.engine()).stored.length;
    await learner.button('Ask the RIS desk to send 2 orders again…').click();
    await page.keyboard.press('Escape');
    await learner.dialog.waitFor({ state: 'detached' });
    expect((await learner.engine()).stored.length).toBe(stored); // Escape asks nobody
    await learner.button('Ask the RIS desk to send 2 orders again…').click();
    await learner.dialog.getByRole('button', { name: 'Send 2 orders again' }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    await learner.skip(1);
    const { stored: after, errors } = await learner.engine();
    const again = after
      .slice(stored)
      .filter(({ channel, status }) => channel.startsWith('SCHED_TO_MWL') && status === 'SENT');
    expect(new Set(again.map(({ accession }) => accession)).size).toBeGreaterThanOrEqual(2);
    expect(errors).toEqual([]);
    expect(learner.errors).toEqual([]);
  });

  it('has an order moved to another room, and one cancelled; who may not ask is refused', async () => {
    const learner = await Learner.at(product(), 'free-play', { width: 1280 });
    const { page } = learner;
    const order = (await learner.orders()).find(({ status, rooms }) => status === 'SCHEDULED' && rooms.length > 1);
    if (!order) throw new Error('no order with a choice of rooms');
    const room = order.rooms.find((one) => one !== order.resource) ?? '';
    const own = async (): Promise<typeof order | undefined> =>
      (await learner.orders()).find(({ accession }) => accession === order.accession);
    await learner.tool('RIS');
    await page.getByLabel('Filter the orders').fill(order.accession);
    await learner.row('Orders of the RIS', order.accession).click();
    await learner.button('Reschedule…').click();
    await learner.dialog.getByLabel('Room').selectOption(room);
    await learner.dialog.getByLabel('Time').fill('25:00');
    await learner.dialog.getByRole('button', { name: 'Reschedule' }).click();
    await learner.dialog.getByText('There is no such date and time.').waitFor();
    await learner.dialog.getByLabel('Time').fill('23:30');
    await learner.dialog.getByRole('button', { name: 'Reschedule' }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    expect(await own()).toMatchObject({ resource: room, status: 'SCHEDULED' });

    await learner.button('Cancel order…').click();
    expect(await violations(page)).toEqual([]);
    await learner.dialog.getByLabel('Reason').fill('patient went home');
    await learner.dialog.getByLabel('The desk is asked by').selectOption('ianders');
    await learner.dialog.getByRole('button', { name: 'Cancel this order' }).click();
    await learner.dialog.getByText(/has no right CANCEL/).waitFor();
    expect(await own()).toMatchObject({ status: 'SCHEDULED' });
    await learner.dialog.getByLabel('The desk is asked by').selectOption('kbauer');
    await learner.dialog.getByRole('button', { name: 'Cancel this order' }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    expect(await own()).toMatchObject({ status: 'CANCELED', isOpen: false });
    expect(learner.errors).toEqual([]);
  });

  it('refreshes a console’s list and sends a study again, as it is and with a step of the list', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    await learner.tool('Scanners');
    await page.getByRole('radio', { name: 'CT2' }).click();
    const queries = async (): Promise<number> =>
      (await learner.messages()).filter(({ title, from }) => title.includes('C-FIND') && from === 'ct02').length;
    const asked = await queries();
    await learner.button('Refresh the list').click();
    await expect.poll(queries).toBeGreaterThan(asked);
    const list = page.getByRole('grid', { name: 'List on the console of CT2' });
    const own = (await learner.worklist()).filter(
      ({ stationAe, status }) => stationAe === 'NGH_CT2' && status === 'SCHEDULED',
    );
    const shown = async (): Promise<number> => Number(await list.getAttribute('aria-rowcount')) - 1;
    await expect.poll(shown).toBeGreaterThan(0);
    expect(await shown()).toBeLessThanOrEqual(own.length);

    const disk = page.getByRole('grid', { name: 'Studies on the disk of CT2' });
    await disk.focus();
    await page.keyboard.press('Home');
    const before = (await learner.pacs()).studies;
    await learner.button('Send again…').click();
    await learner.dialog.getByRole('button', { name: /^Send \d+ images? again/ }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    await learner.skip(5);
    const same = (await learner.pacs()).studies;
    expect(same.length).toBeGreaterThanOrEqual(before.length);
    const first = before.find(({ station }) => station === 'NGH_CT2');
    expect(same.find(({ studyUid }) => studyUid === first?.studyUid)?.instances).toBe(first?.instances); // nothing doubled

    await learner.button('Send again with a worklist step…').click();
    const confirm = learner.dialog.getByRole('button', { name: /^Send with/ });
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await learner.dialog.getByRole('grid', { name: 'Steps on the console’s list' }).focus();
    await page.keyboard.press('Home');
    const step = /SPS\d+/.exec((await confirm.textContent()) ?? '')?.[0] ?? '';
    const entry = own.find(({ spsId }) => spsId === step);
    await confirm.click();
    await learner.dialog.waitFor({ state: 'detached' });
    await learner.skip(5);
    const made = (await learner.pacs()).studies.find(({ studyUid }) => studyUid === entry?.studyUid);
    expect(made).toMatchObject({ accession: entry?.accession, patientId: entry?.patientId });
    expect(learner.errors).toEqual([]);
  });
});
