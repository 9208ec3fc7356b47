import type { Dedupe, Delivery, Provider, Signature, Source } from './model.js';

/** The first status that the provider accepts as an acknowledgement; 200 if any is, or if none is documented. */
export function acknowledgeWith({ acknowledges }: Delivery): number {
  return (acknowledges.find((status) => typeof status === 'number' && status >= 200 && status <= 299) as number | undefined) ?? 200;
}

/**
 * What receivers compare to find duplicates: what the document names, but never a header that the signature doesn't
 * cover. Anyone who captured a signed request could send it again under another id. Receivers then compare the hash of
 * the signed body.
 */
export function dedupeBy({ signature, dedupe }: Pick<Provider, 'signature' | 'dedupe'>): Dedupe {
  if (dedupe.by === 'body' || signature === null || !signature.coversBody) return dedupe;
  return dedupe.sources.every((source) => isSigned(source, signature)) ? dedupe : { by: 'body' };
}

/** Whether a signature covers a value of the request. If it covers the body, it covers each property of it. */
export function isSigned(source: Source, { signed, coversBody }: Pick<Signature, 'signed' | 'coversBody'>): boolean {
  if (source.kind === 'pointer') return coversBody || signed.some((part) => part.kind === 'pointer' && part.pointer === source.pointer);
  return signed.some((part) => part.kind === 'header' && part.header.toLowerCase() === source.header.toLowerCase());
}
