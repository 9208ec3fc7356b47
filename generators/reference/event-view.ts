import type { Example, JsonObject, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { describeFields, type Field } from '../../catalogue/schema/fields.js';
import { markdownInline, markdownText } from '../render/commonmark.js';
import { resolveLink } from '../render/links.js';
import { anchor, codeFence, heading, inlineCode, jsonFence, link, literalText, type Markdown, markdown } from '../render/markdown.js';
import { fieldTable, type TableContext, valueCode } from './field-table.js';
import type { Labels } from './labels.js';
import { ownHeaders, sourceCode } from './receiving.js';
import { describeUnverified } from './unverified.js';
import type { EventFactsView, EventView, ExampleView } from './view.js';

/** The fields that all events of a provider have, with which an event's fields are compared. */
export interface Envelope {
  readonly anchor: Markdown;
  readonly fields: readonly Field[];
}

/** The section of an event, with the fields that the envelope doesn't already describe. */
export function describeEvent(
  event: WebhookEvent,
  provider: Provider,
  envelope: Envelope | null,
  level: number,
  provided: TableContext,
): EventView {
  const context = openEvent(event, provided);
  const { say } = context.labels;
  const all = describeFields(event.payload, provider.definitions, event.payloadPointer);
  const fields = envelope === null ? all : withoutCommon(all, envelope.fields);
  const headers = ownHeaders(event, provider);
  const name = inlineCode(event.name);
  return {
    heading: heading(level, context.eventPage === null ? name : link(name, context.eventPage(event)), anchor(event.name)),
    ...describeFacts(event, sectionFacts(event, context), context),
    fieldsTitle: fieldsTitle(event, all, fields, envelope, context),
    fields: fields.length > 0 ? fieldTable(fields, context, { prefix: markdown`field:` }) : null,
    headersTitle: say('headersColon'),
    headers: headers.length > 0 ? fieldTable(headers, context, { prefix: markdown`header:` }) : null,
    examples: event.examples.map((example) => describeExample(example, event.examples.length > 1, context)),
  };
}

/** The context of an event's tables. An event can have unverified pointers of its own. */
export function openEvent(event: WebhookEvent, context: TableContext): TableContext {
  return { ...context, unverified: [...context.unverified, ...event.unverified.map(({ target }) => target)] };
}

export function describeFacts(event: WebhookEvent, facts: readonly Markdown[], context: TableContext): EventFactsView {
  const text = event.description ?? event.summary;
  return {
    deprecated: describeDeprecation(event, context),
    description: text === null ? null : markdownText(text, context),
    notes: event.notes.map((note) => markdownText(note, context)),
    facts,
  };
}

function describeDeprecation({ deprecated, sunset }: WebhookEvent, { labels }: TableContext): Markdown | null {
  if (!deprecated) return null;
  return sunset === null ? labels.say('deprecated') : labels.say('deprecatedUntil', { date: literalText(sunset) });
}

/** The fields that differ from the common ones, without the description if it is the same. */
function withoutCommon(fields: readonly Field[], common: readonly Field[]): Field[] {
  const byPath = new Map(common.map((field) => [field.path, field]));
  return fields.flatMap((field) => {
    const same = byPath.get(field.path);
    if (same === undefined) return [field];
    const compared = (one: Field) => JSON.stringify({ ...one, places: null, typeName: null });
    if (compared(field) === compared(same)) return [];
    return field.description === same.description ? [{ ...field, description: null }] : [field];
  });
}

function sectionFacts(event: WebhookEvent, context: TableContext): Markdown[] {
  const { say, list } = context.labels;
  const facts = describeAccess(event, context);
  if (event.event !== event.name || event.discriminator.length > 1) facts.push(describeIdentity(event, context));
  facts.push(say('typeName', { name: inlineCode(event.typeName) }));
  if (event.unverified.length > 0) {
    const items = event.unverified.map((fact) => describeUnverified(fact, event, context.labels));
    facts.push(say('eventUnverified', { labels: list(items, 'and') }));
  }
  return facts;
}

/** Who gets the event, and what it is about. */
export function describeAccess(event: WebhookEvent, context: TableContext): Markdown[] {
  const { say, list } = context.labels;
  const facts: Markdown[] = [];
  if (event.access.length > 0) {
    const sets = event.access.map((scopes) => list(scopes.map(inlineCode), 'and'));
    facts.push(say('access', { scopes: list(sets, 'or') }));
  }
  if (event.restLink !== null) facts.push(describeRestLink(event.restLink, context));
  if (event.resourceTypes.length > 0) facts.push(say('resourceTypes', { types: resourceCell(event, context) }));
  return facts;
}

function describeRestLink({ label, text, url }: NonNullable<WebhookEvent['restLink']>, context: TableContext): Markdown {
  const { say } = context.labels;
  const target = resolveLink(url, context);
  const words = text === null ? literalText(url) : markdownInline(text, { sourceUrl: null });
  const value =
    target.kind === 'url'
      ? link(literalText(text ?? url), target.url)
      : target.kind === 'text'
        ? words
        : literalText(text === null ? url : `${text} (${url})`);
  return say('labelled', { label: label === null ? say('restLink') : literalText(label), value });
}

/** The document's own words if it has any (`can be project or news`), else the types. */
export function resourceCell(event: WebhookEvent, context: TableContext): Markdown {
  if (event.resourceTypesText !== null) return markdownInline(event.resourceTypesText, context);
  return context.labels.list(event.resourceTypes.map(inlineCode), 'or');
}

export function describeIdentity(event: WebhookEvent, { labels }: TableContext): Markdown {
  const { say, list } = labels;
  const values = event.discriminator.map(({ source, values: spellings }) =>
    say('identifiedValue', { name: sourceCode(source), value: list(spellings.map(valueCode), 'or') }),
  );
  return say('identifiedBy', { values: values.length === 0 ? inlineCode(event.event) : list(values, 'and') });
}

function fieldsTitle(
  event: WebhookEvent,
  all: readonly Field[],
  fields: readonly Field[],
  envelope: Envelope | null,
  { labels }: TableContext,
): Markdown {
  const lack = describeLack(event, all, labels);
  if (lack !== null) return lack;
  if (envelope === null) return labels.say('fieldsColon');
  return labels.say(fields.length === 0 ? 'onlyCommon' : 'besidesCommon', { anchor: envelope.anchor });
}

/** A note on a payload without known fields; null if it has any. */
export function describeLack(event: WebhookEvent, fields: readonly Field[], { say }: Labels): Markdown | null {
  if (event.payload === false) return say('noPayload');
  if (fields.length === 1 && fields[0]?.path === '' && fields[0].type === 'any') return say('anyPayload');
  return fields.length === 0 ? say('noFields') : null;
}

function describeExample({ name, summary, payload, headers, constructed }: Example, several: boolean, context: TableContext): ExampleView {
  const named = several && name !== null && name.trim() !== '';
  const key = `example${named ? 'Named' : ''}${constructed ? 'Constructed' : ''}`;
  return {
    title: context.labels.say(key, named ? { name: literalText(name.trim()) } : {}),
    summary: summary === null ? null : markdownText(summary, context),
    headers: headers === null ? null : codeFence('http', printHeaders(headers)),
    json: jsonFence(payload),
  };
}

export function printHeaders(headers: JsonObject): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`.replace(/\s+/g, ' '))
    .join('\n');
}
