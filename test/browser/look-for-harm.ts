import type { Page } from 'playwright-core';

/** The canary in the page: before any script of it runs. Whoever touches it leaves a line in the console. */
export async function guardCanary(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const touch = () => {
      console.error('a text of the document ran');
      return () => {};
    };
    Object.defineProperty(globalThis, 'PWNED', { get: touch, set: touch });
  });
}

/** What of the page could only have come from a text that was taken for more. */
export function findHarm(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scripted = /^\s*(?:javascript|vbscript|data|file|blob):/i;
    const found = [
      ...document.querySelectorAll('#app :is(script, iframe, object, embed, base, link, style, img, video, audio, form, math)'),
    ]
      // The payload tool's form sends nothing.
      .filter((element) => !(element.tagName === 'FORM' && !element.hasAttribute('action')))
      .map((element) => `element: ${element.outerHTML.slice(0, 200)}`);
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (
          /^(?:on|v-(?!pre$)|@|srcdoc$)/.test(name) ||
          (/^(?:href|src|action|formaction|xlink:href)$/.test(name) && scripted.test(value))
        ) {
          found.push(`attribute: ${name}=${value.slice(0, 200)}`);
        }
      }
    }
    if (document.querySelectorAll('#app').length !== 1) found.push('another #app');
    if ([...document.scripts].some(({ src, id }) => src === '' && !/^check-(?:dark-mode|mac-os)$/.test(id))) found.push('another script');
    return found;
  });
}

/** All text of the page, its title and its menu, with blanks as they show. */
export const readText = (page: Page): Promise<string> =>
  page.evaluate(() => `${document.title} ${document.body.textContent}`.replace(/\s+/g, ' '));
