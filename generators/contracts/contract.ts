import type { DeliveryPolicy, ProviderFacts, SignatureScheme } from '@hookbook/runtime';
import type { Provider, Signature } from '../../catalogue/model/model.js';
import { acknowledgeWith, dedupeBy } from '../../catalogue/model/receiving.js';

/** What a receiver needs to know of its provider. */
export function buildContract(provider: Provider): ProviderFacts {
  const { key, title, events, signature, delivery, discriminator } = provider;
  return {
    provider: key,
    title,
    events: events.map(({ name }) => name),
    signature: signature === null ? null : buildScheme(signature),
    dedupe: dedupeBy(provider),
    acknowledge: acknowledgeWith(delivery),
    discriminator: discriminator?.sources ?? [],
  };
}

/** How the provider sends, for simulators. */
export function buildDelivery({ delivery, query }: Provider): DeliveryPolicy {
  const { note: _note, ...policy } = delivery;
  return { query, ...policy };
}

function buildScheme({ signedText: _signedText, coversBody: _coversBody, ...scheme }: Signature): SignatureScheme {
  return { ...scheme, header: scheme.header.toLowerCase() };
}
