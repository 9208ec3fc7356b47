import { fold } from './tokens.js';

/** A piece of a text, and whether it matches. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Splits a text at the matching words (folded). Joined, the pieces are the text. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const { folded, starts } = foldWithPlaces(text);
  const marked = new Uint8Array(text.length);
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1 && word !== ''; at = folded.indexOf(word, at + 1)) {
      if (beginsWord(text, starts[at] ?? 0)) marked.fill(1, starts[at], starts[at + word.length] ?? text.length);
    }
  }
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && marked[at] === marked[from]) continue;
    pieces.push({ text: text.slice(from, at), marked: marked[from] === 1 });
    from = at;
  }
  return pieces;
}

/** `status` begins a word in `subscriptionStatus`, but `order` doesn't in `border`. */
const beginsWord = (text: string, at: number) =>
  at === 0 || !/[\p{L}\p{N}][\p{L}\p{N}]/u.test(text.slice(at - 1, at + 1)) || /\p{Ll}\p{Lu}/u.test(text.slice(at - 1, at + 1));

/** The folded text, and for each of its units its offset in the original. */
function foldWithPlaces(text: string): { folded: string; starts: number[] } {
  let folded = '';
  const starts: number[] = [];
  let at = 0;
  for (const char of text) {
    const letters = fold(char);
    for (let unit = 0; unit < letters.length; unit++) starts.push(at);
    folded += letters;
    at += char.length;
  }
  return { folded, starts };
}
