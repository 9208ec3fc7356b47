import type { Catalogue, Provider } from '../../catalogue/model/model.js';
import { groupEvents } from '../../generators/reference/group-events.js';
import { type Labels, labelsFor } from '../../generators/reference/labels.js';
import type { TableView } from '../../generators/reference/view.js';
import { compileTemplate } from '../../generators/render/handlebars.js';
import { anchor, heading, inlineCode, joinMarkdown, link, literalText, type Markdown, markdown } from '../../generators/render/markdown.js';
import type { Addresses } from './addresses.js';
import { languageTag } from './language-tag.js';
import type { SiteData } from './open-site.js';

export interface MatrixView {
  readonly count: Markdown;
  readonly providers: readonly (TableView & { readonly heading: Markdown; readonly count: Markdown })[];
}

/** The page's language; its providers may have others. */
const language = 'en';

/** All events by provider and group, with links to their pages, below the filter, which reads what is printed here. */
export function renderMatrix({ catalogue, addresses }: SiteData): string {
  return compileTemplate<MatrixView>('reference', 'site-matrix')(describeMatrix(catalogue, addresses));
}

export function describeMatrix({ providers }: Catalogue, addresses: Addresses): MatrixView {
  const labels = labelsFor(language);
  const { say, count } = labels;
  const events = providers.reduce((sum, provider) => sum + provider.events.length, 0);
  return {
    count: say('countFrom', { events: count('events', events), providers: count('providers', providers.length) }),
    providers: providers
      .filter((provider) => provider.events.length > 0)
      .map((provider) => ({
        heading: heading(2, link(literalText(provider.title.trim()), addresses.provider(provider)), anchor(`events-${provider.key}`)),
        count: count('events', provider.events.length),
        head: [say('group'), say('number'), say('events')],
        rows: groupRows(provider, addresses, labels),
      })),
  };
}

function groupRows(provider: Provider, addresses: Addresses, { say, number }: Labels): Markdown[][] {
  return groupEvents(provider.events).map(({ name, given, events }) => [
    name === null ? say('others') : given ? inLanguage(literalText(name), provider.language) : inlineCode(name),
    number(events.length),
    joinMarkdown(
      events.map((event) => link(inlineCode(event.name), addresses.event(event))),
      ' ',
    ),
  ]);
}

/** Adds the language of a text if it is not the page's. */
function inLanguage(text: Markdown, of: string): Markdown {
  const tag = languageTag(of);
  return tag === null || tag === language ? text : markdown`<span lang="${literalText(tag)}">${text}</span>`;
}
