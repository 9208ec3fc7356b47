import { expect, it } from 'vitest';
import { openSite } from './open-site.js';

const site = openSite();
const event = 'reference/ecwid/order.created/';

it('tabs are chosen with the arrow keys, and the choice holds on the next page', async () => {
  const { page, takeTroubles } = await site.open(event);
  const tab = (selected: boolean) => page.getByRole('tab', { selected });
  const panel = page.getByRole('tabpanel');
  expect(await tab(true).textContent()).toBe('JSON');
  expect(await panel.count()).toBe(1);
  await tab(true).focus();
  await page.keyboard.press('ArrowRight');
  expect(await tab(true).textContent()).toBe('Handler');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Handler');
  expect(await panel.textContent()).toContain('createEcwidReceiver');
  await page.keyboard.press('End');
  const last = await tab(true).textContent();
  await page.keyboard.press('ArrowRight');
  expect(await tab(true).textContent()).toBe('JSON');
  await page.keyboard.press('End');
  await page.goto(`${site.served().url}reference/ecwid/order.updated/`);
  await page.getByRole('tab', { name: last ?? '', selected: true }).waitFor();
  expect(takeTroubles()).toEqual([]);
});

it('a button copies the name of the event', async () => {
  const { page } = await site.open(event, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copy the name' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('order.created');
});

it('dark mode is switched by keyboard, and stays', async () => {
  const { page } = await site.open(event);
  const isDark = () => page.evaluate(() => document.documentElement.classList.contains('dark'));
  expect(await isDark()).toBe(false);
  await page.getByRole('switch').first().focus();
  await page.keyboard.press('Enter');
  expect(await isDark()).toBe(true);
  await page.reload();
  expect(await isDark()).toBe(true);
});

it('the first stop of the Tab key leads past the menu', async () => {
  const { page } = await site.open(event);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Skip to content');
  await page.keyboard.press('Enter');
  const focus = () => page.evaluate(() => document.activeElement?.closest('#VPContent') !== null);
  expect(await focus()).toBe(true);
});

it('a group of the menu opens and closes with the space bar, and says so', async () => {
  const { page } = await site.open(event);
  const group = page.locator('.VPSidebarItem.collapsible > .item').first();
  expect(await group.getAttribute('aria-expanded')).toBe('true');
  await group.focus();
  await page.keyboard.press(' ');
  await page.waitForFunction(() => document.querySelector('.VPSidebarItem.collapsible > .item')?.getAttribute('aria-expanded') === 'false');
});

it('the table of all events is filtered by name and by provider', async () => {
  const { page, takeTroubles } = await site.open('reference/');
  const shown = () => page.locator('.event-matrix td a:visible').count();
  const all = await shown();
  expect(all).toBe(117);
  await page.getByRole('searchbox').fill('order.paid');
  await page.getByText(`1 of ${all} events`).waitFor();
  expect(await shown()).toBe(1);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('checkbox', { name: 'Gately' }).check();
  await page.getByText(`15 of ${all} events`).waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await shown()).toBe(all);
  expect(takeTroubles()).toEqual([]);
});

it('on paper there is the text alone, on light ground, with every tab', async () => {
  const { page } = await site.open(event, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.VPNav', '.VPSidebar', '.VPLocalNav', '.VPDocFooter', '.copy-name', '[role=tablist]']) {
    expect(await page.locator(`${part}:visible`).count(), part).toBe(0);
  }
  expect(await page.locator('.tab-panel:visible').count()).toBe(4);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect(await page.evaluate(() => [...document.querySelectorAll('pre')].filter((pre) => pre.scrollWidth > pre.clientWidth).length)).toBe(
    0,
  );
});
