import type { ProviderFacts, SignatureScheme, Source } from '@hookbook/runtime';
import { isSameSource, listPointers, listSources } from '@hookbook/runtime/inspect';

type Facts = Pick<ProviderFacts, 'signature' | 'dedupe' | 'discriminator'>;
type Signing = Pick<ProviderFacts, 'signature' | 'title'>;

/** Why there is no signature to forge; null if there is one. */
export const whyUnsigned = ({ signature, title }: Signing): string | null =>
  signature === null ? `the document defines no signature for ${title}: anyone who knows the URL can send events` : null;

/** Why no request is stale; null if requests can be. */
export function whyUntimed({ signature, title }: Signing): string | null {
  if (signature?.timestamp === null) return `${title} signs no time: a replayed request can be detected only by its id`;
  return signature?.toleranceMs === null ? 'the document defines no tolerance for the signed time' : whyUnsigned({ signature, title });
}

/** Ecwid's signature covers an id and a time, but not the body. */
export function coversBody({ signature }: Pick<Facts, 'signature'>): boolean {
  return signature?.signed.some(({ kind }) => kind === 'body') ?? false;
}

/** Whether bodies without certain fields can be signed: not if fields of the body are signed. */
export function signsAnyBody({ signature }: Facts): boolean {
  return signature === null || listPointers([...signature.signed, signature.timestamp]).length === 0;
}

/** What is signed besides the body and the time. */
export function signedSources({ signed, timestamp }: SignatureScheme): Source[] {
  return listSources(signed).filter((source) => !isSameSource(source, timestamp));
}

/** The fields that a body needs to be signed, identified and deduplicated. */
export function fixedPointers({ signature, dedupe, discriminator }: Facts): string[] {
  const ids = dedupe.by === 'sources' ? dedupe.sources : [];
  return listPointers([...discriminator, ...ids, ...(signature?.signed ?? []), signature?.timestamp]);
}
