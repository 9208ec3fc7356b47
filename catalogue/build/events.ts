import type { Example, Json, JsonObject, RestLink, Schema, WebhookEvent } from '../model/model.js';
import { moduleNames, pascalCase, type TypeNames } from '../model/names.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding, ReportFinding } from '../model/problem.js';
import { getArray, getObject, getOwn, getString } from '../model/properties.js';
import { checkFormat, type SchemaReader } from '../schema/schema-reader.js';
import { type ChannelNode, follow, type MessageNode } from './document.js';
import { readUnverified } from './webhook.js';

/** A provider's key, and the channels of its messages. */
export interface ProviderMessages {
  readonly key: string;
  readonly channels: readonly ChannelNode[];
}

export interface NamedMessage extends MessageNode {
  readonly name: string;
  readonly typeName: string;
}

/** Names are keys in a channel's `messages`. The channel's key precedes a name that means different messages. */
export function nameMessages(provider: ProviderMessages, names: TypeNames, report: ReportFinding): NamedMessage[] {
  const byName = new Map<string, Set<string>>();
  for (const channel of provider.channels)
    for (const message of channel.messages) byName.set(message.key, (byName.get(message.key) ?? new Set()).add(message.pointer));
  const taken = new Set<string>();
  const read = new Set<string>();
  return provider.channels.flatMap((channel) =>
    channel.messages.flatMap((message): NamedMessage[] => {
      const shared = (byName.get(message.key)?.size ?? 0) > 1;
      const name = shared ? `${channel.key}.${message.key}` : message.key;
      const identity = `${name}\n${message.pointer}`;
      if (read.has(identity)) return [];
      read.add(identity);
      if (taken.has(name)) {
        report(duplicateEvent(`${provider.key}.${name}`, message.pointer));
        return [];
      }
      taken.add(name);
      if (name === '' || name.split('.').includes('*')) report(unusableName(name, message.pointer));
      const typeName = pascalCase(name);
      const free = names.claimFirst([typeName, ...unreservedNames(provider.key, typeName)], message.pointer);
      if (free === null) report(eventCollision(name, typeName, provider.key, message.pointer));
      return [{ ...message, name, typeName: free ?? typeName }];
    }),
  );
}

function duplicateEvent(key: string, pointer: string): Finding {
  const fix = "give one of the messages another key in the channel's messages (in AsyncAPI 2.x: another messageId or name)";
  return { code: 'duplicate-event', message: `two events have the key ${key}`, fix, pointer, atKey: true };
}

function unusableName(name: string, pointer: string): Finding {
  const message = `an event can't be called ${JSON.stringify(name)}: ${name === '' ? 'nothing could name it' : 'handlers by wildcard, such as order.*, would have its name'}`;
  return {
    code: 'name-collision',
    message,
    fix: "give the message another key in the channel's messages; its wire name may stay",
    pointer,
    atKey: true,
  };
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

/** Another name for an event whose own is reserved in the module. */
function unreservedNames(key: string, typeName: string): string[] {
  const reserved = moduleNames(pascalCase(key)).map((name) => name.toLowerCase());
  return reserved.includes(typeName.toLowerCase()) ? [`${typeName}Payload`] : [];
}

/** An event before its provider's discriminator is known. */
export type EventDraft = Omit<WebhookEvent, 'discriminator'>;

/** Reads one message. The shared schemas of its payload become definitions of the reader. */
export function buildEvent(
  root: JsonObject,
  provider: string,
  message: NamedMessage,
  reader: SchemaReader,
  report: ReportFinding,
): EventDraft {
  const { value, pointer, name } = message;
  const extension = getObject(value, 'x-webhook');
  const at = joinPointer(pointer, 'payload');
  checkFormat(getString(value, 'schemaFormat'), joinPointer(pointer, 'schemaFormat'), report);
  const payload = reader.readPayload(getOwn(value, 'payload') ?? true, at);
  const resourceTypes = getArray(extension ?? {}, 'resourceTypes').filter((type) => typeof type === 'string');
  return {
    key: `${provider}.${name}`,
    provider,
    name,
    event: getString(value, 'name') ?? message.key,
    typeName: message.typeName,
    title: getString(value, 'title'),
    summary: getString(value, 'summary'),
    description: getString(value, 'description'),
    group: getString(follow(root, getArray(value, 'tags')[0], '')?.value, 'name'),
    resourceTypes,
    resourceTypesText: getString(extension ?? {}, 'resourceTypesText'),
    access: message.access,
    restLink: readRestLink(root, value, extension),
    deprecated: getOwn(payload.schema as Json, 'deprecated') === true,
    sunset: getString(extension ?? {}, 'sunset'),
    contentType: getString(value, 'contentType') ?? getString(root, 'defaultContentType') ?? 'application/json',
    headers: readHeaders(root, value, pointer, reader),
    payload: payload.schema,
    examples: readExamples(value, extension, pointer),
    unverified: readUnverified(extension),
    notes: getArray(extension ?? {}, 'notes').filter((note) => typeof note === 'string'),
    pointer,
    payloadPointer: payload.pointer,
  };
}

function readRestLink(root: JsonObject, message: JsonObject, extension: JsonObject | null): RestLink | null {
  const docs = follow(root, getOwn(message, 'externalDocs'), '')?.value;
  const url = getString(docs, 'url');
  return url === null ? null : { label: getString(extension ?? {}, 'restLinkLabel'), text: getString(docs, 'description'), url };
}

/** The http binding's headers are on the wire. Without it, `headers` are used, which may be of any protocol. */
function readHeaders(root: JsonObject, message: JsonObject, pointer: string, reader: SchemaReader): Schema | null {
  const bindings = follow(root, getOwn(message, 'bindings'), joinPointer(pointer, 'bindings'));
  const http = bindings && follow(root, getOwn(bindings.value, 'http'), joinPointer(bindings.pointer, 'http'));
  const bound = http && getOwn(http.value, 'headers');
  if (bound !== null && bound !== undefined) return reader.readPayload(bound, joinPointer(http?.pointer ?? pointer, 'headers')).schema;
  const headers = getOwn(message, 'headers');
  return headers === undefined ? null : reader.readPayload(headers, joinPointer(pointer, 'headers')).schema;
}

/** AsyncAPI allows no extensions on a message's example, so the message names the constructed examples. */
function readExamples(message: JsonObject, extension: JsonObject | null, pointer: string): Example[] {
  const constructed = getArray(extension ?? {}, 'constructedExamples');
  return getArray(message, 'examples').flatMap((example, index): Example[] => {
    const payload = getOwn(example, 'payload');
    if (payload === undefined) return [];
    const name = getString(example, 'name');
    return [
      {
        name,
        summary: getString(example, 'summary'),
        payload,
        headers: getObject(example, 'headers'),
        constructed: name !== null && constructed.includes(name),
        pointer: joinPointer(pointer, 'examples', index, 'payload'),
      },
    ];
  });
}
