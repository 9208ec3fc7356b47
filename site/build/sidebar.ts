import type { DefaultTheme } from 'vitepress';
import type { Provider } from '../../catalogue/model/model.js';
import { groupEvents } from '../../generators/reference/group-events.js';
import { labelsFor } from '../../generators/reference/labels.js';
import { htmlText } from '../../generators/render/html.js';
import type { SiteData } from './open-site.js';

/** Every page contains the sidebars, so those of larger catalogues only list providers and groups, and no events. */
const maxEvents = 400;

/** A provider's pages list its events by group, other pages list the providers. VitePress treats the texts as HTML. */
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
