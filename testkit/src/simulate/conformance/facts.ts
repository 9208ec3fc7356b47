import type { ProviderFacts, SignatureScheme, SignedPart, Source } from '@hookbook/runtime';

type Facts = Pick<ProviderFacts, 'signature' | 'dedupe' | 'discriminator'>;

const isSource = (part: SignedPart): part is Source => part.kind === 'pointer' || part.kind === 'header';
const same = (left: Source) => (right: Source | null) => right !== null && JSON.stringify(left) === JSON.stringify(right);

export const isUnsigned = ({ signature }: Facts) => (signature === null ? 'the provider signs nothing' : null);

/** Ecwid's covers an id and a time. */
export function coversBody({ signature }: Facts): boolean {
  return signature?.signed.some(({ kind }) => kind === 'body') ?? false;
}

/** Where members of the body are signed, one that lacks them can't be. */
export function signsAnyBody({ signature }: Facts): boolean {
  return signature === null || ![...signature.signed, signature.timestamp].some((part) => part?.kind === 'pointer');
}

/** What is signed beside the body and the time. */
export function signedSources({ signed, timestamp }: SignatureScheme): Source[] {
  return signed.filter(isSource).filter((source) => !same(source)(timestamp));
}

/** The members that a body needs to be of its event, to be signed, and to be told apart. */
export function fixedPointers({ signature, dedupe, discriminator }: Facts): string[] {
  const ids = dedupe.by === 'sources' ? dedupe.sources : [];
  const parts = [...discriminator, ...ids, ...(signature?.signed ?? []), signature?.timestamp];
  return parts.flatMap((part) => (part?.kind === 'pointer' ? [part.pointer] : []));
}
