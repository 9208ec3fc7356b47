/**
 * Words that stand for a document's names and texts while other programs handle the code. They are put back afterwards, so
 * that no such program ever reads what a document says, nor renames what we named.
 */
export class Tokens {
  readonly #word: string;
  readonly #values: string[] = [];

  /** `texts` is everything that the tokens must not occur in. */
  constructor(texts: string) {
    const taken = new Set([...texts.matchAll(/Token([a-z]*)/g)].map(([, suffix]) => suffix));
    let count = 0;
    while (taken.has(lettersOf(count))) count += 1;
    this.#word = `Token${lettersOf(count)}`;
  }

  /** A new identifier, about as long as what it stands for, so that lines break where they will have to. */
  issue(value: string): string {
    const index = String(this.#values.push(value) - 1);
    return this.#word + index.padStart(Math.min(value.length, 60) - this.#word.length, '0');
  }

  /** A new identifier that stays in the code until its place is known. */
  reserve(): string {
    const token = this.issue('');
    this.#values[this.#values.length - 1] = token;
    return token;
  }

  /** The code with every token replaced by what it stands for. */
  restore(code: string): string {
    const pattern = new RegExp(`\\b${this.#word}\\d+\\b`, 'g');
    return code.replace(pattern, (token) => this.#values[Number(token.slice(this.#word.length))] ?? token);
  }
}

/** '', a, b … z, aa, ab … */
function lettersOf(count: number): string {
  let letters = '';
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  return letters;
}
