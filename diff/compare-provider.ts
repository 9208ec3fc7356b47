import { isDeepStrictEqual } from 'node:util';
import { canonical } from '../catalogue/model/canonical.js';
import { groupBy } from '../catalogue/model/group.js';
import type { Channel, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { joinPointer } from '../catalogue/model/pointer.js';
import { tolerantProvider } from '../catalogue/schema/policy.js';
import type { CompareOptions, Difference } from './change.js';
import { compareEvent, type EventComparison } from './compare-event.js';
import { compareDelivery } from './delivery/compare-delivery.js';
import { compareQuery } from './delivery/compare-query.js';
import { compareSignature } from './delivery/compare-signature.js';
import { describeSource } from './delivery/describe.js';
import { differ } from './difference.js';
import { compareAddedEvent, compareRemovedEvent } from './lifecycle.js';
import { type FindRenamed, matchByKey } from './match.js';
import { createSchemaComparison } from './payload/compare-schemas.js';
import { compareNames } from './source/compare-names.js';
import { createTypeComparison } from './source/compare-types.js';

/** First what concerns the whole provider, then event by event. */
export function compareProvider(older: Provider, newer: Provider, options: CompareOptions): Difference[] {
  const comparison = openComparison(older, newer, options);
  const events = matchByKey(older.events, newer.events, ({ name }) => name, createFindRenamed(newer.events));
  return [
    ...compareAddress(older, newer),
    ...compareSignature(older, newer),
    ...compareDedupe(older, newer),
    ...compareDelivery(older, newer),
    ...compareQuery(older, newer),
    ...compareDiscriminator(older, newer),
    ...compareNames(older, newer, comparison.payloads.isSame),
    ...events.flatMap(({ older: was, newer: is }) => {
      if (was === null) return is === null ? [] : compareAddedEvent(is);
      return is === null ? compareRemovedEvent(was, newer, options.today) : compareEvent(was, is, comparison);
    }),
  ];
}

/** A receiver's code is compiled against the tolerant types, a publisher's against the strict ones. */
function openComparison(older: Provider, newer: Provider, { side }: CompareOptions): EventComparison {
  const tolerant = tolerantProvider(older);
  const [one, two] = side === 'receiver' ? [tolerant, tolerantProvider(newer)] : [older, newer];
  const types = createTypeComparison(one.definitions, two.definitions);
  const tolerated = createSchemaComparison(tolerant.definitions, newer.definitions);
  const payloadsOf = (provider: Provider) => {
    const payloads = new Map(provider.events.map(({ key, payload }) => [key, payload]));
    return ({ key }: WebhookEvent) => payloads.get(key) ?? true;
  };
  const [readOlder, readNewer, readTolerant] = [payloadsOf(one), payloadsOf(two), payloadsOf(tolerant)];
  return {
    payloads: createSchemaComparison(older.definitions, newer.definitions),
    compareTypes: (was, is) => types(readOlder(was), readNewer(is)),
    compareTolerant: (was, is) => tolerated.compare(readTolerant(was), is.payload),
  };
}

/** Finds the same event under another name, with the same values on the wire. */
function createFindRenamed(newer: readonly WebhookEvent[]): FindRenamed<WebhookEvent> {
  const wireOf = ({ event, discriminator }: WebhookEvent) => canonical([event, discriminator.map(({ values }) => values)]);
  const byWire = groupBy(newer, wireOf);
  return (older, candidates) => {
    const alike = (byWire.get(wireOf(older)) ?? []).filter((one) => candidates.has(one));
    return alike.length === 1 ? (alike[0] ?? null) : null;
  };
}

function compareAddress(older: Provider, newer: Provider): Difference[] {
  return matchByKey(older.channels, newer.channels, ({ key }) => key, findRenamedChannel).flatMap(({ older: one, newer: two }) => {
    if (one === null || two === null || one.address === two.address) return [];
    const message = `the address of ${two.key} is ${two.address ?? 'not set'}, was ${one.address ?? 'not set'}`;
    return [differ('address-changed', newer, message, joinPointer(two.pointer, 'address'))];
  });
}

/** A channel's key is internal to the document; requests go to its address. */
const findRenamedChannel: FindRenamed<Channel> = (older, candidates) => {
  const [first, ...others] = candidates;
  return [...candidates].find(({ address }) => address === older.address) ?? (others.length === 0 ? (first ?? null) : null);
};

function compareDedupe(older: Provider, newer: Provider): Difference[] {
  const describe = ({ dedupe }: Provider) => (dedupe.by === 'body' ? ['the body'] : dedupe.sources.map(describeSource));
  const [was, is] = [describe(older), describe(newer)];
  if (isDeepStrictEqual(was, is)) return [];
  const message = `deliveries are identified by ${is.join(', ')}, was ${was.join(', ')}`;
  return [differ('dedupe-changed', newer, message, joinPointer(newer.pointer, 'x-webhook', 'dedupe'))];
}

/** What distinguishes events follows from all payloads together: a new event may change it. */
function compareDiscriminator(older: Provider, newer: Provider): Difference[] {
  const describe = ({ discriminator }: Provider) => discriminator?.sources.map(describeSource) ?? null;
  const [was, is] = [describe(older), describe(newer)];
  if (isDeepStrictEqual(was, is)) return [];
  if (is === null) return [differ('receiver-removed', newer, 'events can no longer be distinguished: there is no receiver')];
  if (was === null) return [differ('receiver-added', newer, `events are distinguished by ${is.join(' and ')}: there is now a receiver`)];
  const message = `events are distinguished by ${is.join(' and ') || 'nothing, as there is only one'}, was ${was.join(' and ') || 'nothing, as there was only one'}`;
  return [differ('discriminator-changed', newer, message)];
}
