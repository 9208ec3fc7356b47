import type { ProviderFacts, SignatureScheme, SignedPart, Source } from '@hookbook/runtime';

type Facts = Pick<ProviderFacts, 'signature' | 'dedupe' | 'discriminator'>;

const isSource = (part: SignedPart): part is Source => part.kind === 'pointer' || part.kind === 'header';
const same = (left: Source) => (right: Source | null) => right !== null && JSON.stringify(left) === JSON.stringify(right);

export const isUnsigned = ({ signature }: Facts) => (signature === null ? 'the provider signs nothing' : null);

/** Ecwid's signature covers an id and a time, but not the body. */
export function coversBody({ signature }: Facts): boolean {
  return signature?.signed.some(({ kind }) => kind === 'body') ?? false;
}

/** Whether bodies without certain fields can be signed: not if fields of the body are signed. */
export function signsAnyBody({ signature }: Facts): boolean {
  return signature === null || ![...signature.signed, signature.timestamp].some((part) => part?.kind === 'pointer');
}

/** What is signed besides the body and the time. */
export function signedSources({ signed, timestamp }: SignatureScheme): Source[] {
  return signed.filter(isSource).filter((source) => !same(source)(timestamp));
}

/** The fields that a body needs to be signed, identified and deduplicated. */
export function fixedPointers({ signature, dedupe, discriminator }: Facts): string[] {
  const ids = dedupe.by === 'sources' ? dedupe.sources : [];
  const parts = [...discriminator, ...ids, ...(signature?.signed ?? []), signature?.timestamp];
  return parts.flatMap((part) => (part?.kind === 'pointer' ? [part.pointer] : []));
}
