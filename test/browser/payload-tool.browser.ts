import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './build-site.js';
import { judgeAccess } from './judge-access.js';
import { openSite } from './open-site.js';
import { findCutOff } from './read-layout.js';

const site = openSite();

const fixture = (path: string) => JSON.parse(readFileSync(join(repository, 'generated/fixtures', path), 'utf8'));

describe('the payload tool', () => {
  it('says which event a payload is, and that it is valid', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    await page.getByLabel('Payload', { exact: true }).fill(JSON.stringify(fixture('ecwid/order.created.json')));
    await page.getByText('It is order.created of Ecwid.').waitFor();
    await page.getByText('The contract: valid.').waitFor();
    expect(takeTroubles()).toEqual([]);
  });

  it('says where a payload is wrong, and shows the place', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    const payload = fixture('ecwid/order.created.json');
    await page
      .getByLabel('Payload', { exact: true })
      .fill(JSON.stringify({ ...payload, data: { ...payload.data, newPaymentStatus: 7 } }, null, 2));
    await page.getByText('The contract: invalid, 1 fault.').waitFor();
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

  it('says whether the signature holds', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    await page.getByLabel('Provider', { exact: true }).selectOption({ label: 'Gately' });
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.getByText('The signature holds.').waitFor();
    await page.getByLabel('Secret', { exact: true }).fill('another secret');
    await page.getByText('The signature does not hold.').waitFor();
    expect(takeTroubles()).toEqual([]);
  });

  it('sends nothing while one types, once it has its code', async () => {
    const { page, takeTroubles } = await site.open('check.html');
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.getByText('The signature holds.').waitFor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByLabel('Secret', { exact: true }).pressSequentially('a secret that is mine');
    await page.getByLabel('Headers', { exact: true }).pressSequentially('\nx-private: 1');
    await page.getByText('The signature does not hold.').waitFor();
    expect(requests).toEqual([]);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('a secret');
    expect(page.url()).not.toContain('secret');
    expect(takeTroubles()).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('is accessible with a result, in %s, and fits a phone', async (colorScheme) => {
    const { page } = await site.open('check.html', { colorScheme, viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Try an example' }).click();
    await page.getByText('The signature holds.').waitFor();
    await page.getByLabel('Secret', { exact: true }).fill('another');
    await page.getByText('The signature does not hold.').waitFor();
    expect(await judgeAccess(page)).toEqual([]);
    expect(await findCutOff(page)).toEqual([]);
  });
});
