import { expect, it } from 'vitest';
import { generatedCatalogue } from '../unit/generated-catalogue.js';
import { openSearch } from './open-search.js';
import { openSite } from './open-site.js';
import { pages } from './site.js';
import { visitAll } from './visit-all.js';

const site = openSite();

const french = generatedCatalogue.providers.filter(({ language }) => language === 'fr').map(({ key }) => key);
const frenchPages = pages.filter((page) => french.some((key) => page.startsWith(`reference/${key}/`)));

/** What an interface says in English, in words that no French text has. */
const english =
  /\b(?:on this page|skip to content|return to top|previous page|next page|appearance|switch to (?:dark|light) theme|main navigation|sidebar|extra|mobile|pager|link to|copy|copied|search|filter|close|field|required|yes|no|headers?|handler|fixture|when it fires|unverified|received?|events|receiving|delivery|check a payload|guide|overview|download|source page|mit licence|toggle|all)\b/i;

it(`${french.join(', ')} have pages`, () => {
  expect(frenchPages.length).toBeGreaterThan(2);
});

it('the interface of every French page is French', async () => {
  const findings = await visitAll(site.browser(), site.served(), frenchPages, {
    async look({ page }) {
      const { lang, said } = await page.evaluate(() => {
        // Code, names of events and what others wrote are not the interface.
        const outside = 'code, pre, h1, .event-name, .lang, .VPSidebarItem .text, .title';
        const said: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const text = node.textContent?.trim() ?? '';
          const element = node.parentElement;
          if (text !== '' && element !== null && element.closest(`${outside}, script, style, :lang(en):not(html)`) === null)
            said.push(text);
        }
        for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
          for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
            const text = element.getAttribute(name);
            if (text !== null && text !== '') said.push(`${name}: ${text}`);
          }
        }
        return { lang: document.documentElement.lang, said };
      });
      return { lang: lang === 'fr' ? [] : [`is ${lang}`], english: [...new Set(said)].filter((text) => english.test(text)) };
    },
  });
  expect(findings.get('lang')).toEqual([]);
  expect([...new Set(findings.get('english')?.map((each) => each.replace(/^\S+ /, '')))]).toEqual([]);
});

it('what the interface says when it is used is French', async () => {
  const { page } = await site.open('reference/creads/project.created/', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'Copier le nom' }).click();
  await page.getByRole('button', { name: 'Copié' }).waitFor();
  await openSearch(page);
  await page.keyboard.type('project');
  await page.getByText(/\d résultats/).waitFor();
  await page.getByRole('button', { name: 'Fermer' }).click();
});

it('a link from a French page to an English one changes the interface', async () => {
  const { page } = await site.open('reference/creads/');
  await page.locator('.VPNavBarTitle a').click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  expect(await page.locator('#main-nav-aria-label').textContent()).toBe('Main navigation');
});
