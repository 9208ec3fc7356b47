import type { SignedPart, Source } from './contract.js';

type Part = SignedPart | null | undefined;

const isSource = (part: Part): part is Source => part?.kind === 'pointer' || part?.kind === 'header';

/** The values of the request among these parts. */
export const listSources = (parts: readonly Part[]): Source[] => parts.filter(isSource);

export const listPointers = (parts: readonly Part[]): string[] => parts.flatMap((part) => (part?.kind === 'pointer' ? [part.pointer] : []));

export const listHeaders = (parts: readonly Part[]): string[] => parts.flatMap((part) => (part?.kind === 'header' ? [part.header] : []));

export function isSameSource(one: Source | null, other: Source | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
