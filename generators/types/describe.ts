import type { CommonMark, Definition, Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { getString } from '../../catalogue/model/properties.js';
import type { DocLine, DocTag } from '../render/comments.js';
import { plainText } from '../render/commonmark.js';
import { code, describeSchema } from './describe-schema.js';
import type { Docs } from './shape.js';

/** The lines of comments. Each text is parsed once: those of an envelope, for example, are in every event. */
export interface Describer {
  member(docs: Docs): DocLine[];
  definition(definition: Definition): DocLine[];
  event(event: WebhookEvent): DocLine[];
}

/** The document's CommonMark as plain text. */
type ReadText = (text: CommonMark) => string;

/** Relative links in texts resolve against the provider's source. */
export function createDescriber({ sourceUrl }: Pick<Provider, 'sourceUrl'>): Describer {
  const texts = new Map<CommonMark, string>();
  const read: ReadText = (text) => {
    const plain = texts.get(text) ?? plainText(text, { sourceUrl }).trim();
    texts.set(text, plain);
    return plain;
  };
  return {
    member: (docs) => describeMember(docs, read),
    definition: ({ schema }) => (typeof schema === 'boolean' ? [] : describeMember(describeSchema(schema), read)),
    event: (event) => describeEvent(event, read),
  };
}

/** The comment of a property: its description, then what its type cannot express. */
function describeMember(docs: Docs, read: ReadText): DocLine[] {
  return [
    ...addFacts(docs.text === null ? '' : read(docs.text), docs.facts.join(', ')),
    ...(docs.example === null ? [] : [{ tag: 'example', text: docs.example }]),
    ...(docs.deprecated ? [{ tag: 'deprecated' }] : []),
  ];
}

/** `Identifier of the store (integer)`, but `When it happened. Integer.` */
function addFacts(text: string, facts: string): DocLine[] {
  const sentence = `${facts.charAt(0).toUpperCase()}${facts.slice(1)}.`;
  if (text === '' || facts === '') return [text || (facts && sentence)];
  if (text.includes('\n')) return [text, '', sentence];
  return [/[.!?…:]$/.test(text) ? `${text} ${sentence}` : `${text} (${facts})`];
}

/** The comment of an event's type: its description, wire name, group, scopes, and a link to its documentation. */
function describeEvent(event: WebhookEvent, read: ReadText): DocLine[] {
  const text = event.description ?? event.summary ?? event.title ?? getString(event.payload, 'description');
  const facts = [
    `- Event: ${code(event.name)}${event.event === event.name ? '' : `, on the wire ${code(event.event)}`}`,
    ...(event.group === null ? [] : [`- Group: ${flat(event.group)}`]),
    ...describeResource(event, read),
    ...(event.access.length === 0 ? [] : [`- Access scope required: ${describeAccess(event.access)}`]),
  ];
  const tags: DocTag[] = [
    ...(event.restLink ? [{ tag: 'see', link: { url: event.restLink.url, label: describeLink(event.restLink, read) } }] : []),
    ...(event.deprecated ? [{ tag: 'deprecated' }] : []),
  ];
  return separate([...(text ? [[read(text)]] : []), facts, ...(tags.length > 0 ? [tags] : [])]);
}

function describeResource({ resourceTypes, resourceTypesText }: WebhookEvent, read: ReadText): string[] {
  if (resourceTypesText !== null) return [`- Resource type: ${flat(read(resourceTypesText))}`];
  return resourceTypes.length === 0 ? [] : [`- Resource type: ${resourceTypes.map(code).join(', ')}`];
}

/** One of the lists is required, with all of its scopes: `a`, or `b` and `c`. */
function describeAccess(access: WebhookEvent['access']): string {
  return access.map((scopes) => scopes.map(code).join(' and ')).join(', or ');
}

function describeLink({ label, text }: { label: string | null; text: string | null }, read: ReadText): string {
  return [label, text].flatMap((part) => (part ? [flat(read(part))] : [])).join(': ');
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Puts an empty line between the blocks. */
function separate(blocks: readonly (readonly DocLine[])[]): DocLine[] {
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}
