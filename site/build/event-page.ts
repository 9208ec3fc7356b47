import { basename } from 'node:path';
import { environmentNames } from '../../catalogue/model/environment.js';
import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { tsString } from '../../catalogue/model/source-text.js';
import { describeEventPage } from '../../generators/reference/event-page.js';
import { labelsFor } from '../../generators/reference/labels.js';
import type { EventExampleView, EventPageView } from '../../generators/reference/view.js';
import { compileTemplate } from '../../generators/render/handlebars.js';
import { anchor, codeFence, inlineCode, type Markdown, markdown } from '../../generators/render/markdown.js';
import { hasOwnCheck } from './addresses.js';
import { type DownloadsView, describeEventDownloads } from './download-links.js';
import type { SiteData } from './open-site.js';
import { describeCurl, describeHandler } from './snippets/index.js';

/** An event's page, with a block of Markdown to copy in each tab. The first example is in a tab, others follow. */
interface SiteEventView extends EventPageView {
  readonly example: EventExampleView | null;
  readonly others: readonly EventExampleView[];
  readonly handler: Markdown;
  readonly curl: readonly Markdown[];
  readonly fixture: readonly Markdown[];
  /** The link to the payload tool. */
  readonly check: Markdown;
  readonly downloads: DownloadsView;
}

/** The page of an event. */
export function renderEventPage(event: WebhookEvent, provider: Provider, site: SiteData): string {
  const view = describeEventPage(event, provider, { overview: '../', anchoredRows: true });
  const [example, ...others] = view.examples;
  return compileTemplate<SiteEventView>(
    'reference',
    'site-event',
  )({
    ...view,
    example: example ?? null,
    others,
    handler: codeFence('ts', describeHandler(event, provider, snippetOptions(site))),
    curl: curlBlocks(event, provider),
    fixture: fixtureBlocks(event, provider, site),
    check: checkLink(event, provider, site),
    downloads: describeEventDownloads(event, provider, site),
  });
}

const snippetOptions = ({ options }: SiteData) => (options.package === undefined ? {} : { package: options.package });

function curlBlocks(event: WebhookEvent, provider: Provider): Markdown[] {
  const { say } = labelsFor(provider.language);
  const curl = describeCurl(event, provider);
  if (curl.kind === 'none') return [say(`noCurl.${curl.reason}`)];
  const needs =
    provider.signature === null ? say('curlUnsigned') : say('curlNeeds', { variable: inlineCode(environmentNames(provider).secret) });
  return [needs, codeFence('sh', curl.text)];
}

/**
 * An element with a relative address: a Markdown link would fail the build of a site without the tool's page. The
 * address only has characters of file names. The event is in the query, because it is no anchor of that page.
 */
function checkLink(event: WebhookEvent, provider: Provider, { addresses }: SiteData): Markdown {
  const { say } = labelsFor(provider.language);
  const page = hasOwnCheck(provider) ? markdown`../check.html` : markdown`../../../check.html`;
  return markdown`<a href="${page}?event=${anchor(provider.key)}/${anchor(addresses.slug(event))}">${say('checkPayload')}</a>`;
}

/** The path of the event's first fixture, and how a test loads it. */
function fixtureBlocks(event: WebhookEvent, provider: Provider, { addresses, generated, options }: SiteData): Markdown[] {
  const { say } = labelsFor(provider.language);
  const path = `${basename(generated)}/fixtures/${provider.key}/${addresses.slug(event)}.json`;
  const folder = options.package ?? '@hookbook/events';
  const specifier = folder.startsWith('.') ? `${folder.replace(/\/+$/, '')}/testing/index.js` : `${folder}/testing`;
  const lines = [
    `import { loadFixture } from ${tsString(specifier)};`,
    '',
    `const payload = loadFixture(${tsString(`${provider.key}/${event.name}`)});`,
  ];
  return [say('fixture', { path: inlineCode(path) }), codeFence('ts', lines.join('\n'))];
}
