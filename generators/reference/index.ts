import type { Catalogue, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import type { Generator, OutputFile } from '../output/generator.js';
import { compileTemplate } from '../render/handlebars.js';
import { describeCatalogue } from './catalogue-page.js';
import { describeEventPage } from './event-page.js';
import { describeProvider } from './provider-page.js';
import type { CatalogueView, EventPageView, ProviderView } from './view.js';

/** Writes the reference as Markdown, for GitHub and VitePress: an overview, and a page per provider in its layout. */
export const referenceGenerator: Generator = {
  name: 'reference',
  generate(catalogue: Catalogue): OutputFile[] {
    const pages = catalogue.providers.map((provider) => ({ path: `reference/${provider.key}.md`, contents: renderProvider(provider) }));
    const index = {
      path: 'reference/index.md',
      contents: finish(compileTemplate<CatalogueView>('reference', 'catalogue')(describeCatalogue(catalogue))),
    };
    return [...pages, index];
  },
};

/** Renders a provider's page in its layout. `eventPage` gives the address of an event's page, if it has one. */
export function renderProvider(provider: Provider, eventPage: ((event: WebhookEvent) => string) | null = null): string {
  return finish(compileTemplate<ProviderView>('reference', 'provider')(describeProvider(provider, eventPage)));
}

/** Renders an event's page, with all of its fields. It links to no other page. */
export function renderEvent(event: WebhookEvent, provider: Provider): string {
  const view = describeEventPage(event, provider, { overview: null, anchoredRows: false });
  return finish(compileTemplate<EventPageView>('reference', 'event-page')(view));
}

/** Templates end every block with an empty line. These are removed at the end of the file. */
const finish = (text: string) => `${text.trimEnd()}\n`;
