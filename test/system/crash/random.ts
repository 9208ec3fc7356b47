/** Numbers that look like chance and are the same for the same seed. */
export interface Random {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** Marsaglia's xorshift of 32 bits, behind a scrambled seed. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0 || 1;
  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  }
  for (let skip = 0; skip < 8; skip++) next();
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));

  function shuffle<Item>(items: readonly Item[]): Item[] {
    const left = [...items];
    return items.flatMap(() => left.splice(between(0, left.length - 1), 1));
  }

  return { between, chance: (probability) => next() < probability, shuffle };
}
