import { withBase } from 'vitepress';
import { openSearch, type Search } from './find-entries.js';
import type { SearchIndex } from './search-index.js';

let loading: Promise<Search> | null = null;

/** Loads this site's search; fetched once, and again after a failure. */
export function loadSearch(): Promise<Search> {
  loading ??= fetchSearch().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function fetchSearch(): Promise<Search> {
  const response = await fetch(withBase('/search.json'));
  if (!response.ok) throw new Error(`search.json: ${response.status}`);
  return openSearch((await response.json()) as SearchIndex);
}
