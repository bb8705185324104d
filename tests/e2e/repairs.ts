import type { Page } from 'playwright-core';

const tool = async (page: Page, name: string): Promise<void> => {
  await page
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .first()
    .click();
};

/** Asks the Files tool for the first revision of a file, as it was installed. */
export async function askForFirstVersion(page: Page, file: string): Promise<void> {
  await tool(page, 'Files');
  await page.getByPlaceholder('path or author').fill(file);
  // The first listing waits while a server that has just started warms up.
  await page.getByText(file).first().click();
  await page.getByRole('radio', { name: /^Versions/ }).click();
  await page
    .getByText(/installed/)
    .first()
    .click();
  await page
    .getByRole('button', { name: /^Restore revision/ })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Restore revision/ })
    .click();
}

/** Takes what has been saved as the third revision into service. */
export async function deployThird(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Deploy revision 3/ }).click();
  await page
    .getByText(/Revision 3 is in service/)
    .first()
    .waitFor();
}

/** Puts the first revision of a file back and into service, in the Files tool. */
export async function restoreFile(page: Page, file: string): Promise<void> {
  await askForFirstVersion(page, file);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await deployThird(page);
}

/** Marks every scheduled order and has the RIS desk send them again. */
export async function resendOpenOrders(page: Page): Promise<void> {
  await tool(page, 'RIS');
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'scheduled' });
  await page.getByRole('button', { name: /Mark all shown/ }).click();
  await page.getByRole('button', { name: /Ask the RIS desk to send/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Send \d+ order/ }).click();
  await dialog.waitFor({ state: 'detached' });
}
