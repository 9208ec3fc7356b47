import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { propertyKey } from '../../catalogue/model/source-text.js';
import { type DocTag, docComment } from '../../generators/render/comments.js';
import { plainText } from '../../generators/render/commonmark.js';

export interface HandlerStub {
  /** Its comment, indented like a property. */
  readonly doc: string;
  readonly key: string;
}

/** A stub for every event, in the document's order: its name as a key, and its description. */
export function describeStubs({ events, sourceUrl }: Pick<Provider, 'events' | 'sourceUrl'>): HandlerStub[] {
  return events.map((event) => ({ doc: docComment(describeEvent(event, sourceUrl), '  '), key: propertyKey(event.name) }));
}

function describeEvent({ name, title, summary, description, deprecated }: WebhookEvent, sourceUrl: string | null): (string | DocTag)[] {
  const text = description ?? summary;
  const words = text === null ? '' : plainText(text, { sourceUrl }).trim();
  const heading = (title ?? '').trim();
  const blocks = [heading === name || heading === words ? '' : heading, words].filter((block) => block !== '');
  return [blocks.join('\n\n') || name, ...(deprecated ? [{ tag: 'deprecated' }] : [])];
}

/** Other keys that handlers can have, for a comment: the first prefix that is printable there, and `*`. */
export function describeWildcards({ events }: Pick<Provider, 'events'>): string {
  const [prefix] = events.flatMap(({ name }) => /^[\w-]{1,40}(?=\.)/.exec(name) ?? []);
  return prefix === undefined ? '`*`' : `\`${prefix}.*\` and \`*\``;
}
