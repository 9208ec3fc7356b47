import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import { listEntries, type SearchEntry } from './entries.js';
import type { SearchIndex } from './search-index.js';
import { fold, partsOf, tokensOf, wordsOf } from './tokens.js';

/** An entry, and its matching words, folded. */
export interface Hit extends SearchEntry {
  readonly words: readonly string[];
}

/** Finds entries, best first; none for a text without words. */
export type Search = (text: string, max?: number) => Hit[];

const boost = { name: 8, aliases: 4, context: 4, group: 3, text: 1, code: 1 };

/** Makes the entries searchable, a part at a time, so that thousands of them don't block typing. */
export async function openSearch(index: SearchIndex): Promise<Search> {
  const entries = listEntries(index);
  const engine = new MiniSearch<SearchEntry>({
    fields: Object.keys(boost),
    tokenize: tokensOf,
    processTerm: (term) => term,
    searchOptions: { boost, tokenize: (term) => [term], prefix: true },
  });
  await engine.addAllAsync(entries, { chunkSize: 200 });
  return (text, max = 100) => {
    const words = [...new Set(wordsOf(text).map(fold))];
    if (words.length === 0) return [];
    const results = passes(words).reduce(
      (found, { query, options }) => (found.length > 0 ? found : engine.search(query, options)),
      [] as ReturnType<typeof engine.search>,
    );
    return results
      .map(({ id, score, terms }) => ({ hit: { ...(entries[id] as SearchEntry), words: terms }, score }))
      .map(({ hit, score }) => ({ hit, rank: rankOf(hit, words), score }))
      .sort((a, b) => a.rank - b.rank || b.score - a.score || a.hit.id - b.hit.id)
      .slice(0, max)
      .map(({ hit }) => hit);
  };
}

interface Pass {
  readonly query: Query;
  readonly options: SearchOptions;
}

/** The queries to try until one finds something: all words as prefixes, all words with typing errors, any word. */
function passes(words: readonly string[]): Pass[] {
  const all: Query = { combineWith: 'AND', queries: words.map(askFor) };
  const fuzzy = (term: string) => (term.length > 3 ? 0.2 : false);
  return [
    { query: all, options: {} },
    { query: all, options: { fuzzy } },
    { query: { combineWith: 'OR', queries: words.map(askFor) }, options: { fuzzy } },
  ];
}

/** A word as a whole, or in parts: `order.created` is also in `unfinished_order.created`. */
function askFor(word: string): Query {
  const parts = partsOf(word);
  return parts.length < 2 ? word : { combineWith: 'OR', queries: [word, { combineWith: 'AND', queries: parts }] };
}

/** Ranks an exact name first, then other names of an entry, then names that begin like the query. */
function rankOf({ kind, name, aliases }: SearchEntry, words: readonly string[]): number {
  if (inBlanks(name) === inBlanks(words.join(' '))) return 0;
  if (kind !== 'event') return 3;
  const own = fold(name);
  if (words.includes(own)) return 0;
  if (wordsOf(aliases).some((alias) => words.includes(fold(alias)))) return 1;
  return words.some((word) => own.startsWith(word)) ? 2 : 3;
}

/** `order.created` as `order created`. */
const inBlanks = (name: string) => partsOf(wordsOf(fold(name)).join('.')).join(' ');
