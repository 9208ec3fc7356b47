import { shallowRef } from 'vue';
import { loadEntries, loadProvider, type ProviderEntry } from './catalogue.js';
import type { CheckedProvider } from './checked-provider.js';

/** Which provider and event are chosen: a key and the last segment of an event's address; empty to detect it. */
export interface Choice {
  provider: string;
  event: string;
}

/** The available providers, and the chosen one. */
export function useChoice(choice: Choice) {
  const entries = shallowRef<readonly ProviderEntry[]>([]);
  const chosen = shallowRef<CheckedProvider | null>(null);

  async function chooseProvider(key: string): Promise<void> {
    Object.assign(choice, { provider: key, event: '' });
    chosen.value = null;
    const entry = entries.value.find((one) => one.key === key);
    if (entry === undefined) return;
    const provider = await loadProvider(entry);
    if (choice.provider === key) chosen.value = provider;
  }

  /** Loads the list, and chooses what the page's address asks for (`?event=ecwid/order.created`). */
  async function start(): Promise<void> {
    entries.value = await loadEntries();
    const [key = '', ...rest] = (new URLSearchParams(window.location.search).get('event') ?? '').split('/');
    if (!entries.value.some((one) => one.key === key)) return;
    await chooseProvider(key);
    const slug = rest.join('/');
    if (chosen.value?.events.some((event) => event.slug === slug)) choice.event = slug;
  }

  /**
   * The chosen event if it has an example, or else one that has: of the chosen provider, or of the first that signs.
   */
  async function chooseExample() {
    const key = choice.provider || (entries.value.find(({ signed }) => signed) ?? entries.value[0])?.key;
    const entry = entries.value.find((one) => one.key === key);
    if (entry !== undefined && choice.provider === '') await chooseProvider(entry.key);
    const provider = entry === undefined ? null : await loadProvider(entry); // may still be loading
    const events = provider?.events.filter(({ example }) => example) ?? [];
    const event = events.find(({ slug }) => slug === choice.event) ?? events[0];
    return provider === null || event === undefined ? null : { provider, event };
  }

  /** All providers that a payload can be from. */
  function loadWanted(): Promise<readonly CheckedProvider[]> {
    return Promise.all(entries.value.filter(({ key }) => choice.provider === '' || key === choice.provider).map(loadProvider));
  }

  return { entries, chosen, start, chooseProvider, chooseExample, loadWanted };
}
