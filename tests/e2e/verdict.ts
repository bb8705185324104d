import type { Page } from 'playwright-core';

/** Fills in the conclusion and gives the outcome's first words. */
export async function askForVerdict(
  page: Page,
  place: { system: RegExp; place: RegExp; field: RegExp; kind: RegExp },
): Promise<string> {
  await page.getByRole('button', { name: /Ask for verdict/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('It is fixed').click();
  const choose = async (label: string, option: RegExp): Promise<void> => {
    const pick = dialog.getByLabel(label, { exact: true });
    const texts = await pick.locator('option').allTextContents();
    const text = texts.find((each) => option.test(each));
    if (text === undefined) throw new Error(`${label} offers ${texts.join(' | ')}`);
    await pick.selectOption({ label: text });
  };
  await choose('System', place.system);
  await choose('Interface, table or file', place.place);
  await choose('Field', place.field);
  await choose('Kind of error', place.kind);
  await dialog.getByRole('radio', { name: '75 %' }).click();
  await dialog.getByRole('button', { name: 'Ask for the verdict' }).click();
  const outcome = dialog.getByText(/^(The case is (not )?solved|This would have been a reportable incident)/).first();
  await outcome.waitFor({ timeout: 30_000 });
  return (await outcome.textContent()) ?? '';
}
