import type { Delivery, Json, Provider, Signature, SignedPart, Source } from '../catalogue/model.js';

/** The document's facts in the shape that the runtime takes them, its `ProviderContract`. */
export function buildContract(provider: Provider): Json {
  const { key, title, events, signature, dedupe, delivery, discriminator } = provider;
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

/** The first status that the provider takes for an acknowledgement; 200 where it takes any, or doesn't say. */
export function acknowledgeWith({ acknowledge }: Delivery): number {
  return (acknowledge.find((status) => typeof status === 'number' && status >= 200 && status <= 299) as number | undefined) ?? 200;
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
