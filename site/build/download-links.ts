import { basename } from 'node:path';
import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { labelsFor } from '../../generators/reference/labels.js';
import { sectionAnchor } from '../../generators/reference/section-heading.js';
import { anchor, heading, inlineCode, type Markdown, markdown } from '../../generators/render/markdown.js';
import { eventFiles, providerFiles } from './downloads.js';
import type { SiteData } from './open-site.js';

/** The end of a page: links to the downloads next to it. */
export interface DownloadsView {
  readonly heading: Markdown;
  readonly items: readonly Markdown[];
}

/** The downloads of an overview. `hookbook generate` writes all of them too. */
export function describeProviderDownloads(provider: Provider, site: SiteData): DownloadsView {
  const { say } = labelsFor(provider.language);
  const files = providerFiles(provider, site.addresses);
  const written = (folder: string, file: string) => inlineCode(`${basename(site.generated)}/${folder}/${provider.key}${file}`);
  const item = (label: string, file: string, path: Markdown) =>
    say('downloadWritten', { download: say(label, { link: downloadLink(file, `${provider.key}.${file}`) }), path });
  const eventNames = new Set(provider.events.map(({ name }) => name));
  return {
    heading: heading(2, say('downloads'), sectionAnchor('downloads', { eventNames })),
    items: [
      item('downloadSchemas', files.schema, written('schemas', '.json')),
      item('downloadMarkdown', files.markdown, written('reference', '.md')),
    ],
  };
}

/** The downloads of an event's page. */
export function describeEventDownloads(event: WebhookEvent, provider: Provider, { addresses }: SiteData): DownloadsView {
  const { say } = labelsFor(provider.language);
  const link = (file: string) => downloadLink(file, `${provider.key}.${addresses.slug(event)}.${file}`);
  return {
    heading: heading(2, say('downloads'), markdown`downloads`),
    items: [say('downloadSchema', { link: link(eventFiles.schema) }), say('downloadMarkdown', { link: link(eventFiles.markdown) })],
  };
}

/** An element, because VitePress treats a Markdown link to a `.md` file as a link to a page. Both names are ASCII. */
const downloadLink = (file: string, name: string): Markdown =>
  markdown`<a href="./${anchor(file)}" download="${anchor(name)}">${inlineCode(file)}</a>`;
