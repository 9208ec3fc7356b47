import type { Dedupe, Delivery, Provider } from './model.js';

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
