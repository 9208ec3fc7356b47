import type { Found } from './found.js';

export interface Paired<T> {
  /** What differs within pairs. */
  readonly found: readonly Found[];
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** Pairs the alternatives of two unions that are most alike. `compare` gives null for two that can't be the same. */
export function pairAlternatives<T>(
  older: readonly T[],
  newer: readonly T[],
  compare: (older: T, newer: T) => readonly Found[] | null,
): Paired<T> {
  const candidates = older
    .flatMap((one, row) => newer.map((two, column) => ({ one, two, found: compare(one, two), apart: Math.abs(row - column) })))
    .filter(({ found }) => found !== null)
    .sort((left, right) => (left.found?.length ?? 0) - (right.found?.length ?? 0) || left.apart - right.apart);
  const [ones, twos] = [new Set(older), new Set(newer)];
  const found: Found[] = [];
  for (const candidate of candidates) {
    if (!ones.has(candidate.one) || !twos.has(candidate.two)) continue;
    ones.delete(candidate.one);
    twos.delete(candidate.two);
    found.push(...(candidate.found ?? []));
  }
  return { found, added: [...twos], removed: [...ones] };
}
