import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { repository } from './build-site.js';
import { judgeAccess } from './judge-access.js';
import { openSite } from './open-site.js';
import { findCutOff } from './read-layout.js';

const site = openSite();

const fixture = (path: string) => JSON.parse(readFileSync(join(repository, 'generated/fixtures', path), 'utf8'));

/** Replaces a field's text by what the clipboard holds. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

describe('the payload tool', () => {
  it('says which event a payload is, and that it is valid', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    await page.getByLabel('Payload', { exact: true }).fill(JSON.stringify(fixture('ecwid/order.created.json')));
    await page.getByText('The payload is valid; signature not checked.').waitFor();
    await page.getByText('order.created · Ecwid').waitFor();
    await page.getByText('Matches the contract.').waitFor();
    expect(takeTroubles()).toEqual([]);
  });

  it('says where a payload is wrong, and shows the place', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    const payload = fixture('ecwid/order.created.json');
    await page
      .getByLabel('Payload', { exact: true })
      .fill(JSON.stringify({ ...payload, data: { ...payload.data, newPaymentStatus: 7 } }, null, 2));
    await page.getByText('The payload is invalid; signature not checked.').waitFor();
    await page.getByText('Does not match the contract: 1 error.').waitFor();
    await page.getByText('/data/newPaymentStatus').first().waitFor();
    await page
      .getByRole('button', { name: /^line \d+, column \d+$/ })
      .first()
      .click();
    const selected = await page.getByLabel('Payload', { exact: true }).evaluate((field) => {
      const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(selected).toBe('7');
    expect(takeTroubles()).toEqual([]);
  });

  it('says that no JSON is none, and where it ends', async () => {
    const { page } = await site.open('check.html');
    await page.getByLabel('Payload', { exact: true }).fill('{ "eventId": ');
    await page.getByText('Not JSON.').waitFor();
  });

  it('says whether the signature is valid', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    await page.getByLabel('Provider', { exact: true }).selectOption({ label: 'Gately' });
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.getByText('A receiver accepts and handles this request.').waitFor();
    await page.getByText('It answers 200 and runs the handlers of').waitFor();
    await page.getByLabel('Secret', { exact: true }).fill('another secret');
    await page.getByText('A receiver refuses this request: its signature is not valid.').waitFor();
    await page.getByText('It answers 401 signature-mismatch and stores nothing.').waitFor();
    expect(await page.getByRole('region', { name: 'Result' }).innerText()).not.toMatch(/accepts/);
    expect(takeTroubles()).toEqual([]);
  });

  it('sends nothing while one types, once it has its code', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.getByText('A receiver accepts and handles this request.').waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByLabel('Secret', { exact: true }).pressSequentially('a secret that is mine');
    await page.getByLabel('Headers', { exact: true }).pressSequentially('\nx-private: 1');
    await page.getByText('its signature is not valid.').waitFor();
    expect(requests).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('a secret');
    expect(page.url()).not.toContain('secret');
    expect(takeTroubles()).toEqual([]);
  });

  it.each([
    { path: 'check.html', unchecked: 'The payload is valid; signature not checked.', refused: 'A receiver refuses this request' },
    {
      path: 'reference/creads/check.html',
      unchecked: 'Le corps est valide ; signature non vérifiée.',
      refused: 'Un destinataire refuse cette requête',
    },
  ])('gives one verdict, first of all: $path', async ({ path, unchecked, refused }) => {
    const { page, takeTroubles } = await site.open(path);
    const headline = page.locator('.check-headline');
    const said = async () => (await page.locator('#check-result ~ *').first().innerText()).replaceAll('\u00A0', ' ');
    await page.locator('.check-example').click();
    await headline.waitFor();
    await page.locator('#check-secret').fill('');
    await headline.getByText(unchecked).waitFor();
    expect(await said()).toMatch(new RegExp(`^${unchecked}`));
    await page.getByRole('status').getByText(unchecked).waitFor();
    await page.locator('#check-secret').fill('another secret');
    await headline.getByText(refused).waitFor();
    expect(await headline.count()).toBe(1);
    expect(await said()).not.toMatch(/accept/);
    expect(takeTroubles()).toEqual([]);
  });

  it('knows all headers of a request that was pasted whole', async () => {
    const { page } = await site.open('check.html');
    const body = JSON.stringify(fixture('gately/form.created.json'));
    await page.getByLabel('Payload', { exact: true }).fill(`PUT /hooks HTTP/1.1\nContent-Type: application/json\n\n${body}`);
    await page.getByText('A receiver refuses this request: its method is not POST.').waitFor();
    await page.getByLabel('Headers', { exact: true }).fill('POST /hooks HTTP/1.1\nContent-Type: application/json');
    await page.getByText('A receiver refuses this request: its signature is missing.').waitFor();
  });

  it.each(['reduce', 'no-preference'] as const)('brings the result into view after a paste, with motion: %s', async (reducedMotion) => {
    const viewport = { width: 1280, height: 600 };
    const { page } = await site.open('check.html', { viewport, reducedMotion, permissions: ['clipboard-read', 'clipboard-write'] });
    const payload = page.getByLabel('Payload', { exact: true });
    const verdict = page.locator('.check-verdict');
    const scrolled = () => page.evaluate(() => window.scrollY);
    await payload.pressSequentially('{}');
    await verdict.waitFor();
    const before = await scrolled();
    await paste(page, JSON.stringify(fixture('ecwid/order.created.json')));
    await page.getByText('The payload is valid; signature not checked.').waitFor();
    if (reducedMotion === 'reduce') expect(await scrolled()).toBeGreaterThan(before);
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('.check-verdict')?.getBoundingClientRect() ?? { top: -1, bottom: 0 };
      return top > 0 && bottom < window.innerHeight;
    });
    expect(await payload.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('checks what was typed while its code was loading', async () => {
    const { page } = await site.open('index.html');
    await page.route(/payload-check\.[^/]*\.js$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue();
    });
    await page.goto(`${site.served().url}check.html`);
    await page.getByLabel('Payload', { exact: true }).fill('{}');
    await page.getByText('The event is unknown; signature not checked.').waitFor();
  });

  it('does not scroll while someone types', async () => {
    const { page } = await site.open('check.html', { viewport: { width: 1280, height: 600 } });
    await page.getByLabel('Payload', { exact: true }).pressSequentially('{"type": "x"');
    await page.locator('.check-verdict').waitFor();
    const before = await page.evaluate(() => window.scrollY);
    await page.keyboard.type('}');
    await page.getByText('The event is unknown; signature not checked.').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
  });

  it.each(['light', 'dark'] as const)('is accessible with a result, in %s, and fits a phone', async (colorScheme) => {
    const { page } = await site.open('check.html', { colorScheme, viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.getByText('A receiver accepts and handles this request.').waitFor();
    await page.getByLabel('Secret', { exact: true }).fill('another');
    await page.getByText('its signature is not valid.').waitFor();
    expect(await judgeAccess(page)).toEqual([]);
    expect(await findCutOff(page)).toEqual([]);
  });
});
