import type { Provider, Unverified, WebhookEvent } from '../../catalogue/model/model.js';
import { parsePointer } from '../../catalogue/model/pointer.js';
import type { Field } from '../../catalogue/schema/fields.js';
import { inlineCode, type Markdown } from '../render/markdown.js';
import type { TableContext } from './field-table.js';
import type { Labels } from './labels.js';
import { sectionHeading } from './section-heading.js';
import type { UnverifiedView } from './view.js';

/** The facts of `x-webhook`, by their label on the page. */
const facts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'signature/tolerance': 'signedTime',
    'signature/timestamp': 'signedTime',
    'signature/signed': 'signedContent',
    'signature/header': 'signatureHeader',
    'signature/algorithm': 'signatureAlgorithm',
    'signature/encoding': 'signatureEncoding',
    'signature/prefix': 'signatureEncoding',
    signature: 'signature',
    dedupe: 'dedupe',
    'delivery/acknowledge': 'acknowledge',
    'delivery/timeout': 'timeout',
    'delivery/connectTimeout': 'timeout',
    'delivery/retries': 'retries',
    'delivery/retryFor': 'retries',
    'delivery/disableAfter': 'disableAfter',
    'delivery/notify': 'disableAfter',
    'delivery/ordered': 'order',
    delivery: 'delivery',
  }),
);

/** The schema keywords that have their own sentence. */
const keywords: ReadonlyMap<string, string> = new Map(
  Object.entries({ enum: 'values', const: 'values', type: 'type', format: 'format', pattern: 'format' }),
);

/**
 * The section on facts of an event or a provider that no source confirms; null if there are none. Those about one of
 * the page's `fields` name the field, since readers don't see its schemas.
 */
export function describeUnverifiedFacts(
  owners: readonly (Provider | WebhookEvent)[],
  context: TableContext,
  fields: readonly Field[] = [],
): UnverifiedView | null {
  const describe = (fact: Unverified, owner: Provider | WebhookEvent) =>
    describeOnFields(fact, fields, context.labels) ?? describeUnverified(fact, owner, context.labels);
  const items = owners.flatMap((owner) => owner.unverified.map((fact) => describe(fact, owner)));
  if (items.length === 0) return null;
  return {
    heading: sectionHeading(2, 'unverifiedHeading', 'unverified', context),
    intro: context.labels.say('unverifiedIntro'),
    items: [...new Set(items)],
  };
}

/** `the type of budget and data.total`; null if no field has that schema, or if the keyword has no sentence. */
function describeOnFields({ target }: Unverified, fields: readonly Field[], { say, list }: Labels): Markdown | null {
  const [, around, keyword = ''] = /^(.*)\/([^/]*)$/.exec(target) ?? [];
  const sentence = keywords.get(keyword);
  const named = (place: string | undefined) =>
    new Set(fields.flatMap(({ path, places }) => (place !== undefined && path !== '' && places.includes(place) ? [inlineCode(path)] : [])));
  const whole = named(target);
  if (whole.size > 0) return list([...whole], 'and');
  const part = sentence === undefined ? new Set<Markdown>() : named(around);
  return part.size === 0 ? null : say(`unverified.${sentence}`, { name: list([...part], 'and') });
}

/** Describes an unverified pointer, in words if possible: `the format of created_at in AcmeEnvelope`. */
export function describeUnverified({ target, label }: Unverified, owner: Provider | WebhookEvent, labels: Labels): Markdown {
  const { say } = labels;
  const path = /\/x-webhook\/(.+)$/.exec(target)?.[1];
  const fact = path === undefined ? undefined : (facts.get(path) ?? facts.get(path.split('/').slice(0, 2).join('/')));
  if (fact !== undefined) return say('unverifiedFact', { name: say(fact), label: inlineCode(label) });
  const own = 'payloadPointer' in owner && target.startsWith(`${owner.payloadPointer}/`);
  const found = own ? { place: null, rest: target.slice(owner.payloadPointer.length) } : splitSchema(target);
  const what = found === null ? null : describePart(found.rest, labels);
  if (found === null || what === null) return inlineCode(label);
  return found.place === null ? what : say('unverifiedIn', { what, name: inlineCode(found.place) });
}

function splitSchema(target: string): { readonly place: string; readonly rest: string } | null {
  const [, place, rest] = /^\/components\/schemas\/([^/]+)(\/.+)$/.exec(target) ?? [];
  return place === undefined || rest === undefined ? null : { place, rest };
}

/** The property and the keyword at the end of a path; null if the keyword has no sentence. */
function describePart(rest: string, { say }: Labels): Markdown | null {
  const segments = parsePointer(rest);
  const keyword = segments.at(-1) ?? '';
  const names = segments.flatMap((segment, at) => (segments[at - 1] === 'properties' ? [segment] : segment === 'items' ? ['[]'] : []));
  const path = names.join('.').replaceAll('.[]', '[]');
  if (segments.at(-2) === 'properties') return inlineCode(path);
  if (keyword === 'required') return path === '' ? say('unverified.requiredHere') : say('unverified.required', { name: inlineCode(path) });
  const sentence = keywords.get(keyword);
  return sentence === undefined || path === '' ? null : say(`unverified.${sentence}`, { name: inlineCode(path) });
}
