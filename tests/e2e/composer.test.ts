import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`the composer ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  async function atComposer(): Promise<Learner> {
    const learner = await Learner.at(product(), 'free-play');
    await learner.tool('Composer');
    await expect.poll(() => learner.page.getByLabel(/^HL7 message/).inputValue()).toMatch(/^MSH/);
    return learner;
  }
  /** Puts text into the editor at once, as a paste does. */
  async function paste(learner: Learner, text: string): Promise<void> {
    await learner.page.getByLabel(/^HL7 message/).evaluate((area, text) => {
      (area as HTMLTextAreaElement).value = text;
      area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }, text);
  }
  async function sendFrom(learner: Learner, from: 'his01' | 'ris01', port: string): Promise<void> {
    const { page } = learner;
    await page.getByRole('combobox', { name: 'Send from' }).selectOption(from);
    await page.getByRole('combobox', { name: 'Engine port' }).selectOption(port);
    await learner.button(/^Send/).click();
    const isBusy = (): Promise<string | null> => learner.button(/^Send/).getAttribute('aria-busy');
    await expect.poll(isBusy).not.toBe('true');
  }
  const answers = (learner: Learner, said: string): Promise<void> => learner.page.getByText(said).first().waitFor();

  it('takes a template, sends it, shows the ACK, what the engine did and the entry it made', async () => {
    const learner = await atComposer();
    const { page } = learner;
    const before = await learner.worklist();
    await page.getByLabel(/^HL7 message/).focus();
    await page.keyboard.press('Control+Enter');
    await answers(learner, 'AA, accepted');
    await page.keyboard.press('Escape');
    await learner.skip(2);
    await page.getByText('passed on').waitFor();
    await page.getByText('1 entry written').waitFor();
    const after = await learner.worklist();
    expect(after.length).toBe(before.length + 1);
    const made = after.find(({ key }) => !before.some((one) => one.key === key));
    await learner.button(`Show ${made?.spsId}`).click();
    await learner
      .row(`Data set of step ${made?.spsId}`, made?.accession ?? '')
      .first()
      .waitFor();

    // One undo takes it back with all that it did.
    await page.keyboard.press('Control+z');
    await page.getByText('This entry is not on the worklist any more.').waitFor();
    expect(await learner.worklist()).toEqual(before);
    expect(learner.errors).toEqual([]);
  });

  it('does not throw away what was written without asking', async () => {
    const learner = await atComposer();
    const { page } = learner;
    const area = page.getByLabel(/^HL7 message/);
    await area.press('Control+End');
    await page.keyboard.type('\nNTE|1||mine');
    const mine = await area.inputValue();
    const pick = page.getByRole('combobox', { name: 'Start from' });
    await pick.selectOption({ index: 1 });
    await learner.dialog.getByRole('button', { name: 'Keep my text' }).click();
    expect(await area.inputValue()).toBe(mine);
    await learner.tool('Hospital');
    await learner.tool('Composer');
    expect(await area.inputValue()).toBe(mine);
  });

  it('says of garbage, half a message and an unknown port what became of it, from HIS and from RIS', async () => {
    const learner = await atComposer();
    const { page } = learner;
    const entries = async (): Promise<string[]> => (await learner.worklist()).map(({ key }) => key);
    const before = await entries();
    const whole = await page.getByLabel(/^HL7 message/).inputValue();
    for (const [from, port] of [
      ['his01', '6661'],
      ['ris01', '6664'],
    ] as const) {
      await paste(learner, '\u0000\u0001 not a message at all \u{1f600}');
      await page.getByText('It does not begin with MSH: no receiver reads it as HL7.').waitFor();
      await sendFrom(learner, from, port);
      await answers(learner, 'These bytes are no HL7 message: it must begin with MSH.');
      await page.getByText('Nothing reached the worklist server.').waitFor();

      await paste(learner, whole.slice(0, whole.indexOf('PID') + 12));
      await sendFrom(learner, from, port);
      await page.getByText('No entry came of it.').waitFor();

      await paste(learner, 'MSH|^~\\&|');
      await sendFrom(learner, from, port);
      await page.getByText('No entry came of it.').waitFor();
    }
    await learner.skip(2);
    expect(await entries()).toEqual(before);
    // The next good one goes through as if nothing had been.
    await paste(learner, whole);
    await sendFrom(learner, 'ris01', '6665');
    await answers(learner, 'AA, accepted');
    expect(learner.errors).toEqual([]);
  });

  it('warns of bytes that are not in the declared character set, and says what cannot be written', async () => {
    const learner = await atComposer();
    const { page } = learner;
    const whole = await page.getByLabel(/^HL7 message/).inputValue();
    const named = whole.replace(/(PID\|(?:[^|]*\|){4})[^|]*/, '$1ŽIŽEK^ÄNNE');
    await paste(learner, named);
    await page.getByRole('radio', { name: 'Latin-1' }).click();
    await page.getByText(/^Latin-1 lacks 2 characters: “Ž”/).waitFor();
    await page.getByText(/MSH-18 declares UNICODE UTF-8, but the bytes are Latin-1/).waitFor();
    await sendFrom(learner, 'ris01', '6665');
    await page
      .getByText(/^A[AER], /)
      .first()
      .waitFor();
    await learner.skip(2);
    await page.getByRole('radio', { name: 'UTF-8' }).click();
    expect(await page.getByText(/Latin-1 lacks/).count()).toBe(0);
    await sendFrom(learner, 'ris01', '6665');
    await answers(learner, 'AA, accepted');
    await learner.skip(2);
    expect((await learner.worklist()).some(({ patientName }) => patientName === 'ŽIŽEK^ÄNNE')).toBe(true);
    expect(learner.errors).toEqual([]);
  });

  it('stays usable with 16 MB, says what came of it, and refuses more than can be sent', async () => {
    const learner = await atComposer();
    const { page } = learner;
    const whole = await page.getByLabel(/^HL7 message/).inputValue();
    const note = `NTE|1||${'x'.repeat(990)}\n`;
    const big = `${whole}\n${note.repeat(Math.floor((15.9 * 1024 * 1024) / note.length))}`;
    const area = page.getByLabel(/^HL7 message/);
    // A paste of the browser's own kind: it goes past the editor, which would not come to an end with it.
    const isTaken = await area.evaluate((element: HTMLTextAreaElement, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      element.select();
      return !element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, big);
    expect(isTaken).toBe(true);
    await page
      .getByText(/^16\.\d MB/)
      .first()
      .waitFor();
    // However much it is, the browser lays out little.
    expect((await area.inputValue()).length).toBeLessThan(256 * 1024);
    expect(await area.inputValue()).toMatch(/\n… 16\.\d MB more, not shown and sent as they are …$/);
    await area.press('Control+Home');
    await page.keyboard.type('x');
    await page.getByText('It does not begin with MSH').first().waitFor();
    await page.keyboard.press('Backspace');
    await sendFrom(learner, 'ris01', '6665');
    // On a machine that is busy with other things the server stops what takes it too long, and says so.
    await page
      .getByText(/^A[AER], |^This took too long and was stopped. Nothing was changed/)
      .first()
      .waitFor();

    // Another as large, put there in one piece.
    await paste(learner, big + note.repeat(3000));
    await page
      .getByText(/are too many: at most 16 MiB/)
      .first()
      .waitFor();
    expect(await learner.button(/^Send/).getAttribute('aria-disabled')).toBe('true');
    await paste(learner, whole);
    await sendFrom(learner, 'ris01', '6665');
    await answers(learner, 'AA, accepted');
    expect(learner.errors).toEqual([]);
  });
});
