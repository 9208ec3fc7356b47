import type { Json, Provider, Signature, SignedPart, Source } from '../../catalogue/model/model.js';
import { acknowledgeWith, dedupeBy } from '../../catalogue/model/receiving.js';

/** What a receiver goes by, in the shape that the runtime takes it, its `ProviderFacts`. */
export function buildContract(provider: Provider): Json {
  const { key, title, events, signature, delivery, discriminator } = provider;
  const dedupe = dedupeBy(provider);
  return {
    provider: key,
    title,
    events: events.map(({ name }) => name),
    signature: signature === null ? null : buildScheme(signature),
    dedupe: dedupe.by === 'body' ? { by: 'body' } : { by: 'sources', sources: dedupe.sources.map(buildSource) },
    acknowledge: acknowledgeWith(delivery),
    discriminator: (discriminator?.sources ?? []).map(buildSource),
  };
}

/** How the provider sends, in the shape that the runtime's simulator takes it, its `DeliveryPolicy`. */
export function buildDelivery({ delivery, query }: Provider): Json {
  const { acknowledge, timeoutMs, connectTimeoutMs, retriesMs, retryForMs, disableAfterMs, notify, ordered } = delivery;
  return {
    query: query.map(({ name, value }) => ({ name, value: value.map(buildPart) })),
    acknowledges: [...acknowledge],
    timeoutMs,
    connectTimeoutMs,
    retriesMs: retriesMs === null ? null : [...retriesMs],
    retryForMs,
    disableAfterMs,
    notify,
    ordered,
  };
}

function buildScheme({ scheme, header, algorithm, encoding, prefix, signed, timestamp, toleranceMs }: Signature): Json {
  return {
    scheme,
    header: header.toLowerCase(),
    algorithm,
    encoding,
    prefix,
    signed: signed.map(buildPart),
    timestamp: timestamp === null ? null : buildSource(timestamp),
    toleranceMs,
  };
}

function buildPart(part: SignedPart): Json {
  if (part.kind === 'text') return { kind: 'text', text: part.text };
  return part.kind === 'body' ? { kind: 'body' } : buildSource(part);
}

function buildSource(source: Source): Json {
  return source.kind === 'pointer' ? { kind: 'pointer', pointer: source.pointer } : { kind: 'header', header: source.header.toLowerCase() };
}
