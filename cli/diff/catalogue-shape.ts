import type * as Model from '../../catalogue/model/model.js';
import { isObject } from '../../catalogue/model/own.js';
import { joinPointer } from '../../catalogue/model/pointer.js';

/** What is wrong with a value; null where nothing is. */
type Check = (value: Model.Json, at: string) => string | null;

/** A check of each member: one that the model gets is a compile error here until it is checked. */
type Shape<T> = { readonly [Key in keyof T]-?: Check };

const word = (value: Model.Json) => (Array.isArray(value) ? 'a list' : value === null ? 'null' : typeof value);
const type =
  (name: 'string' | 'number' | 'boolean'): Check =>
  (value, at) =>
    typeof value === name ? null : `${at} must be a ${name}, and is ${word(value)}`;
const text = type('string');
const number = type('number');
const flag = type('boolean');
const any: Check = () => null;

const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null ? null : check(value, at);

const oneOf =
  (...values: readonly Model.Json[]): Check =>
  (value, at) =>
    values.includes(value) ? null : `${at} must be one of ${values.join(', ')}`;

const list =
  (check: Check): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return `${at} must be a list, and is ${word(value)}`;
    for (const [index, item] of value.entries()) {
      const fault = check(item as Model.Json, joinPointer(at, index));
      if (fault !== null) return fault;
    }
    return null;
  };

const object =
  <T>(shape: Shape<T>): Check =>
  (value, at) => {
    if (!isObject(value)) return `${at} must be an object, and is ${word(value)}`;
    for (const [key, check] of Object.entries<Check>(shape)) {
      const member = Object.hasOwn(value, key) ? value[key] : undefined;
      const fault = member === undefined ? `${joinPointer(at, key)} is missing` : check(member, joinPointer(at, key));
      if (fault !== null) return fault;
    }
    return null;
  };

/** By the member that tells the variants apart. */
const variant =
  (tag: string, variants: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    const kind = isObject(value) && Object.hasOwn(value, tag) ? value[tag] : undefined;
    const check = typeof kind === 'string' && Object.hasOwn(variants, kind) ? variants[kind] : undefined;
    return check ? check(value, at) : `${joinPointer(at, tag)} must be one of ${Object.keys(variants).join(', ')}`;
  };

const pointer: Check = (value, at) =>
  text(value, at) ?? (value === '' || String(value).startsWith('/') ? null : `${at} is no JSON pointer`);
const schema: Check = (value, at) =>
  typeof value === 'boolean' || isObject(value) ? null : `${at} must be a schema, and is ${word(value)}`;
const sources = { pointer: object({ kind: text, pointer }), header: object({ kind: text, header: text }) };
const source = variant('kind', sources);
const part = variant('kind', { ...sources, text: object({ kind: text, text }), body: object({ kind: text }) });
const unverified = object<Model.Unverified>({ target: text, label: text });

const signature = object<Model.Signature>({
  scheme: oneOf('standard-webhooks', 'custom'),
  header: text,
  algorithm: oneOf('hmac-sha256', 'hmac-sha512', 'ed25519'),
  encoding: oneOf('base64', 'hex'),
  prefix: text,
  signed: list(part),
  signedText: text,
  timestamp: orNull(source),
  toleranceMs: orNull(number),
  coversBody: flag,
});

const delivery = object<Model.Delivery>({
  acknowledge: list((value, at) => (value === '2xx' ? null : number(value, at))),
  timeoutMs: orNull(number),
  connectTimeoutMs: orNull(number),
  retriesMs: orNull(list(number)),
  retryForMs: orNull(number),
  disableAfterMs: orNull(number),
  notify: orNull(text),
  ordered: orNull(flag),
  note: orNull(text),
});

const event = object<Model.WebhookEvent>({
  key: text,
  provider: text,
  name: text,
  event: text,
  typeName: text,
  title: orNull(text),
  summary: orNull(text),
  description: orNull(text),
  group: orNull(text),
  resourceTypes: list(text),
  resourceTypesText: orNull(text),
  access: list(list(text)),
  restLink: orNull(object<Model.RestLink>({ label: orNull(text), text: orNull(text), url: text })),
  deprecated: flag,
  sunset: orNull(text),
  contentType: text,
  headers: orNull(schema),
  payload: schema,
  discriminator: list(
    object<Model.DiscriminatorValue>({
      source,
      values: list((value, at) => (typeof value === 'object' && value !== null ? `${at} must be a plain value` : null)),
    }),
  ),
  examples: list(
    object<Model.Example>({
      name: orNull(text),
      summary: orNull(text),
      payload: any,
      headers: orNull(object({})),
      constructed: flag,
      pointer: text,
    }),
  ),
  unverified: list(unverified),
  notes: list(text),
  pointer: text,
  payloadPointer: text,
});

const provider = object<Model.Provider>({
  key: text,
  identifier: text,
  title: text,
  description: orNull(text),
  language: text,
  layout: oneOf('table', 'payloads', 'sections', 'examples', 'resources'),
  sourceUrl: orNull(text),
  channels: list(object<Model.Channel>({ key: text, address: orNull(text), pointer: text })),
  signature: orNull(signature),
  dedupe: variant('by', { body: object({ by: text }), sources: object({ by: text, sources: list(source) }) }),
  delivery,
  query: list(object<Model.QueryParameter>({ name: text, value: list(part) })),
  sections: list(object<Model.Section>({ heading: text, placement: oneOf('before', 'after'), body: text })),
  unverified: list(unverified),
  discriminator: orNull(object<Model.Discriminator>({ sources: list(source) })),
  events: list(event),
  envelope: orNull(text),
  definitions: list(object<Model.Definition>({ typeName: text, schema, pointer: text })),
  pointer: text,
});

const catalogue = object<Model.Catalogue>({
  title: text,
  version: text,
  description: orNull(text),
  asyncapi: text,
  providers: list(provider),
});

/** What is wrong with a value that should be a catalogue, in a few words with a JSON pointer; null where nothing is. */
export function catalogueFault(value: Model.Json, at: string): string | null {
  return catalogue(value, at) ?? nameFault(value as unknown as Model.Catalogue, at);
}

/** Keys are gone by as if they were unique, and as if an event's key were made of its provider's and its name. */
function nameFault({ providers }: Model.Catalogue, at: string): string | null {
  const keys = new Set<string>();
  for (const { key, events, definitions } of providers) {
    if (!/^[a-z][a-z0-9-]*$/.test(key)) return `${at}: ${JSON.stringify(key)} is no provider's key`;
    const odd = events.find((each) => each.provider !== key || each.key !== `${key}.${each.name}`);
    if (odd) return `${at}: the event ${JSON.stringify(odd.key)} is not one of ${key}`;
    const names = [key, ...events.map((each) => each.key), ...definitions.map(({ typeName }) => `${key}#${typeName}`)];
    for (const name of names) {
      if (keys.has(name)) return `${at} has ${JSON.stringify(name)} twice`;
      keys.add(name);
    }
  }
  return null;
}
