import type { Provider } from '../../catalogue/model/model.js';
import { renderProvider } from '../../generators/reference/index.js';
import { compileTemplate } from '../../generators/render/handlebars.js';
import { type DownloadsView, describeProviderDownloads } from './download-links.js';
import type { SiteData } from './open-site.js';

interface SiteProviderView {
  /** The reference page, whose events link to their pages. */
  readonly page: string;
  readonly downloads: DownloadsView;
}

/** The overview of a provider. */
export function renderProviderPage(provider: Provider, site: SiteData): string {
  const page = renderProvider(provider, (event) => `./${site.addresses.slug(event)}/`);
  return compileTemplate<SiteProviderView>('reference', 'site-provider')({ page, downloads: describeProviderDownloads(provider, site) });
}
