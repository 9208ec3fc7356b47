/** A thing in two versions; null in the version that doesn't have it. */
export type Matched<T> = { readonly older: T; readonly newer: T | null } | { readonly older: T | null; readonly newer: T };

/** Gives the newer thing that an older one without a counterpart became; null if there is none. */
export type FindRenamed<T> = (older: T, candidates: ReadonlySet<T>) => T | null;

/**
 * Pairs things with the same key; `findRenamed` pairs the others. In the newer order; a removed
 * thing follows the one that it followed in the older version.
 */
export function matchByKey<T>(
  older: readonly T[],
  newer: readonly T[],
  keyOf: (one: T) => string,
  findRenamed: FindRenamed<T> = () => null,
): Matched<T>[] {
  const byKey = new Map(newer.map((one) => [keyOf(one), one]));
  const known = new Set(older.map(keyOf));
  const candidates = new Set(newer.filter((one) => !known.has(keyOf(one))));
  const origins = new Map<T, T>();
  const removed = new Map<T | null, T[]>();
  let previous: T | null = null;
  for (const one of older) {
    const same = byKey.get(keyOf(one)) ?? (candidates.size > 0 ? findRenamed(one, candidates) : null);
    if (same === null) removed.set(previous, [...(removed.get(previous) ?? []), one]);
    else {
      candidates.delete(same);
      origins.set(same, one);
      previous = same;
    }
  }
  const removedAfter = (one: T | null): Matched<T>[] => (removed.get(one) ?? []).map((each) => ({ older: each, newer: null }));
  return [...removedAfter(null), ...newer.flatMap((one) => [{ older: origins.get(one) ?? null, newer: one }, ...removedAfter(one)])];
}
