import type { Locator, Page } from 'playwright-core';

/** Opens the search by its key, and gives the field, which is there once its program has come. */
export async function openSearch(page: Page): Promise<Locator> {
  await page.keyboard.press('/');
  const field = page.getByRole('combobox');
  await field.waitFor();
  return field;
}
