import type { ProviderFacts } from '@hookbook/runtime';
import { withBase } from 'vitepress';
import type { CheckedEvent, CheckedProvider, Validators } from './checked-provider.js';
import type { Example } from './sign-example.js';

/** A provider whose generated code is on the site. */
export interface ProviderEntry {
  readonly key: string;
  readonly title: string;
  /** Whether it signs its requests. */
  readonly signed: boolean;
  /** Changes with the code. */
  readonly version: string;
}

/** Everything is fetched from this site. */
export async function loadEntries(): Promise<readonly ProviderEntry[]> {
  const { providers } = (await fetchJson('/check/providers.json')) as { readonly providers: readonly ProviderEntry[] };
  return providers;
}

const loading = new Map<string, Promise<CheckedProvider>>();

/** The provider's events and its generated code; fetched once, and again after a failure. */
export function loadProvider(entry: ProviderEntry): Promise<CheckedProvider> {
  const known = loading.get(entry.key) ?? fetchProvider(entry);
  loading.set(entry.key, known);
  known.catch(() => loading.delete(entry.key));
  return known;
}

async function fetchProvider({ key, title, version }: ProviderEntry): Promise<CheckedProvider> {
  const [facts, { contract }, tolerant, strict] = await Promise.all([
    fetchJson(`/check/${key}/events.json?v=${version}`) as Promise<{ readonly events: readonly CheckedEvent[] }>,
    importModule(`/check/${key}/contract.js?v=${version}`) as Promise<{ readonly contract: ProviderFacts }>,
    importModule(`/check/${key}/validators.js?v=${version}`) as Promise<Validators>,
    importModule(`/check/${key}/strict.js?v=${version}`) as Promise<Validators>,
  ]);
  return { key, title, contract, events: facts.events, tolerant, strict };
}

export async function loadExample(provider: CheckedProvider, { slug }: CheckedEvent): Promise<Example> {
  return (await fetchJson(`/check/${provider.key}/examples/${slug}.json`)) as Example;
}

/** Imports the generated file itself, which no bundler has processed. */
function importModule(path: string): Promise<unknown> {
  return import(/* @vite-ignore */ new URL(withBase(path), window.location.href).href);
}

async function fetchJson(path: string): Promise<unknown> {
  const response = await fetch(withBase(path), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}
