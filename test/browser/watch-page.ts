import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** A page that remembers what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** What went wrong since the last call. */
  takeTroubles(): string[];
}

/**
 * Opens a page in which nothing may go wrong unseen: a line of the console, an error, a failed or foreign request, a dialog, what the
 * security policy refused. A request to another origin is refused as well as noted.
 */
export async function openPage(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    // Colours are judged as they stay, not on their way from light to dark.
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...options,
  });
  await refuseForeign(context, origin);
  const page = await context.newPage();
  let troubles: string[] = [];
  const note = (trouble: string) => troubles.push(trouble.slice(0, 600));
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) note(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('crash', () => note('crash'));
  page.on('request', (request) => {
    if (!isOwn(request.url(), origin)) note(`foreign request: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const { errorText } = request.failure() ?? { errorText: 'unknown' };
    // Given up by the browser itself, since it left the page.
    if (errorText !== 'net::ERR_ABORTED') note(`failed request: ${request.url()} ${errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
  });
  page.on('popup', (popup) => note(`popup: ${popup.url()}`));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return {
    page,
    takeTroubles() {
      const taken = [...new Set(troubles)];
      troubles = [];
      return taken;
    },
  };
}

/** A URL that only the page itself has (`blob:`, `data:`) leaves nothing. */
const isOwn = (url: string, origin: string) => /^(?:blob|data|about):/.test(url) || url.startsWith(`${origin}/`);

async function refuseForeign(context: BrowserContext, origin: string): Promise<void> {
  await context.route(
    (url) => !isOwn(url.href, origin),
    (route) => route.abort(),
  );
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, sample }) => {
      console.error(`refused by the security policy: ${violatedDirective} ${blockedURI} ${sourceFile} ${sample}`);
    });
  });
}

/** Goes to a page and waits until its program runs. */
export async function visit({ page }: Pick<WatchedPage, 'page'>, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => {
    const app = document.querySelector('#app');
    return app !== null && '__vue_app__' in app;
  });
}
