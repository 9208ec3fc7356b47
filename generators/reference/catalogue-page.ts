import type { Catalogue, Provider } from '../../catalogue/model/model.js';
import { generatedNotice } from '../output/generator.js';
import { markdownText } from '../render/commonmark.js';
import { anchor, heading, inlineCode, joinMarkdown, link, literalText, type Markdown, markdown } from '../render/markdown.js';
import { groupEvents, groupName } from './group-events.js';
import { findLanguage, type Labels, labelsFor } from './labels.js';
import type { CatalogueView } from './view.js';

/** Renders the overview of all providers, in their language if they share one, else in English. */
export function describeCatalogue({ title, description, providers }: Catalogue): CatalogueView {
  const shared = new Set(providers.map(({ language }) => language));
  const labels = labelsFor(shared.size === 1 ? ([...shared][0] ?? 'en') : 'en');
  const { say, count } = labels;
  const events = count(
    'events',
    providers.reduce((sum, provider) => sum + provider.events.length, 0),
  );
  return {
    notice: generatedNotice,
    title: heading(1, literalText(title.trim())),
    description: description === null ? null : markdownText(description, { sourceUrl: null }),
    count: say('countFrom', { events, providers: count('providers', providers.length) }),
    providers: {
      head: [say('provider'), say('events'), say('pageLanguage'), say('signature')],
      rows: providers.map((provider) => [
        providerLink(provider),
        labels.number(provider.events.length),
        languageName(provider.language, labels),
        signatureWord(provider, labels),
      ]),
    },
    eventsHeading: heading(2, say('events')),
    events: {
      head: [say('provider'), say('group'), say('number'), say('events')],
      rows: providers.flatMap((provider) => groupRows(provider, labels)),
    },
  };
}

const pageOf = ({ key }: Provider) => `${key}.md`;
const providerLink = (provider: Provider) => link(literalText(provider.title.trim()), pageOf(provider));

function languageName(language: string, { say }: Labels): Markdown {
  const known = findLanguage(language);
  return known === null ? inlineCode(language) : say(`language.${known}`);
}

function signatureWord({ signature }: Provider, { say }: Labels): Markdown {
  if (signature === null) return say('none');
  if (signature.scheme === 'standard-webhooks') return say('standardWebhooks');
  return markdown`${inlineCode(signature.header)}`;
}

function groupRows(provider: Provider, labels: Labels): Markdown[][] {
  return groupEvents(provider.events).map((group) => [
    providerLink(provider),
    groupName(group, labels),
    labels.number(group.events.length),
    joinMarkdown(
      group.events.map(({ name: event }) => link(inlineCode(event), `${pageOf(provider)}#${anchor(event)}`)),
      ' · ',
    ),
  ]);
}
