import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { SiteProfile } from '../../server/contract/practice.ts';
import { needsTool } from '../support/tool.ts';
import { oneProduct } from './learner.ts';
import { openContext, violations, type PageOptions } from './page.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`mapping practice through the page ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  async function at(path: string, options: PageOptions = {}): Promise<{ page: Page; errors: string[] }> {
    const { context, errors } = await openContext({ width: 1280, ...options });
    const page = await context.newPage();
    await page.goto(`${product().address}${path}`);
    return { page, errors };
  }
  const rule = (page: Page, text: RegExp | string) =>
    page.getByRole('grid', { name: 'Rules, HL7 to worklist item' }).getByRole('row').filter({ hasText: text });
  const line = (page: Page, text: RegExp | string) =>
    page.getByRole('grid', { name: 'In to out' }).getByRole('row').filter({ hasText: text });

  /** Types into a field of the rule's form and leaves it. */
  async function fill(page: Page, label: RegExp | string, value: string): Promise<void> {
    const field = page.getByRole('form').getByLabel(label, { exact: typeof label === 'string' });
    await field.fill(value);
    await field.press('Enter');
  }
  async function pick(page: Page, label: RegExp | string, value: string): Promise<void> {
    await page.getByRole('form').getByLabel(label).selectOption(value);
  }
  async function solved(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Ask for verdict' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Solved. Every hidden message comes out as it should.').waitFor();
    await dialog.getByRole('button', { name: 'Read why' }).click();
    await page.getByRole('region', { name: 'Why' }).getByText('A reference solution').waitFor();
  }

  it('solves the accession number: a failed attempt, a hint, the right source, required', async () => {
    const { page, errors } = await at('/practice');
    await page.getByRole('row').filter({ hasText: 'One number for one exam' }).dblclick();
    await page.getByRole('heading', { name: 'One number for one exam' }).waitFor();
    await line(page, 'Accession Number').getByText('F500177').waitFor();
    await page.getByRole('button', { name: 'Ask for verdict' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Not yet\. \d+ of \d+ hidden messages/)
      .waitFor();
    await page.getByRole('dialog').getByText('An order that has not been numbered yet').waitFor();
    await page.getByRole('button', { name: 'Back to the rules' }).click();
    await page.getByRole('button', { name: 'Open a hint' }).click();
    await page.getByText('What is counted by each number in the message').waitFor();

    await rule(page, 'Accession Number').click();
    await fill(page, 'Source', 'OBR-18');
    await line(page, 'OBR-18').getByText('A260012888').first().waitFor();
    await page.getByRole('status').getByText('as expected').waitFor();
    await page
      .getByRole('form')
      .getByRole('checkbox', { name: /Required:/ })
      .check();
    await expect
      .poll(async () => {
        await page.getByRole('tab', { name: 'Text' }).click();
        return page.getByLabel('Rules as text').inputValue();
      })
      .toContain('required: true');
    await solved(page);
    await page.getByRole('link', { name: 'All drills' }).click();
    await page.getByText('1 of', { exact: false }).first().waitFor();
    await page.getByRole('row').filter({ hasText: 'One number for one exam' }).getByText('solved').waitFor();
    expect(errors).toEqual([]);
  });

  it('solves the patient identifier with the form: function, parameters, a second rule', async () => {
    const { page, errors } = await at('/practice/patient-identifier');
    const settings = async (part: string): Promise<void> => {
      await fill(page, 'Source', 'PID-3');
      await pick(page, 'Function', 'select-repetition');
      await fill(page, 'authority', 'BRN');
      await fill(page, 'type', 'MR');
      await fill(page, 'part', part);
    };
    await rule(page, 'Patient ID').click();
    await settings('1');
    await page
      .getByRole('form')
      .getByRole('checkbox', { name: /Required:/ })
      .check();
    await page.getByLabel('Add a rule for').selectOption({ label: 'Issuer of Patient ID' });
    await page.getByRole('form', { name: /^Rule 2/ }).waitFor();
    await settings('4.1');
    await line(page, 'Issuer of Patient ID').getByText('BRN').first().waitFor();
    await page.getByLabel('Message', { exact: true }).selectOption({ index: 1 });
    await page.getByRole('status').getByText('as expected').waitFor();
    await solved(page);
    expect(errors).toEqual([]);
  });

  it('solves the legal name, tried on a message of its own first', async () => {
    const { page, errors } = await at('/practice/legal-name');
    await rule(page, "Patient's Name").click();
    await pick(page, 'Function', 'person-name');
    await page.getByRole('form').getByText('found no type').waitFor();
    await pick(page, /^type/, 'XPN');
    await page.getByRole('status').getByText('as expected').waitFor();
    await page.getByRole('button', { name: 'Own message…' }).click();
    await page
      .getByLabel('Message', { exact: true })
      .last()
      .fill('MSH|^~\\&|A|B|C|D|20260316||ORM^O01|1|P|2.3.1||||||8859/1\nPID|||1||MÜLLER^JÖRG^^^DR');
    await page.getByRole('dialog').getByText('ISO 8859-1').click();
    await page.getByRole('button', { name: 'Try it' }).click();
    await line(page, "Patient's Name").getByText('MÜLLER^JÖRG^^DR').waitFor();
    await page
      .getByRole('form')
      .getByRole('checkbox', { name: /Required:/ })
      .check();
    await solved(page);
    expect(errors).toEqual([]);
  });

  it('solves weight and height in the text, with its mistakes told by line', async () => {
    const { page, errors } = await at('/practice/weight-and-height?part=text');
    const text = page.getByLabel('Rules as text');
    await text.fill('rules:\n  - target: (0010,1030)\n    from: OBX[*]-5\n    function: wieght\n');
    await page.getByText('order-mapping.yaml, line 4').waitFor();
    await page.getByText(/did you mean weight/).waitFor();
    const weight = (code: string) =>
      `  - target: (0010,1030)\n    from: OBX[*]-5\n    function: weight\n    codes: [${code}]\n    unit: empty\n`;
    await text.fill(
      `rules:\n${weight('3142-7')}${weight('29463-7')}  - target: (0010,1020)\n    from: OBX[*]-5\n    function: height\n`,
    );
    await page.getByRole('status').getByText('as expected').waitFor();
    await line(page, "Patient's Size").click();
    await page.getByRole('region', { name: 'Selected line' }).getByText('body height in metres').waitFor();
    await solved(page);
    expect(errors).toEqual([]);
  });

  it('keeps the rules over a reload, and puts them back to the start', async () => {
    const { page } = await at('/practice/accession-field?part=text');
    const text = page.getByLabel('Rules as text');
    await expect.poll(() => text.inputValue()).toContain('OBR-3.1');
    const before = await text.inputValue();
    await text.fill(before.replace('OBR-3.1', 'ORC-2.1'));
    await page.getByText('Kept on the server').waitFor();
    await page.reload();
    await expect.poll(() => text.inputValue()).toContain('ORC-2.1');
    await page.getByRole('button', { name: 'Start over…' }).click();
    await page.getByRole('button', { name: 'Put back' }).click();
    await expect.poll(() => text.inputValue()).toBe(before);
  });

  it('gives up, reads why, and shows the hidden messages', async () => {
    const { page } = await at('/practice/weight-and-height');
    await page.getByRole('button', { name: 'Give up…' }).click();
    await page.getByRole('button', { name: 'Give up and read' }).click();
    const why = page.getByRole('region', { name: 'Why' });
    await why.locator('summary').filter({ hasText: 'A newborn' }).first().click();
    await why.getByText('The nursery weighs in grams.').first().waitFor();
    await page.getByText('given up').first().waitFor();
  });

  it('defines a site of its own: rules, zone, messages, expectations, export and import', async () => {
    const { page, errors } = await at('/practice/own-site');
    await page.getByLabel('Name of the site').fill('North clinic');
    await page.getByLabel('Zone of the site').fill('somewhere');
    await page.getByText('Write a zone as -0500 or +0100.').waitFor();
    await page.getByLabel('Zone of the site').fill('+0100');
    const expected = page.getByLabel('What it should give');
    await expected.fill('AccessionNumber: A260001234\nPatientID: 999');
    await expected.blur();
    await page.getByRole('status').getByText('1 value differs').waitFor();
    await line(page, 'Patient ID').first().getByText('999').waitFor();
    await expected.fill('NoSuchThing: 1');
    await expected.blur();
    await page.getByText('“NoSuchThing: 1” is no attribute').waitFor();

    await page.getByRole('button', { name: 'Add a message' }).click();
    await page.getByLabel('Title').fill('Garbage');
    await page.getByRole('region', { name: 'Site' }).getByLabel('Message', { exact: true }).last().fill('hello');
    const picker = page.getByLabel('Message', { exact: true }).last();
    await picker.selectOption({ label: 'Garbage' });
    await page.getByText(/this is no HL7 message/).waitFor();
    await page.getByText('Kept on the server').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('north-clinic.json');
    const text = readFileSync(await download.path(), 'utf8');
    const profile = JSON.parse(text) as SiteProfile;
    expect(profile).toMatchObject({ format: 'faultline-site-profile', name: 'North clinic', zone: '+0100' });
    expect(profile.messages.map(({ title }) => title)).toEqual(['ORM^O01 (2.3.1)', 'OMI^O23 (2.5.1)', 'Garbage']);

    const choose = (name: string, body: string | Buffer) =>
      page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(body as string) });
    await choose('broken.json', '{"format": ');
    await page
      .getByRole('alert')
      .getByText(/^This is no JSON/)
      .waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await choose('other.json', JSON.stringify({ ...profile, zone: 'CET' }));
    await page.getByRole('alert').getByText(/zone/).waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await choose('good.json', JSON.stringify({ ...profile, name: 'South clinic', messages: [] }));
    await page.getByRole('button', { name: 'Replace my site' }).click();
    await expect.poll(() => page.getByLabel('Name of the site').inputValue()).toBe('South clinic');
    await page.getByText('Kept on the server').waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel('Name of the site').inputValue()).toBe('South clinic');
    expect(errors).toEqual([]);
  });

  it('tries a file of 16 MB and one of garbage byte by byte', async () => {
    const { page, errors } = await at('/practice/own-site');
    const own = async (name: string, buffer: Buffer): Promise<void> => {
      await page.getByRole('button', { name: /^(Own|Another) message…/ }).click();
      await page.getByRole('dialog').locator('input[type=file]').setInputFiles({
        name,
        mimeType: 'application/octet-stream',
        buffer,
      });
      await page.getByText(`${name}, `).waitFor();
      await page.getByRole('button', { name: 'Try it' }).click();
    };
    const head = 'MSH|^~\\&|A|B|C|D|20260316||ORM^O01|1|P|2.3.1||||||8859/1\rPID|||1^^^NGH^MR||DOE^JANE\r';
    await own('large.hl7', Buffer.from((head + 'NTE|1||0123456789\r'.repeat(900_000)).slice(0, 16_000_000)));
    await line(page, "Patient's Name").getByText('DOE^JANE').waitFor();
    await own('noise.bin', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)));
    await page.getByText(/this is no HL7 message/).waitFor();
    await page.getByRole('button', { name: 'Another message…' }).click();
    await page
      .getByRole('dialog')
      .locator('input[type=file]')
      .setInputFiles({ name: 'larger.hl7', mimeType: 'text/plain', buffer: Buffer.alloc(17_000_000, 65) });
    await page.getByRole('alert').getByText('More than 16 MB').waitFor();
    expect(errors).toEqual([]);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 1024],
    ['dark', 1024],
  ] as const)(
    'has nothing that axe objects to, %s, %i px',
    async (theme, width) => {
      const { page, errors } = await at('/practice', { theme, width });
      await page.getByRole('row').filter({ hasText: 'One number for one exam' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.goto(`${product().address}/practice/patient-identifier?part=rules`);
      await rule(page, 'Patient ID').click();
      await line(page, 'Patient ID').first().click();
      expect(await violations(page)).toEqual([]);
      for (const part of width < 1200 ? ['Task', 'Text', 'Standards'] : ['Text', 'Standards']) {
        await page.getByRole('tab', { name: part }).click();
        expect(await violations(page)).toEqual([]);
      }
      await page.getByRole('button', { name: 'Ask for verdict' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Back to the rules' }).click();
      await page.getByRole('button', { name: 'Own message…' }).click();
      expect(await violations(page)).toEqual([]);
      await page.goto(`${product().address}/practice/own-site`);
      await page.getByRole('tab', { name: 'Tables' }).click();
      expect(await violations(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    300_000,
  );
});
