import { nearNames } from '@hookbook/testkit/near-names';
import type { Catalogue, Json, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { valueAt } from '../catalogue/model/pointer.js';
import { UsageError } from './exit.js';

/** An event and its provider, to whose definitions the payload's schema refers. */
export interface ProviderEvent {
  readonly provider: Provider;
  readonly event: WebhookEvent;
}

export function listProviderEvents({ providers }: Catalogue): readonly ProviderEvent[] {
  return providers.flatMap((provider) => provider.events.map((event) => ({ provider, event })));
}

/** Finds an event by its key (`ecwid.order.created`) or unique name. Throws a UsageError that lists candidates. */
export function findByKey(events: readonly ProviderEvent[], key: string): ProviderEvent {
  const exact = events.find(({ event }) => event.key === key);
  if (exact) return exact;
  const named = events.filter(({ event }) => event.name === key);
  const [only] = named;
  if (only && named.length === 1) return only;
  if (only) throw new UsageError(`several providers have an event ${key}: use ${named.map(({ event }) => event.key).join(' or ')}`);
  const near = closestKeys(events, key);
  const meant = near.length === 0 ? 'hookbook list shows what it has' : `did you mean ${near.join(' or ')}?`;
  throw new UsageError(`the document has no event ${JSON.stringify(key)}; ${meant}`);
}

/** Similar keys, or else the keys of events with a similar name, whatever their provider. */
function closestKeys(events: readonly ProviderEvent[], key: string): readonly string[] {
  const keys = nearNames(
    key,
    events.map(({ event }) => event.key),
  );
  if (keys.length > 0) return keys;
  const names = nearNames(key, [...new Set(events.map(({ event }) => event.name))]);
  return names.flatMap((name) => events.filter(({ event }) => event.name === name).map(({ event }) => event.key));
}

/**
 * Lists the events that a payload can be, by the discriminators' values. There are several if providers share a name,
 * or if only a header would identify the event. If none fits, these are the events of all providers without a
 * discriminator.
 */
export function findByPayload(events: readonly ProviderEvent[], payload: Json): readonly ProviderEvent[] {
  if (events.length === 1) return events;
  const matching = events.filter(
    ({ event }) =>
      event.discriminator.length > 0 &&
      event.discriminator.every(({ source, values }) => {
        if (source.kind === 'header') return true;
        const value = valueAt(payload, source.pointer);
        return values.some((expected) => expected === value);
      }),
  );
  return matching.length > 0 ? matching : events.filter(({ provider }) => provider.discriminator === null);
}
