import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openSite } from './open-site.js';
import { visit } from './watch-page.js';

const site = openSite();

const order = 'reference/ecwid/order.created/';
const invitation = 'reference/creads/invitation.created/';

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const chosen = (page: Page) => page.locator('[role=tab][aria-selected=true]').textContent();
const panels = (page: Page) => page.locator('[role=tabpanel]:visible').count();
const labels = (page: Page) => page.locator('.tab-label:visible').allTextContents();

describe('the tabs of an event', () => {
  it('go by the keys of the arrows, Home and End', async () => {
    const { page, takeTroubles } = await site.open(order);
    await page.getByRole('tab', { name: 'JSON' }).focus();
    const steps = [
      ['ArrowRight', 'Handler'],
      ['End', 'Fixture'],
      ['ArrowRight', 'JSON'],
      ['ArrowLeft', 'Fixture'],
      ['Home', 'JSON'],
    ] as const;
    for (const [key, name] of steps) {
      await page.keyboard.press(key);
      expect([key, await focused(page), await chosen(page), await panels(page)]).toEqual([key, name, name, 1]);
    }
    expect(await page.locator('[role=tab][tabindex="0"]').count()).toBe(1);
    expect(takeTroubles()).toEqual([]);
    await page.context().close();
  });

  it('remember what was chosen, on other pages and in other languages', async () => {
    const { page } = await site.open(order);
    await page.getByRole('tab', { name: 'curl' }).click();
    await visit({ page }, `${site.served().url}${invitation}`);
    await expect.poll(() => chosen(page)).toBe('curl');
    await page.context().close();
  });

  it('all show in print', async () => {
    const { page } = await site.open(order);
    await page.emulateMedia({ media: 'print' });
    expect([await panels(page), await labels(page)]).toEqual([4, ['JSON', 'Handler', 'curl', 'Fixture']]);
    await page.context().close();
  });

  it('all show without scripts', async () => {
    const { page } = await site.open(invitation, { javaScriptEnabled: false });
    expect([await panels(page), await labels(page)]).toEqual([4, ['JSON', 'Code de réception', 'curl', 'Jeu d’essai']]);
    await page.context().close();
  });
});

describe('the name of an event', () => {
  const status = (page: Page) => page.locator('.event-name [role=status]').textContent();

  it('is copied by its button: the name on the wire', async () => {
    const { page } = await site.open(invitation, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copier le nom' }).click();
    await expect.poll(() => status(page)).toBe('Copié');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('resource.created');
    await page.context().close();
  });

  it('is selected where there is no clipboard', async () => {
    const { page, takeTroubles } = await site.open(order);
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Copy the name' }).press('Enter');
    await expect.poll(() => status(page)).toBe('Selected');
    expect(await page.evaluate(() => String(window.getSelection()))).toBe('order.created');
    expect(takeTroubles()).toEqual([]);
    await page.context().close();
  });
});

describe("an event's page", () => {
  it.each(['#field:data.orderId', '#receiving'])('shows what %s leads to', async (hash) => {
    const { page } = await site.open(`${order}${hash}`);
    await expect.poll(() => page.locator(':target').evaluate((target) => Math.round(target.getBoundingClientRect().top))).toBeLessThan(300);
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(300);
    await page.context().close();
  });

  it.each(['page.md', 'schema.json'])('gives %s as a file', async (name) => {
    const { page } = await site.open(order);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
    expect(download.suggestedFilename()).toBe(`ecwid.order.created.${name}`);
    expect(await download.failure()).toBeNull();
    await page.context().close();
  });

  it('leads to the payload tool with the event chosen', async () => {
    const { page } = await site.open(order);
    await page.getByRole('link', { name: 'Check a payload of this event' }).click();
    await page.waitForURL(`${site.served().url}check.html?event=ecwid/order.created`);
    await page.getByRole('heading', { level: 1, name: 'Check a payload' }).waitFor();
    await page.context().close();
  });
});
