import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';

const chromium = needsTool('chromium');
const CHANNEL = '/opt/engine/channels/SCHED_TO_MWL.yaml';
const STATIONS = '/opt/engine/lookup/RES2STATION.csv';

describe.skipIf(!chromium.available)(`the engine through the page ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  async function atLookups(table: string): Promise<Learner> {
    const learner = await Learner.at(product(), 'free-play');
    await learner.tool('Engine');
    await learner.page.getByRole('tab', { name: /^Lookups/ }).click();
    await learner.page.getByRole('combobox', { name: 'Table', exact: true }).selectOption(table);
    return learner;
  }
  const stations = async (learner: Learner) => (await learner.engine()).lookups.find(({ path }) => path === STATIONS);

  async function saveAndDeploy(learner: Learner, revision: number): Promise<void> {
    await learner.page.keyboard.press('Control+s');
    await learner.dialog.getByLabel(/^What changes/).fill('tried by a test');
    await learner.page.keyboard.press('Enter');
    await learner.dialog.waitFor({ state: 'detached' });
    await learner.button(`Deploy revision ${revision}`).click();
  }

  it('edits a lookup by keyboard, deploys it, shows what changed and puts it back', async () => {
    const learner = await atLookups('RES2STATION');
    const { page } = learner;
    const before = await stations(learner);
    const [key = '', ae = ''] = before?.rows[0] ?? [];
    const grid = page.getByRole('grid', { name: 'Lookup table RES2STATION' });
    await grid.focus();
    for (const press of ['ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(press);
    await page.keyboard.type('NGH_TEST');
    await page.keyboard.press('Enter');
    await page.getByText('1 unsaved change').first().waitFor();
    expect((await stations(learner))?.rows[0]?.[1]).toBe(ae); // nothing is saved yet
    await saveAndDeploy(learner, 2);
    await expect.poll(async () => (await stations(learner))?.deployed).toBe(2);
    expect((await stations(learner))?.rows[0]?.slice(0, 2)).toEqual([key, 'NGH_TEST']);

    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByRole('combobox', { name: 'File', exact: true }).selectOption({ label: 'eng01: RES2STATION.csv' });
    await learner.row('Versions of RES2STATION.csv', 'tried by a test').waitFor();
    const diff = page.getByRole('region', { name: 'Rev 2 compared with rev 1' });
    await diff.getByText('NGH_TEST').waitFor();
    await diff.getByText(ae).first().waitFor();
    await learner.row('Versions of RES2STATION.csv', 'installed').click();
    await learner.button('Restore revision 1').click();
    await learner.dialog.getByRole('button', { name: 'Restore revision 1' }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    await learner.button('Deploy revision 3').click();
    await expect.poll(async () => (await stations(learner))?.deployed).toBe(3);
    expect((await stations(learner))?.rows).toEqual(before?.rows);
    expect(learner.errors).toEqual([]);
  });

  it('refuses a second row of the same key in the form, and in the text with the line', async () => {
    const learner = await atLookups('RES2STATION');
    const { page } = learner;
    const before = await stations(learner);
    const [[first = ''] = [], [second = ''] = []] = before?.rows ?? [];
    await page.getByLabel(/^Key of a new row/).fill(first);
    await page.keyboard.press('Enter');
    await page.getByText(`There is a row ${first} already.`).waitFor();
    await page.getByLabel(/^Key of a new row/).fill('');

    await page.getByRole('grid', { name: 'Lookup table RES2STATION' }).focus();
    for (const press of ['Home', 'ArrowDown', 'Enter']) await page.keyboard.press(press);
    await page.getByLabel(new RegExp(`of ${before?.rows[1]?.[1]}`)).fill(first);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(`There is a row ${first} already.`).waitFor();
    await page.keyboard.press('Escape');

    // As written into the text of the file, by whatever editor.
    const { rows = [], columns = [] } = before ?? {};
    const text = [columns, ...rows, rows[0] ?? []].map((row) => row.join(',')).join('\n');
    const saved = await learner.act(
      { kind: 'save-file', host: 'eng01', path: STATIONS, text: `${text}\n`, note: '' },
      'ianders',
    );
    expect(saved).toMatchObject({ ok: true });
    await page.getByText('RES2STATION.csv has a problem and would be refused at deploy:').waitFor();
    await page.getByText(new RegExp(`^line ${rows.length + 2}: found .*${first}`)).waitFor();
    await learner.button('Deploy revision 2').click();
    await page.getByText('Refused.').waitFor();
    expect((await stations(learner))?.deployed).toBe(1);
    expect(second).not.toBe('');
  });

  it('says what is wrong with a path that is typed, where it is typed, and keeps the old rule running', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    await learner.tool('Engine');
    const grid = page.getByRole('grid', { name: 'Rules of the chain' });
    await grid.focus();
    for (const press of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter']) {
      await page.keyboard.press(press);
    }
    const cell = grid.getByRole('textbox');
    expect(await cell.inputValue()).toBe('PID-3');
    await cell.fill('');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('A rule needs a place to read from').waitFor();
    await cell.fill('PID-nowhere');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('PID-nowhere is not a place in a message').waitFor();
    expect(await cell.inputValue()).toBe('PID-nowhere');
    await page.keyboard.press('Escape');
    const set = (await learner.engine()).ruleSets.find(({ path }) => path === CHANNEL);
    expect(set).toMatchObject({ revision: 1, deployed: 1 });
    expect(learner.errors).toEqual([]);
  });

  it('says line and expectation of a rule that cannot be in service, and keeps the old one running', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    await learner.tool('Engine');
    const { text } = (await page.evaluate(
      async (url) => (await (await fetch(url)).json()) as unknown,
      `/api/labs/${learner.id}/file?host=mwl01&path=/etc/ngmwl/order-mapping.yaml`,
    )) as { text: string };
    const line = text.split('\n').findIndex((one) => /target: '?"?\(0008,0050\)/.test(one)) + 1;
    expect(line).toBeGreaterThan(0);
    const bad = text.replace('(0008,0050)', '(0008,zz50)');
    await learner.act(
      { kind: 'save-file', host: 'mwl01', path: '/etc/ngmwl/order-mapping.yaml', text: bad, note: '' },
      'ianders',
    );
    await page.getByText('order-mapping.yaml has a problem and would be refused at deploy:').waitFor();
    await page.getByText(new RegExp(`^line ${line}: found .*zz50`)).waitFor();
    await learner.button('Deploy revision 2').click();
    await page.getByText('Refused.').waitFor();
    const set = (await learner.engine()).ruleSets.find(({ host }) => host === 'mwl01');
    expect(set).toMatchObject({ revision: 2, deployed: 1 });
  });

  it('shows what a rule holds in the error queue; retry, discard and reprocess do what they say', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    // Without the room's row, an order has no station: the rule holds it.
    const table = await stations(learner);
    for (const [room = ''] of table?.rows ?? []) {
      await learner.act(
        { kind: 'set-key', host: 'eng01', path: STATIONS, pointer: [room], value: null, note: '' },
        'ianders',
      );
    }
    await learner.act({ kind: 'deploy', host: 'eng01', path: STATIONS }, 'ianders');
    const open = (await learner.orders()).filter(({ status }) => status === 'SCHEDULED').slice(0, 2);
    await learner.act({ kind: 'ris-resend', fillers: open.map(({ filler }) => filler) }, 'ianders');
    await learner.skip(1);
    const errors = (await learner.engine()).errors;
    expect(errors.length).toBeGreaterThanOrEqual(2);

    await learner.tool('Engine');
    await page.getByRole('tab', { name: /^Errors/ }).click();
    await learner
      .row('Error queue', errors[0]?.text.slice(0, 30) ?? '')
      .first()
      .click();
    const retried = page.waitForResponse('**/actions');
    await learner.button('Retry').click();
    await retried;
    expect(await learner.engine().then(({ errors }) => errors.length)).toBeGreaterThanOrEqual(2); // the cause is still there
    await page.getByRole('grid', { name: 'Error queue' }).focus();
    await page.keyboard.press('Home');
    const count = (await learner.engine()).errors.length;
    const discarded = (await learner.engine()).errors[0]?.message;
    await learner.button('Discard entry…').click();
    await learner.dialog.getByRole('button', { name: 'Discard entry' }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    expect((await learner.engine()).errors.length).toBe(count - 1);
    const kept = (await learner.engine()).stored.find(({ message }) => message === discarded);

    // The table is put back: what is left can be retried, what was discarded reprocessed.
    await learner.act({ kind: 'restore-file', host: 'eng01', path: STATIONS, revision: 1 }, 'ianders');
    await learner.act({ kind: 'deploy', host: 'eng01', path: STATIONS }, 'ianders');
    while ((await learner.engine()).errors.length > 0) {
      const left = (await learner.engine()).errors.length;
      await page.getByRole('grid', { name: 'Error queue' }).focus();
      await page.keyboard.press('Home');
      await learner.button('Retry').click();
      await expect.poll(async () => (await learner.engine()).errors.length).toBeLessThan(left);
    }
    await page.getByText('The error queue is empty.').waitFor();

    await page.getByRole('tab', { name: 'Messages', exact: true }).last().click();
    await page.getByLabel('Filter the message store').fill(kept?.controlId ?? '');
    await page.getByRole('grid', { name: 'Message store, oldest first' }).focus();
    for (const press of ['End', ' ']) await page.keyboard.press(press);
    const stored = (await learner.engine()).stored.length;
    await learner.button('Reprocess 1 message').click();
    await learner.dialog.getByRole('button', { name: 'Reprocess 1 message' }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await learner.engine()).stored.length).toBe(stored + 1);
    await learner.skip(1);
    const again = (await learner.engine()).stored.find(({ reprocessOf }) => reprocessOf === discarded);
    expect(again).toMatchObject({ status: 'SENT', accession: kept?.accession });
    expect((await learner.engine()).errors).toEqual([]);

    await page.getByRole('tab', { name: 'Queues' }).click();
    await learner.row('Queues by destination', 'SCHED_TO_MWL').first().waitFor();
    expect(learner.errors).toEqual([]);
  });

  it('does not save over what another tab saved first, and keeps the unsaved cell', async () => {
    const learner = await atLookups('SEX');
    const { page } = learner;
    await page.getByRole('grid', { name: 'Lookup table SEX' }).focus();
    for (const press of ['Home', 'ArrowRight', 'Enter']) await page.keyboard.press(press);
    await page.keyboard.type('X');
    await page.keyboard.press('Enter');
    const sex = (await learner.engine()).lookups.find(({ name }) => name === 'SEX');
    const { path = '', rows = [], columns = [] } = sex ?? {};
    await learner.act(
      {
        kind: 'set-key',
        host: 'eng01',
        path,
        pointer: [rows.at(-1)?.[0] ?? '', columns[1] ?? ''],
        value: 'O',
        note: 'theirs',
      },
      'ianders',
    );
    await page.getByText(/SEX.csv is at revision 2 now/).waitFor();
    await page.getByText('1 unsaved change').first().waitFor();
    await learner.button('Keep mine on rev 2').click();
    await saveAndDeploy(learner, 3);
    await expect
      .poll(async () => (await learner.engine()).lookups.find(({ name }) => name === 'SEX')?.deployed)
      .toBe(3);
    const after = (await learner.engine()).lookups.find(({ name }) => name === 'SEX');
    expect(after?.rows[0]?.[1]).toBe('X');
    expect(after?.rows.at(-1)?.[1]).toBe('O');
  });
});
