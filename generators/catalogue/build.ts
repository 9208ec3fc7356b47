import { type Discrimination, findDiscriminator } from './discriminators.js';
import { type ChannelNode, follow, type MessageNode, readChannels } from './document.js';
import type { Catalogue, Definition, Example, Json, JsonObject, Provider, RestLink, Schema, WebhookEvent } from './model.js';
import { isReservedKey, moduleNames, pascalCase, providerKey, TypeNames } from './names.js';
import { own, ownArray, ownObject, ownString } from './own.js';
import { joinPointer } from './pointer.js';
import type { Finding } from './problem.js';
import { checkFormat, createSchemaReader, type SchemaReader } from './schemas.js';
import { readDedupe, readDelivery, readLayout, readSections, readSignature, readUnverified } from './webhook.js';

type Report = (finding: Finding) => void;

/** Builds the catalogue from a bundled document that is valid AsyncAPI; what is wrong beyond that is reported. */
export function buildCatalogue(root: JsonObject, report: Report): Catalogue {
  const info = ownObject(root, 'info') ?? {};
  const channels = readChannels(root);
  const drafts = draftProviders(channels, ownString(info, 'title') ?? '', report);
  const identifiers = new TypeNames([]);
  const providers = drafts.map((draft) => buildProvider(root, draft, identifiers, report));
  return {
    title: ownString(info, 'title') ?? '',
    version: ownString(info, 'version') ?? '',
    description: ownString(info, 'description'),
    asyncapi: ownString(root, 'asyncapi') ?? '',
    providers,
  };
}

/** A provider before its events are read. */
interface ProviderDraft {
  readonly key: string;
  readonly title: string;
  readonly description: string | null;
  readonly extension: JsonObject;
  readonly channels: readonly ChannelNode[];
  readonly pointer: string;
}

/** One provider a channel with `x-webhook.provider`; without that extension one provider, of the document's title, over all channels. */
function draftProviders(channels: readonly ChannelNode[], title: string, report: Report): ProviderDraft[] {
  const extended = channels.filter(({ value }) => ownObject(value, 'x-webhook'));
  if (extended.length === 0) {
    const key = providerKey(title);
    return [{ key: isReservedKey(key) ? `${key}-webhooks` : key, title, description: null, extension: {}, channels, pointer: '/channels' }];
  }
  for (const channel of channels) {
    if (!extended.includes(channel))
      report({
        code: 'channel-skipped',
        message: `channel ${JSON.stringify(channel.key)} has no x-webhook.provider, as others have: its messages are left out`,
        fix: 'give the channel an x-webhook with a provider',
        pointer: channel.pointer,
        atKey: true,
      });
  }
  const seen = new Map<string, string>();
  return extended.map((channel) => {
    const extension = ownObject(channel.value, 'x-webhook') ?? {};
    const key = ownString(extension, 'provider') ?? '';
    const at = joinPointer(channel.pointer, 'x-webhook', 'provider');
    if (isReservedKey(key))
      report({
        code: 'name-collision',
        message: `a provider can't be called ${key}: generated files have that name`,
        fix: 'choose another key',
        pointer: at,
      });
    if (seen.has(key))
      report({
        code: 'name-collision',
        message: `two channels are the provider ${key}: ${seen.get(key)} and ${channel.key}`,
        fix: 'give one of them another provider, or move its messages to the other channel',
        pointer: at,
      });
    seen.set(key, channel.key);
    return {
      key,
      title: ownString(extension, 'title') ?? ownString(channel.value, 'title') ?? key,
      description: ownString(channel.value, 'description'),
      extension,
      channels: [channel],
      pointer: channel.pointer,
    };
  });
}

function buildProvider(root: JsonObject, draft: ProviderDraft, identifiers: TypeNames, report: Report): Provider {
  const identifier = pascalCase(draft.key);
  if (identifiers.claim(identifier, draft.pointer))
    report({
      code: 'name-collision',
      message: `two providers would both be called ${identifier} in code`,
      fix: 'give one of them another key',
      pointer: joinPointer(draft.pointer, 'x-webhook', 'provider'),
    });
  const signature = readSignature(draft.extension);
  const names = new TypeNames(moduleNames(identifier));
  const named = nameMessages(draft, names, report);
  const reader = createSchemaReader(root, names, report);
  const events = named.map((message) => buildEvent(root, draft, message, reader, report));
  const definitions = reader.definitions();
  const discrimination = findDiscriminator(events, definitions);
  reportAlike(draft, events, discrimination, report);
  return {
    key: draft.key,
    identifier,
    title: draft.title,
    description: draft.description,
    language: ownString(draft.extension, 'language') ?? 'en',
    layout: readLayout(draft.extension),
    sourceUrl: ownString(draft.extension, 'sourceUrl'),
    channels: draft.channels.map(({ key, address, pointer }) => ({ key, address, pointer })),
    signature,
    dedupe: readDedupe(draft.extension, signature),
    delivery: readDelivery(draft.extension),
    sections: readSections(draft.extension),
    unverified: readUnverified(draft.extension),
    discriminator: discrimination.discriminator,
    envelope: findEnvelope(events, definitions),
    events: events.map((event, index) => ({ ...event, discriminator: discrimination.values[index] ?? [] })),
    definitions,
    pointer: draft.pointer,
  };
}

interface NamedMessage extends MessageNode {
  readonly name: string;
  readonly typeName: string;
}

/** Names are keys in a channel's `messages`; the channel's key goes in front where another channel has other news of that name. */
function nameMessages(draft: ProviderDraft, names: TypeNames, report: Report): NamedMessage[] {
  const byName = new Map<string, Set<string>>();
  for (const channel of draft.channels)
    for (const message of channel.messages) byName.set(message.key, (byName.get(message.key) ?? new Set()).add(message.pointer));
  const taken = new Set<string>();
  const read = new Set<string>();
  return draft.channels.flatMap((channel) =>
    channel.messages.flatMap((message): NamedMessage[] => {
      const shared = (byName.get(message.key)?.size ?? 0) > 1;
      const name = shared ? `${channel.key}.${message.key}` : message.key;
      const identity = `${name}\n${message.pointer}`;
      if (read.has(identity)) return [];
      read.add(identity);
      if (taken.has(name)) {
        report(duplicateEvent(`${draft.key}.${name}`, message.pointer));
        return [];
      }
      taken.add(name);
      const typeName = pascalCase(name);
      const free = names.claimFirst([typeName, ...moduleTaken(draft.key, typeName)], message.pointer);
      if (free === null) report(eventCollision(name, typeName, draft.key, message.pointer));
      return [{ ...message, name, typeName: free ?? typeName }];
    }),
  );
}

function duplicateEvent(key: string, pointer: string): Finding {
  const fix = "give one of the messages another key in the channel's messages (in AsyncAPI 2.x: another messageId or name)";
  return { code: 'duplicate-event', message: `two events have the key ${key}`, fix, pointer, atKey: true };
}

function eventCollision(name: string, typeName: string, provider: string, pointer: string): Finding {
  const message = `event ${JSON.stringify(name)} would be the type ${typeName}, and so would another event of ${provider}`;
  return {
    code: 'name-collision',
    message,
    fix: 'rename one of the two so that they differ in more than punctuation and letter case',
    pointer,
    atKey: true,
  };
}

/** The name of an event whose plain one the module has for something else. */
function moduleTaken(key: string, typeName: string): string[] {
  const reserved = moduleNames(pascalCase(key)).map((name) => name.toLowerCase());
  return reserved.includes(typeName.toLowerCase()) ? [`${typeName}Payload`] : [];
}

type EventDraft = Omit<WebhookEvent, 'discriminator'>;

function buildEvent(root: JsonObject, draft: ProviderDraft, message: NamedMessage, reader: SchemaReader, report: Report): EventDraft {
  const { value, pointer, name } = message;
  const extension = ownObject(value, 'x-webhook');
  const at = joinPointer(pointer, 'payload');
  checkFormat(ownString(value, 'schemaFormat'), joinPointer(pointer, 'schemaFormat'), report);
  const payload = reader.readPayload(own(value, 'payload') ?? true, at);
  const resourceTypes = ownArray(extension ?? {}, 'resourceTypes').filter((type) => typeof type === 'string');
  return {
    key: `${draft.key}.${name}`,
    provider: draft.key,
    name,
    event: ownString(value, 'name') ?? message.key,
    typeName: message.typeName,
    title: ownString(value, 'title'),
    summary: ownString(value, 'summary'),
    description: ownString(value, 'description'),
    group: ownString(follow(root, ownArray(value, 'tags')[0], '')?.value, 'name'),
    resourceTypes,
    resourceTypesText: ownString(extension ?? {}, 'resourceTypesText'),
    access: message.access,
    restLink: readRestLink(root, value, extension),
    deprecated: own(payload.schema as Json, 'deprecated') === true,
    contentType: ownString(value, 'contentType') ?? ownString(root, 'defaultContentType') ?? 'application/json',
    headers: readHeaders(root, value, pointer, reader),
    payload: payload.schema,
    examples: readExamples(value, extension, pointer),
    unverified: readUnverified(extension),
    notes: ownArray(extension ?? {}, 'notes').filter((note) => typeof note === 'string'),
    pointer,
    payloadPointer: payload.pointer,
  };
}

function readRestLink(root: JsonObject, message: JsonObject, extension: JsonObject | null): RestLink | null {
  const docs = follow(root, own(message, 'externalDocs'), '')?.value;
  const url = ownString(docs, 'url');
  return url === null ? null : { label: ownString(extension ?? {}, 'restLinkLabel'), text: ownString(docs, 'description'), url };
}

/** The http binding's headers are on the wire; `headers` may be of any protocol, and stand in where there is no binding. */
function readHeaders(root: JsonObject, message: JsonObject, pointer: string, reader: SchemaReader): Schema | null {
  const bindings = follow(root, own(message, 'bindings'), joinPointer(pointer, 'bindings'));
  const http = bindings && follow(root, own(bindings.value, 'http'), joinPointer(bindings.pointer, 'http'));
  const bound = http && own(http.value, 'headers');
  if (bound !== null && bound !== undefined) return reader.readPayload(bound, joinPointer(http?.pointer ?? pointer, 'headers')).schema;
  const headers = own(message, 'headers');
  return headers === undefined ? null : reader.readPayload(headers, joinPointer(pointer, 'headers')).schema;
}

/** AsyncAPI keeps extensions off a message example, so the message names the constructed ones. */
function readExamples(message: JsonObject, extension: JsonObject | null, pointer: string): Example[] {
  const constructed = ownArray(extension ?? {}, 'constructedExamples');
  return ownArray(message, 'examples').flatMap((example, index): Example[] => {
    const payload = own(example, 'payload');
    if (payload === undefined) return [];
    const name = ownString(example, 'name');
    return [
      {
        name,
        summary: ownString(example, 'summary'),
        payload,
        headers: ownObject(example, 'headers'),
        constructed: name !== null && constructed.includes(name),
        pointer: joinPointer(pointer, 'examples', index, 'payload'),
      },
    ];
  });
}

/** The one definition that every payload includes at its top. */
function findEnvelope(events: readonly EventDraft[], definitions: readonly Definition[]): string | null {
  const included = events.map(
    ({ payload }) => new Set(ownArray(payload as Json, 'allOf').flatMap((part) => ownString(part, '$ref') ?? [])),
  );
  const shared = definitions.filter(({ typeName }) => included.every((refs) => refs.has(`#/definitions/${typeName}`)));
  return events.length > 0 && shared.length === 1 ? (shared[0]?.typeName ?? null) : null;
}

function reportAlike(draft: ProviderDraft, events: readonly EventDraft[], discrimination: Discrimination, report: Report): void {
  if (events.length === 0)
    report({
      code: 'no-events',
      message: `${draft.title || draft.key} has no messages: there is nothing to generate for it`,
      fix: 'add messages to its channel',
      pointer: draft.pointer,
      atKey: true,
    });
  for (const names of discrimination.alike) {
    const shown = names.length > 6 ? [...names.slice(0, 6), `${names.length - 6} more`] : names;
    report({
      code: 'indistinguishable-events',
      message: `nothing in the payloads tells ${shown.join(', ')} apart: no receiver is generated for ${draft.key}`,
      fix: 'give each of them a property with a const of its own, or a header of the http binding',
      pointer: events.find(({ name }) => name === names[0])?.pointer ?? draft.pointer,
      atKey: true,
    });
  }
}
