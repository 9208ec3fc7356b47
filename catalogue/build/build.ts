import type { Catalogue, Definition, JsonObject, Provider } from '../model/model.js';
import { isReservedKey, moduleNames, pascalCase, providerKey, TypeNames } from '../model/names.js';
import { joinPointer } from '../model/pointer.js';
import type { ReportFinding } from '../model/problem.js';
import { getObject, getString } from '../model/properties.js';
import { type Discrimination, findDiscriminator } from '../schema/discriminators.js';
import { createSchemaReader } from '../schema/schema-reader.js';
import { openTree } from '../schema/tree.js';
import { type ChannelNode, readChannels } from './document.js';
import { buildEvent, type EventDraft, nameMessages, type ProviderMessages } from './events.js';
import { readDedupe, readDelivery, readLayout, readQuery, readSections, readSignature, readUnverified } from './webhook.js';

/** Builds the catalogue from a bundled document that is valid AsyncAPI, and reports what else is wrong. */
export function buildCatalogue(root: JsonObject, report: ReportFinding): Catalogue {
  const info = getObject(root, 'info') ?? {};
  const channels = readChannels(root);
  const drafts = draftProviders(channels, getString(info, 'title') ?? '', report);
  const identifiers = new TypeNames([]);
  const providers = drafts.map((draft) => buildProvider(root, draft, identifiers, report));
  return {
    title: getString(info, 'title') ?? '',
    version: getString(info, 'version') ?? '',
    description: getString(info, 'description'),
    asyncapi: getString(root, 'asyncapi') ?? '',
    providers,
    document: root,
  };
}

/** A provider before its events are read. */
interface ProviderDraft extends ProviderMessages {
  readonly title: string;
  readonly description: string | null;
  readonly extension: JsonObject;
  readonly pointer: string;
}

/** One provider per channel with `x-webhook.provider`; without it, one with the document's title and all channels. */
function draftProviders(channels: readonly ChannelNode[], title: string, report: ReportFinding): ProviderDraft[] {
  const extended = channels.filter(({ value }) => getObject(value, 'x-webhook'));
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
    const extension = getObject(channel.value, 'x-webhook') ?? {};
    const key = getString(extension, 'provider') ?? '';
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
      title: getString(extension, 'title') ?? getString(channel.value, 'title') ?? key,
      description: getString(channel.value, 'description'),
      extension,
      channels: [channel],
      pointer: channel.pointer,
    };
  });
}

function buildProvider(root: JsonObject, draft: ProviderDraft, identifiers: TypeNames, report: ReportFinding): Provider {
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
  const events = named.map((message) => buildEvent(root, draft.key, message, reader, report));
  const definitions = reader.definitions();
  const discrimination = findDiscriminator(events, definitions);
  reportAlike(draft, events, discrimination, report);
  return {
    key: draft.key,
    identifier,
    title: draft.title,
    description: draft.description,
    language: getString(draft.extension, 'language') ?? 'en',
    layout: readLayout(draft.extension),
    sourceUrl: getString(draft.extension, 'sourceUrl'),
    channels: draft.channels.map(({ key, address, pointer }) => ({ key, address, pointer })),
    signature,
    dedupe: readDedupe(draft.extension, signature),
    delivery: readDelivery(draft.extension),
    query: readQuery(draft.extension),
    sections: readSections(draft.extension),
    unverified: readUnverified(draft.extension),
    discriminator: discrimination.discriminator,
    envelope: findEnvelope(events, definitions),
    events: events.map((event, index) => ({ ...event, discriminator: discrimination.values[index] ?? [] })),
    definitions,
    pointer: draft.pointer,
  };
}

/** The one definition that every payload includes at its top. */
function findEnvelope(events: readonly EventDraft[], definitions: readonly Definition[]): string | null {
  const tree = openTree(definitions);
  const included = events.map(
    ({ payload }) =>
      new Set(
        tree
          .read(payload)
          .list('allOf')
          .map(({ reference }) => reference),
      ),
  );
  const shared = definitions.filter(({ typeName }) => included.every((names) => names.has(typeName)));
  return events.length > 0 && shared.length === 1 ? (shared[0]?.typeName ?? null) : null;
}

function reportAlike(draft: ProviderDraft, events: readonly EventDraft[], discrimination: Discrimination, report: ReportFinding): void {
  if (events.length === 0)
    report({
      code: 'no-events',
      message: `${draft.title || draft.key} has no messages: there is nothing to generate for it`,
      fix: 'add messages to its channel',
      pointer: draft.pointer,
      atKey: true,
    });
  for (const { names, lack } of discrimination.alike) {
    const shown = (names.length > 6 ? [...names.slice(0, 6), `${names.length - 6} more`] : names).join(', ');
    const reason =
      lack === null
        ? `nothing in the payloads tells ${shown} apart`
        : `the other events are told by the value of ${lack}, and ${shown} ${names.length === 1 ? 'has' : 'have'} none there`;
    report({
      code: 'indistinguishable-events',
      message: `${reason}: no receiver is generated for ${draft.key}`,
      fix:
        lack === null
          ? 'give each of them a property with a const of its own, or a header of the http binding'
          : `give each a const at ${lack}`,
      pointer: events.find(({ name }) => name === names[0])?.pointer ?? draft.pointer,
      atKey: true,
    });
  }
}
