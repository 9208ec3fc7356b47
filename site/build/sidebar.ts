import type { DefaultTheme } from 'vitepress';
import type { Provider } from '../../catalogue/model/model.js';
import { groupEvents } from '../../generators/reference/group-events.js';
import { labelsFor } from '../../generators/reference/labels.js';
import { htmlText } from '../../generators/render/html.js';
import type { SiteData } from './open-site.js';

/** Every page carries the sidebars: of larger catalogues they hold the providers and their groups, the events stand in the overviews. */
const maxEvents = 400;

/** On the pages of a provider, its events by group; on the pages over all, the providers. VitePress takes the texts for HTML. */
export function buildSidebar(site: SiteData): DefaultTheme.SidebarMulti {
  const { providers } = site.catalogue;
  const count = providers.reduce((sum, { events }) => sum + events.length, 0);
  const sidebars = providers.map((provider) => [
    site.addresses.provider(provider),
    [{ text: htmlText(provider.title), link: site.addresses.provider(provider) }, ...(count > maxEvents ? [] : groupItems(provider, site))],
  ]);
  const overview = providers.map((provider) => ({ text: htmlText(provider.title), link: site.addresses.provider(provider) }));
  return { ...Object.fromEntries(sidebars), '/reference/': overview };
}

function groupItems(provider: Provider, { addresses }: SiteData): DefaultTheme.SidebarItem[] {
  const others = labelsFor(provider.language).say('others');
  return groupEvents(provider.events).map(({ name, events }) => ({
    text: htmlText(name ?? others),
    collapsed: false,
    items: events.map((event) => ({ text: htmlText(event.name), link: addresses.event(event) })),
  }));
}
