import type { Dedupe, Delivery, Json, Provider, Signature, SignedPart, Source } from '../catalogue/model.js';

/** The document's facts in the shape that the runtime takes them, its `ProviderContract`. */
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

/** The first status that the provider takes for an acknowledgement; 200 where it takes any, or doesn't say. */
export function acknowledgeWith({ acknowledge }: Delivery): number {
  return (acknowledge.find((status) => typeof status === 'number' && status >= 200 && status <= 299) as number | undefined) ?? 200;
}

/**
 * What the receiver goes by: what the document says, but never a header that the signature leaves out. Whoever has seen one
 * signed request could send it again under another id, so the hash of the signed body takes its place.
 */
export function dedupeBy({ signature, dedupe }: Pick<Provider, 'signature' | 'dedupe'>): Dedupe {
  if (dedupe.by === 'body' || signature === null || !signature.coversBody) return dedupe;
  const signed = signature.signed.flatMap((part) => (part.kind === 'header' ? [part.header.toLowerCase()] : []));
  const loose = dedupe.sources.some((source) => source.kind === 'header' && !signed.includes(source.header.toLowerCase()));
  return loose ? { by: 'body' } : dedupe;
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
