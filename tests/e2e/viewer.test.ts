import { describe, expect, it } from 'vitest';
import type { StudyRow } from '../../server/contract/pacs.ts';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';
import { settled, violations } from './page.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`the image viewer ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  /** Opens the viewer for the largest study of a modality, by keyboard from the list. */
  async function viewing(
    theme: 'light' | 'dark',
    width: number,
    modality: string,
  ): Promise<{ learner: Learner; study: StudyRow }> {
    const learner = await Learner.at(product(), 'copper-lantern', { theme, width, height: 800 });
    const { page } = learner;
    await learner.tool('PACS');
    await page
      .getByRole('tablist', { name: 'Views of the archive' })
      .getByRole('tab', { name: /^Studies/ })
      .click();
    const [study] = (await learner.pacs()).studies
      .filter(({ modalities }) => modalities === modality)
      .sort((a, b) => b.instances - a.instances);
    if (!study) throw new Error(`no ${modality} study`);
    await page.getByLabel('Filter the list').fill(study.accession === '' ? study.studyUid : study.accession);
    await learner
      .row(/^Studies/, study.accession)
      .first()
      .click();
    await learner.button('View the images').click();
    await learner.dialog.getByText(study.patientId).waitFor();
    return { learner, study };
  }
  /** Share of the stage's pixels that are neither black nor white, and their mean. */
  const seen = (learner: Learner): Promise<{ grey: number; mean: number }> =>
    learner.page.evaluate(() => {
      const canvas = document.querySelector('dialog canvas');
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let [grey, sum] = [0, 0];
      for (let at = 0; at < data.length; at += 4) {
        const value = data[at] ?? 0;
        if (value > 8 && value < 247) grey++;
        sum += value;
      }
      return { grey: (grey * 4) / data.length, mean: (sum * 4) / data.length };
    });
  const overlay = (learner: Learner): Promise<string> => learner.dialog.getByRole('application').innerText();

  it('shows the header of the image as the archive holds it, and scrolls, windows, zooms and inverts by keyboard alone', async () => {
    const { learner, study } = await viewing('dark', 1280, 'CT');
    const { page } = learner;
    for (const word of [study.patientName, study.patientId, study.accession, `Im 1 of ${study.instances}`])
      expect(await overlay(learner)).toContain(word);
    expect((await seen(learner)).grey).toBeGreaterThan(0.02);

    // The picture has the focus when the dialog opens.
    await page.keyboard.press('ArrowDown');
    await learner.dialog.getByText(`Im 2 of ${study.instances}`).waitFor();
    await page.keyboard.press('End');
    await learner.dialog.getByText(`Im ${study.instances} of ${study.instances}`).waitFor();
    await page.keyboard.press('Home');
    await learner.dialog.getByText(`Im 1 of ${study.instances}`).waitFor();

    const before = await seen(learner);
    for (let press = 0; press < 12; press++) await page.keyboard.press('Shift+ArrowUp');
    expect((await seen(learner)).mean).toBeLessThan(before.mean);
    await page.keyboard.press('i');
    expect((await seen(learner)).mean).toBeGreaterThan(before.mean);
    await page.keyboard.press('+');
    await learner.dialog.getByText('125 %').waitFor();
    await page.keyboard.press('0');
    await learner.dialog.getByText('100 %').waitFor();
    expect(await seen(learner)).toEqual(before);

    await page.keyboard.press('Escape');
    await learner.dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('View the images');
    expect(learner.errors).toEqual([]);
  });

  it('does the same with the mouse: wheel, drag, sliders and list of windows', async () => {
    const { learner, study } = await viewing('light', 1280, 'CT');
    const { page } = learner;
    const box = await learner.dialog.getByRole('application').boundingBox();
    if (!box) throw new Error('no stage');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 100);
    await learner.dialog.getByText(`Im 2 of ${study.instances}`).waitFor();
    const width = learner.dialog.getByRole('slider', { name: /^Width/ });
    const start = Number(await width.inputValue());
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 4 });
    await page.mouse.up();
    expect(Number(await width.inputValue())).toBeGreaterThan(start);
    await learner.dialog.getByLabel('Window', { exact: true }).selectOption({ label: 'lung, -600 / 1500' });
    await learner.dialog.getByText('C -600 W 1500').waitFor();
    await learner.dialog.getByRole('slider', { name: /^Image/ }).fill('1');
    await learner.dialog.getByText(`Im 1 of ${study.instances}`).waitFor();
    expect(learner.errors).toEqual([]);
  });

  it('looks back with the page: in the past it asks for the image as it was then', async () => {
    const { learner } = await viewing('light', 1280, 'CT');
    const { page } = learner;
    await page.keyboard.press('Escape');
    await learner.dialog.waitFor({ state: 'detached' });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/pacs/instances/')) asked.push(request.url());
    });
    const now = (await learner.lab()).clock.now;
    const url = new URL(page.url());
    url.searchParams.set('at', String(now - 60_000_000));
    await page.goto(url.href);
    await learner.button('View the images').click();
    await learner.dialog.getByText(/^Im 1 of/).waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.every((one) => new URL(one).searchParams.get('at') === String(now - 60_000_000))).toBe(true);
  });

  it('asks nothing but reads: the lab is the same afterwards', async () => {
    const { learner } = await viewing('light', 1280, 'CT');
    const before = JSON.stringify(await learner.pacs());
    await learner.page.keyboard.press('End');
    await settled(learner.page);
    expect(JSON.stringify(await learner.pacs())).toBe(before);
  });

  it.each([
    ['light', 1280],
    ['dark', 1024],
  ] as const)('axe has nothing against it, %s at %d px', async (theme, width) => {
    const { learner } = await viewing(theme, width, 'CT');
    await settled(learner.page);
    const shots = process.env['E2E_SHOTS'];
    if (shots !== undefined) await learner.page.screenshot({ path: `${shots}/viewer-${theme}-${width}.png` });
    expect(await violations(learner.page)).toEqual([]);
    expect(learner.errors).toEqual([]);
  });
});
