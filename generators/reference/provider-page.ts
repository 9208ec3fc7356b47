import type { Layout, Provider, Section, WebhookEvent } from '../../catalogue/model/model.js';
import { getArray, getOwn } from '../../catalogue/model/properties.js';
import { describeFields } from '../../catalogue/schema/fields.js';
import { generatedNotice } from '../output/generator.js';
import { markdownCell, markdownText } from '../render/commonmark.js';
import { resolveLink } from '../render/links.js';
import { anchor, heading, inlineCode, joinMarkdown, jsonFence, link, literalText, type Markdown, markdown } from '../render/markdown.js';
import { describeEvent, type Envelope, resourceCell } from './event-view.js';
import { fieldTable, type TableContext } from './field-table.js';
import { groupEvents, groupName } from './group-events.js';
import { labelsFor } from './labels.js';
import { describeReceiving } from './receiving.js';
import { sectionAnchor, sectionHeading } from './section-heading.js';
import { describeSharedTypes } from './shared-types.js';
import { describeUnverifiedFacts } from './unverified.js';
import type { GroupView, IndexView, ProviderView, SectionView, StructureView } from './view.js';

interface LayoutTraits {
  /** The label of the heading above all events. */
  readonly events: 'eventDetails' | 'eventTypes' | 'availableEvents';
  readonly grouped: boolean;
  readonly examplesFirst: boolean;
  readonly structureLast: boolean;
}

const sections: LayoutTraits = { events: 'eventDetails', grouped: true, examplesFirst: false, structureLast: false };
const layouts: Readonly<Record<Layout, LayoutTraits>> = {
  table: { ...sections, grouped: false },
  payloads: { ...sections, events: 'eventTypes', examplesFirst: true, structureLast: true },
  sections,
  examples: { ...sections, examplesFirst: true },
  resources: { ...sections, events: 'availableEvents' },
};

/** `eventPage`: the address of an event's page; null if an event only has a section on this one. */
export function describeProvider(provider: Provider, eventPage: TableContext['eventPage'] = null): ProviderView {
  const context = openPage(provider, { eventPage, eventNames: new Set(provider.events.map(({ name }) => name)), anchoredRows: false });
  const { say } = context.labels;
  const source = provider.sourceUrl === null ? null : resolveLink(provider.sourceUrl, { sourceUrl: null });
  const envelope = findEnvelope(provider, context);
  const structure = envelope === null ? null : describeStructure(provider, envelope, context);
  const groups = describeGroups(provider, envelope, context);
  const { events, examplesFirst, structureLast } = layouts[provider.layout];
  return {
    notice: generatedNotice,
    title: heading(1, say('pageTitle', { title: literalText(provider.title.trim()) })),
    description: provider.description === null ? null : markdownText(provider.description, context),
    count: countEvents(provider, context),
    typeName: say('typesOf', { name: inlineCode(`${provider.identifier}Event`) }),
    source:
      source?.kind === 'url' ? say('source', { link: link(literalText(source.url.replace(/^https?:\/\/|\/$/g, '')), source.url) }) : null,
    before: describeSections(provider, 'before', context),
    index: describeIndex(provider, context),
    receiving: describeReceiving(provider, context),
    structure,
    structureLast,
    eventsHeading: sectionHeading(2, events, 'event-details', context),
    groups,
    examplesFirst,
    after: describeSections(provider, 'after', context),
    sharedTypes: describeSharedTypes(provider, context),
    unverified: describeUnverifiedFacts([provider], context),
  };
}

/** The context of a page's tables. */
export function openPage(provider: Provider, page: Pick<TableContext, 'eventPage' | 'eventNames' | 'anchoredRows'>): TableContext {
  return {
    labels: labelsFor(provider.language),
    sourceUrl: provider.sourceUrl,
    unverified: provider.unverified.map(({ target }) => target),
    unopened: new Set(),
    ...page,
  };
}

function countEvents({ events, layout }: Provider, { labels }: TableContext): Markdown {
  const groups = groupEvents(events).filter(({ given }) => given);
  const counted = labels.count('events', events.length);
  if (groups.length < 2) return labels.say('count', { events: counted });
  return labels.say('countIn', { events: counted, groups: labels.count(layout === 'resources' ? 'resources' : 'groups', groups.length) });
}

function describeSections({ sections }: Provider, placement: Section['placement'], context: TableContext): SectionView[] {
  return sections
    .filter((section) => section.placement === placement)
    .map(({ heading: title, body }) => ({ heading: heading(2, literalText(title.trim())), body: markdownText(body, context) }));
}

const eventLink = (event: WebhookEvent, { eventPage }: TableContext) =>
  link(inlineCode(event.name), eventPage?.(event) ?? `#${anchor(event.name)}`);

function describeIndex(provider: Provider, context: TableContext): IndexView {
  const { say, number } = context.labels;
  const { events, layout } = provider;
  const frame = { heading: sectionHeading(2, 'events', 'events', context), none: say('noEvents') };
  if (layout === 'table') {
    const rows = events.map((event) => [eventLink(event, context), firstWords(event, context), resourceCell(event, context)]);
    return { ...frame, head: [say('eventType'), say('description'), say('resourceType')], rows };
  }
  const groups = groupEvents(events);
  if (groups.length < 2) {
    return {
      ...frame,
      head: [say('event'), say('description')],
      rows: events.map((event) => [eventLink(event, context), firstWords(event, context)]),
    };
  }
  return {
    ...frame,
    head: [say(layout === 'resources' ? 'resource' : 'group'), say('number'), say('events')],
    rows: groups.map((group) => [
      groupName(group, context.labels),
      number(group.events.length),
      joinMarkdown(
        group.events.map((event) => eventLink(event, context)),
        ' · ',
      ),
    ]),
  };
}

function firstWords({ summary, description }: WebhookEvent, context: TableContext): Markdown {
  const text = summary ?? description;
  return text === null ? markdown`` : markdownCell(text, context);
}

function findEnvelope({ envelope, definitions }: Provider, context: TableContext): Envelope | null {
  const definition = definitions.find(({ typeName }) => typeName === envelope);
  if (definition === undefined) return null;
  const fields = describeFields(definition.schema, definitions, definition.pointer);
  return fields.length === 0 ? null : { anchor: sectionAnchor('event-structure', context), fields };
}

function describeStructure(provider: Provider, envelope: Envelope, context: TableContext): StructureView {
  const { say } = context.labels;
  const schema = provider.definitions.find(({ typeName }) => typeName === provider.envelope)?.schema ?? true;
  const description = getOwn(schema, 'description');
  const example = getArray(schema, 'examples')[0];
  return {
    heading: heading(2, say('structure'), envelope.anchor),
    description: typeof description === 'string' ? markdownText(description, context) : null,
    shape: say('shape'),
    example: example === undefined ? null : jsonFence(example),
    fields: fieldTable(envelope.fields, context, { prefix: markdown`field:` }),
    wireTypes: describeWireTypes(provider, context),
  };
}

/** Each name on the wire and what its events say about it, if names repeat. */
function describeWireTypes({ events }: Provider, context: TableContext): StructureView['wireTypes'] {
  const { say } = context.labels;
  const byName = new Map<string, WebhookEvent>();
  for (const event of events) if (!byName.has(event.event)) byName.set(event.event, event);
  if (byName.size === events.length) return null;
  const rows = [...byName].map(([name, event]) => [inlineCode(name), firstWords(event, context)]);
  return { heading: sectionHeading(3, 'wireTypes', 'wire-types', context), table: { head: [say('type'), say('description')], rows } };
}

function describeGroups(provider: Provider, envelope: Envelope | null, context: TableContext): GroupView[] {
  const { events, layout } = provider;
  const groups = groupEvents(events).filter(({ given }) => given);
  if (!layouts[layout].grouped || groups.length === 0) {
    return events.length === 0
      ? []
      : [{ heading: null, wireNames: [], events: events.map((event) => describeEvent(event, provider, envelope, 3, context)) }];
  }
  return groupEvents(events).map(({ name, given, events: members }) => ({
    heading: heading(3, name === null || !given ? context.labels.say('others') : literalText(name)),
    wireNames: layout === 'resources' ? members.map((event) => link(inlineCode(event.event), `#${anchor(event.name)}`)) : [],
    events: members.map((event) => describeEvent(event, provider, envelope, 4, context)),
  }));
}
