import type { CommonMark, Definition, WebhookEvent } from '../catalogue/model.js';
import { isObject, own } from '../catalogue/own.js';
import { plainText } from '../render/commonmark.js';
import type { DocTag } from '../render/source-text.js';
import { code, describeSchema } from './describe-schema.js';
import type { Docs } from './shape.js';

type DocLine = string | DocTag;

/** Relative links in texts resolve against the provider's source. */
export interface LinkBase {
  readonly sourceUrl: string | null;
}

/** The comment of a member: what the document says of it, then what its type can't say. */
export function describeMember(docs: Docs, base: LinkBase): DocLine[] {
  const paragraphs = [docs.text && plainText(docs.text, base), sentence(docs.facts)].filter((text) => text);
  return [
    ...separate(paragraphs.map((text) => [text ?? ''])),
    ...(docs.example === null ? [] : [{ tag: 'example', text: docs.example }]),
    ...(docs.deprecated ? [{ tag: 'deprecated' }] : []),
  ];
}

/** The comment of a definition's type. */
export function describeDefinition({ schema }: Definition, base: LinkBase): DocLine[] {
  return typeof schema === 'boolean' ? [] : describeMember(describeSchema(schema), base);
}

/** The comment of an event's type: its description, its name on the wire, group, scopes, and where it is documented. */
export function describeEvent(event: WebhookEvent, base: LinkBase): DocLine[] {
  const text = event.description ?? event.summary ?? event.title ?? payloadText(event);
  const facts = [
    `- Event: ${code(event.name)}${event.event === event.name ? '' : `, on the wire ${code(event.event)}`}`,
    ...(event.group === null ? [] : [`- Group: ${flat(event.group)}`]),
    ...describeResource(event, base),
    ...(event.access.length === 0 ? [] : [`- Access scope required: ${describeAccess(event.access)}`]),
  ];
  const tags: DocTag[] = [
    ...(event.restLink ? [{ tag: 'see', link: { url: event.restLink.url, label: describeLink(event.restLink, base) } }] : []),
    ...(event.deprecated ? [{ tag: 'deprecated' }] : []),
  ];
  return separate([...(text ? [[plainText(text, base)]] : []), facts, ...(tags.length > 0 ? [tags] : [])]);
}

function payloadText({ payload }: WebhookEvent): CommonMark | null {
  const text = isObject(payload) ? own(payload, 'description') : undefined;
  return typeof text === 'string' ? text : null;
}

function describeResource({ resourceTypes, resourceTypesText }: WebhookEvent, base: LinkBase): string[] {
  if (resourceTypesText !== null) return [`- Resource type: ${flat(plainText(resourceTypesText, base))}`];
  return resourceTypes.length === 0 ? [] : [`- Resource type: ${resourceTypes.map(code).join(', ')}`];
}

/** Any of the lists, all of each: `a`, or `b` and `c`. */
function describeAccess(access: WebhookEvent['access']): string {
  return access.map((scopes) => scopes.map(code).join(' and ')).join(', or ');
}

function describeLink({ label, text }: { label: string | null; text: string | null }, base: LinkBase): string {
  return [label, text].flatMap((part) => (part ? [flat(plainText(part, base))] : [])).join(': ');
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** `integer, 0 to 999` → `Integer, 0 to 999.` */
function sentence(facts: readonly string[]): string {
  const text = facts.join(', ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Puts an empty line between the blocks. */
function separate(blocks: readonly (readonly DocLine[])[]): DocLine[] {
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}
