/** The values of each key, in order of the keys' first use. */
export function groupEntries<T>(entries: Iterable<readonly [key: string, value: T]>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Groups things by a text that they have in common. */
export const groupBy = <T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> =>
  groupEntries(things.map((thing) => [keyOf(thing), thing] as const));
