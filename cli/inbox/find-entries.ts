import type { EntryFilter, Inbox, InboxEntry } from '@hookbook/runtime';
import { UsageError } from '../exit.js';

export async function collectEntries(inbox: Inbox, filter: EntryFilter): Promise<InboxEntry[]> {
  const entries: InboxEntry[] = [];
  for await (const entry of inbox.entries(filter)) entries.push(entry);
  return entries;
}

/**
 * The delivery with this key or, if there is none, with this id; undefined if there is neither. Of several bodies under
 * one id, the first that arrived. Throws a UsageError if deliveries of several providers have the id.
 */
export async function findEntry(inbox: Inbox, keyOrId: string): Promise<InboxEntry | undefined> {
  const [byKey] = await collectEntries(inbox, { key: keyOrId });
  if (byKey !== undefined) return byKey;
  const byId = await collectEntries(inbox, { id: keyOrId });
  const originals = byId.filter(({ state }) => state !== 'conflict');
  if (originals.length > 1) {
    const keys = originals.map(({ key, provider }) => `${key} (${provider})`).join(', ');
    throw new UsageError(`several deliveries have the id ${JSON.stringify(keyOrId)}; give a key: ${keys}`);
  }
  return originals[0] ?? byId[0];
}
