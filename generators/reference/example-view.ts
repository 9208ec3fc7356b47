import type { Example, JsonObject, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { markdownText } from '../render/commonmark.js';
import { codeFence, heading, jsonFence, literalText, type Markdown, markdown } from '../render/markdown.js';
import { printHeaders } from './event-view.js';
import type { TableContext } from './field-table.js';
import type { EventExampleView } from './view.js';

/** The examples on an event's page: headers and body of the request. */
export function describeExamples(event: WebhookEvent, provider: Provider, context: TableContext): EventExampleView[] {
  const { say } = context.labels;
  const several = event.examples.length > 1;
  return event.examples.map((example, at) => ({
    heading: several ? heading(3, nameExample(example, at + 1, context), markdown`example-${at + 1}`) : null,
    constructed: example.constructed ? say('exampleMade') : null,
    summary: example.summary === null ? null : markdownText(example.summary, context),
    headers: codeFence('http', printHeaders(requestHeaders(example, event, provider))),
    json: jsonFence(example.payload),
  }));
}

function nameExample({ name }: Example, number: number, { labels }: TableContext): Markdown {
  return name === null || name.trim() === '' ? labels.say('exampleNumber', { number }) : literalText(name.trim());
}

/** The known headers of a request: the example's, the event's, the provider's, and placeholders for the signature's. */
function requestHeaders({ headers }: Example, event: WebhookEvent, { signature }: Provider): JsonObject {
  const found = new Map<string, readonly [string, JsonObject[string]]>();
  const add = (name: string, value: JsonObject[string]) => {
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), [name, value]);
  };
  add('Content-Type', event.contentType);
  for (const [name, value] of Object.entries(headers ?? {})) add(name, value);
  for (const { source, values } of event.discriminator) if (source.kind === 'header') add(source.header, values[0] ?? '');
  const signed = signature === null ? [] : [...signature.signed, ...(signature.timestamp === null ? [] : [signature.timestamp])];
  for (const part of signed) if (part.kind === 'header') add(part.header, '…');
  if (signature !== null) add(signature.header, `${signature.scheme === 'standard-webhooks' ? 'v1,' : signature.prefix}…`);
  return Object.fromEntries(found.values());
}
