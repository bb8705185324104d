import type { Locator, Page } from 'playwright-core';

/** What is chosen of one place where it goes wrong, each by a part of the option that the page offers. */
export interface NamedFault {
  readonly system: RegExp;
  readonly place: RegExp;
  readonly field: RegExp;
  readonly kind: RegExp;
}

/** Chooses the option that reads so, as soon as it is offered. */
export async function choose(box: Locator, option: RegExp): Promise<void> {
  await box.locator('option').filter({ hasText: option }).first().waitFor({ state: 'attached' });
  const texts = await box.locator('option').allTextContents();
  await box.selectOption({ label: texts.find((text) => option.test(text)) ?? '' });
}

/** Opens the form and names every place; a second one is added by its button. */
export async function nameFaults(page: Page, ...faults: readonly NamedFault[]): Promise<void> {
  await page.getByRole('button', { name: /^Ask for verdict/ }).click();
  const dialog = page.getByRole('dialog');
  for (const [index, fault] of faults.entries()) {
    if (index > 0) await dialog.getByRole('button', { name: 'Add another place' }).click();
    const box = (label: string): Locator => dialog.getByLabel(label, { exact: true }).nth(index);
    await choose(box('System'), fault.system);
    await choose(box('Interface, table or file'), fault.place);
    await choose(box('Field'), fault.field);
    await choose(box('Kind of error'), fault.kind);
  }
}

/** Sends the form that is open, and gives the first words of the outcome. */
export async function verdict(page: Page, sure = '75 %'): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: sure }).click();
  await dialog.getByRole('button', { name: 'Ask for the verdict' }).click();
  const outcome = dialog.getByText(/^(The case is (not )?solved|This would have been a reportable incident)/).first();
  await outcome.waitFor();
  return (await outcome.textContent()) ?? '';
}
