import type { Definition, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { neededDefinitions } from '../../catalogue/model/needed-definitions.js';
import { describeFields } from '../../catalogue/schema/fields.js';
import { generatedNotice } from '../output/generator.js';
import { heading, inlineCode, joinMarkdown, link, literalText, type Markdown, markdown } from '../render/markdown.js';
import { describeAccess, describeFacts, describeIdentity, describeLack, openEvent } from './event-view.js';
import { describeExamples } from './example-view.js';
import { fieldTable, type TableContext } from './field-table.js';
import { groupName, groupOf } from './group-events.js';
import { openPage } from './provider-page.js';
import { describeReceiving, ownHeaders } from './receiving.js';
import { sectionHeading } from './section-heading.js';
import { describeSharedTypes } from './shared-types.js';
import { describeUnverifiedFacts } from './unverified.js';
import type { EventPageView } from './view.js';

export interface EventPageOptions {
  /** The address of the provider's overview; null: no link. */
  readonly overview: string | null;
  /** Whether every field has an anchor. */
  readonly anchoredRows: boolean;
}

/** Builds an event's page with all that a receiver needs, including what a provider's page says once for all events. */
export function describeEventPage(event: WebhookEvent, provider: Provider, { overview, anchoredRows }: EventPageOptions): EventPageView {
  const context = openEvent(event, openPage(provider, { eventPage: null, eventNames: new Set(), anchoredRows }));
  const { say } = context.labels;
  const fields = describeFields(event.payload, provider.definitions, event.payloadPointer);
  const headers = ownHeaders(event, provider);
  return {
    notice: generatedNotice,
    title: heading(1, inlineCode(event.name)),
    place: describePlace(event, provider, overview, context),
    wireName: event.event === event.name ? null : say('wireName', { name: inlineCode(event.event) }),
    ...describeFacts(event, pageFacts(event, context), context),
    fieldsHeading: sectionHeading(2, 'fields', 'fields', context),
    lack: describeLack(event, fields, context.labels),
    fields: fields.length === 0 || event.payload === false ? null : fieldTable(fields, context, { prefix: markdown`field:` }),
    headersHeading: sectionHeading(3, 'ownHeaders', 'event-headers', context),
    headers: headers.length === 0 ? null : fieldTable(headers, context, { prefix: markdown`header:` }),
    examplesHeading: sectionHeading(2, event.examples.length > 1 ? 'examplesHeading' : 'exampleHeading', 'examples', context),
    examples: describeExamples(event, provider, context),
    noExample: say('noExample'),
    sharedTypes: describeSharedTypes(provider, context),
    receiving: describeReceiving(provider, context),
    unverified: describeUnverifiedFacts([event, { ...provider, unverified: unverifiedAbout(event, provider) }], context, fields),
  };
}

/** The provider's unverified pointers, without those into other events and the types that only these use. */
function unverifiedAbout(event: WebhookEvent, provider: Provider): Provider['unverified'] {
  if (provider.unverified.length === 0) return [];
  const here = new Set<Definition | WebhookEvent>([event, ...neededDefinitions(event.payload, provider.definitions)]);
  return provider.unverified.filter(({ target }) => {
    const owner = ownerOf(target, provider);
    return owner === undefined || here.has(owner);
  });
}

const owners = new WeakMap<Provider, ReadonlyMap<string, Definition | WebhookEvent>>();

/** The event or the type that a pointer leads into. */
function ownerOf(target: string, provider: Provider): Definition | WebhookEvent | undefined {
  const byPointer = owners.get(provider) ?? new Map([...provider.definitions, ...provider.events].map((each) => [each.pointer, each]));
  owners.set(provider, byPointer);
  const segments = target.split('/');
  return segments.map((_, at) => byPointer.get(segments.slice(0, at + 1).join('/'))).find((owner) => owner !== undefined);
}

/** Its provider and its group: the document's, or the one on the provider's page. */
function describePlace(event: WebhookEvent, provider: Provider, overview: string | null, { labels }: TableContext): Markdown {
  const name = literalText(provider.title.trim());
  const group = groupOf(event, provider);
  const place = overview === null ? name : link(name, overview);
  return group.name === null ? place : joinMarkdown([place, groupName(group, labels)], ' · ');
}

function pageFacts(event: WebhookEvent, context: TableContext): Markdown[] {
  const { say } = context.labels;
  return [
    ...describeAccess(event, context),
    ...(event.discriminator.length > 0 ? [describeIdentity(event, context)] : []),
    say('contentType', { type: inlineCode(event.contentType) }),
    say('typeName', { name: inlineCode(event.typeName) }),
  ];
}
