/** The random numbers of a simulation: the same seed produces the same ids. Not for secrets. */
export interface SeededRandom {
  /** An integer from 0 to `end` - 1. */
  below(end: number): number;
  text(length: number, alphabet: string): string;
  /** Version 4 (RFC 9562). */
  uuid(): string;
}

export const randomSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

const hex = '0123456789abcdef';

/** Mulberry32 by Tommy Ettinger: 32 bits of state are enough for ids. */
export function createRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  function below(end: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }
  const text = (length: number, alphabet: string) => Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('');
  const uuid = () => `${text(8, hex)}-${text(4, hex)}-4${text(3, hex)}-${text(1, '89ab')}${text(3, hex)}-${text(12, hex)}`;
  return { below, text, uuid };
}
