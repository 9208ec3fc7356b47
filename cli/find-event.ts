import { nearNames } from '@hookbook/testkit/near-names';
import type { Catalogue, Json, Provider, WebhookEvent } from '../catalogue/model/model.js';
import { valueAt } from '../catalogue/model/pointer.js';
import { UsageError } from './exit.js';

/** An event with its provider: its payload's schema refers to the provider's definitions. */
export interface Placed {
  readonly provider: Provider;
  readonly event: WebhookEvent;
}

export function placeEvents({ providers }: Catalogue): readonly Placed[] {
  return providers.flatMap((provider) => provider.events.map((event) => ({ provider, event })));
}

/** The event of a key (`ecwid.order.created`), or of a name that one provider only has. Throws a UsageError that names the choice. */
export function findByKey(events: readonly Placed[], key: string): Placed {
  const exact = events.find(({ event }) => event.key === key);
  if (exact) return exact;
  const named = events.filter(({ event }) => event.name === key);
  const [only] = named;
  if (only && named.length === 1) return only;
  if (only) throw new UsageError(`several providers have an event ${key}: say ${named.map(({ event }) => event.key).join(' or ')}`);
  const near = closestKeys(events, key);
  const meant = near.length === 0 ? 'hookbook list shows what it has' : `did you mean ${near.join(' or ')}?`;
  throw new UsageError(`the document has no event ${JSON.stringify(key)}; ${meant}`);
}

/** Of keys that are near, or else of events whose names are, whoever sends them. */
function closestKeys(events: readonly Placed[], key: string): readonly string[] {
  const keys = nearNames(
    key,
    events.map(({ event }) => event.key),
  );
  if (keys.length > 0) return keys;
  const names = nearNames(key, [...new Set(events.map(({ event }) => event.name))]);
  return names.flatMap((name) => events.filter(({ event }) => event.name === name).map(({ event }) => event.key));
}

/**
 * The events that a payload can be, by the values that tell a provider's events apart. Several, where providers share a name, or
 * where only a header would tell; all events of the providers that nothing tells apart, where no other fits.
 */
export function findByPayload(events: readonly Placed[], payload: Json): readonly Placed[] {
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
