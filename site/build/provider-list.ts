import type { Catalogue, Provider, Signature } from '../../catalogue/model/model.js';
import { findLanguage, labelsFor } from '../../generators/reference/labels.js';
import { inlineCode, joinMarkdown, link, literalText, type Markdown, markdown } from '../../generators/render/markdown.js';
import type { Addresses } from './addresses.js';
import type { SiteData } from './open-site.js';

/** The providers for a start page, with their events and how they sign. */
export function renderProviderList({ catalogue, addresses }: SiteData): string {
  return `<div class="provider-list" v-pre>\n\n${listProviders(catalogue, addresses)}\n\n</div>\n`;
}

export function listProviders({ providers }: Catalogue, addresses: Addresses): Markdown {
  return joinMarkdown(
    providers.map((provider) => markdown`- ${describe(provider, addresses)}`),
    '\n',
  );
}

function describe(provider: Provider, addresses: Addresses): Markdown {
  const { say, count } = labelsFor('en');
  const name = link(literalText(provider.title.trim()), addresses.provider(provider));
  const events = count('events', provider.events.length);
  const language = findLanguage(provider.language) ?? 'en';
  return markdown`${name} ${language === 'en' ? events : joinMarkdown([events, say(`language.${language}`)], ' · ')}<br>${signatureOf(provider.signature)}`;
}

function signatureOf(signature: Signature | null): Markdown {
  const { say } = labelsFor('en');
  if (signature === null) return markdown`requests are not signed`;
  return signature.scheme === 'standard-webhooks' ? say('standardWebhooks') : inlineCode(signature.header);
}
