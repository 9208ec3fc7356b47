import { expect, it } from 'vitest';
import { judgeAccess } from './judge-access.js';
import { openSearch } from './open-search.js';
import { openSite } from './open-site.js';

const site = openSite();

it('/ opens the search, and Enter leads to the first event that it finds', async () => {
  const { page, takeTroubles } = await site.open('receiving.html');
  await openSearch(page);
  await page.keyboard.type('order.created');
  const first = page.getByRole('option').first();
  await first.waitFor();
  expect(await first.textContent()).toContain('order.created');
  expect(await first.textContent()).toContain('Ecwid');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/reference/ecwid/order.created/');
  await page.locator('h1', { hasText: 'order.created' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(takeTroubles()).toEqual([]);
});

it('goes on without a network once it has its index', async () => {
  const { page, takeTroubles } = await site.open('');
  await openSearch(page);
  await page.keyboard.type('payment');
  await page.getByRole('option').first().waitFor();
  await page.context().setOffline(true);
  await page.getByRole('combobox').fill('order.paid');
  const first = page.getByRole('option').first();
  await first.getByText('Ulule').waitFor();
  expect(await first.textContent()).toContain('order.paid');
  expect(takeTroubles()).toEqual([]);
});

it('is used by keyboard alone, and gives the focus back', async () => {
  const { page } = await site.open('reference/');
  await page.getByRole('button', { name: 'Search' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('order.created');
  await page.getByRole('option').nth(1).waitFor();
  const chosen = () => page.getByRole('option', { selected: true }).getAttribute('id');
  const before = await chosen();
  await page.keyboard.press('ArrowDown');
  expect(await chosen()).not.toBe(before);
  await page.keyboard.press('ArrowUp');
  expect(await chosen()).toBe(before);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('search-button');
});

it.each(['light', 'dark'] as const)('is accessible while it is open, in %s', async (colorScheme) => {
  const { page } = await site.open('', { colorScheme });
  await openSearch(page);
  await page.keyboard.type('order.created');
  await page.getByRole('option').first().waitFor();
  expect(await judgeAccess(page)).toEqual([]);
});

it('says so where nothing is found', async () => {
  const { page } = await site.open('');
  await openSearch(page);
  await page.keyboard.type('zzzzqqqq');
  await page.getByText('Nothing found.').waitFor();
});
