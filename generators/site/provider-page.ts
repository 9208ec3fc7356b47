import type { Provider } from '../catalogue/model.js';
import { renderProvider } from '../reference/index.js';
import type { SiteData } from './open-site.js';

/** The overview of a provider: its page of the reference, whose events lead to pages of their own. */
export function renderProviderPage(provider: Provider, { addresses }: SiteData): string {
  const page = renderProvider(provider, (event) => `./${addresses.slug(event)}/`);
  return `<div v-pre>\n\n${page}\n</div>\n`;
}
