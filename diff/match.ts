/** A thing of two versions: null on the side where there is none. */
export type Matched<T> = { readonly older: T; readonly newer: T | null } | { readonly older: T | null; readonly newer: T };

/**
 * Pairs what has one key in both versions; of the rest, `findRenamed` says which of the newer ones an older one became. In the newer order, what is
 * gone behind what it stood behind.
 */
export function matchByKey<T>(
  older: readonly T[],
  newer: readonly T[],
  keyOf: (one: T) => string,
  findRenamed: (older: T, candidates: ReadonlySet<T>) => T | null,
): Matched<T>[] {
  const byKey = new Map(newer.map((one) => [keyOf(one), one]));
  const known = new Set(older.map(keyOf));
  const candidates = new Set(newer.filter((one) => !known.has(keyOf(one))));
  const origins = new Map<T, T>();
  const gone = new Map<T | null, T[]>();
  let behind: T | null = null;
  for (const one of older) {
    const same = byKey.get(keyOf(one)) ?? (candidates.size > 0 ? findRenamed(one, candidates) : null);
    if (same === null) gone.set(behind, [...(gone.get(behind) ?? []), one]);
    else {
      candidates.delete(same);
      origins.set(same, one);
      behind = same;
    }
  }
  const goneBehind = (one: T | null): Matched<T>[] => (gone.get(one) ?? []).map((each) => ({ older: each, newer: null }));
  return [...goneBehind(null), ...newer.flatMap((one) => [{ older: origins.get(one) ?? null, newer: one }, ...goneBehind(one)])];
}

/** Things by a word for what they have in common. */
export function groupBy<T>(things: readonly T[], wordOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(wordOf(thing));
    if (group) group.push(thing);
    else groups.set(wordOf(thing), [thing]);
  }
  return groups;
}
