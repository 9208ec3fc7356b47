import { test } from 'vitest';
import type { Arrival, Claim, EntryFilter, Inbox, InboxEntry, Lease } from '../../runtime/src/inbox/inbox.js';
import type { OpenedInbox, OpenInbox } from './opened-inbox.js';

/** A test over a fresh inbox, which is thrown away afterwards. */
export type TestInbox = (name: string, run: (opened: OpenedInbox) => Promise<void>) => void;

export function testWith(open: OpenInbox): TestInbox {
  return (name, run) => {
    test(name, async () => {
      const opened = await open();
      try {
        await run(opened);
      } finally {
        await opened.discard();
      }
    });
  };
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An order.created of `shop`; its body is its id where none is given. */
export function arrival(id: string, changes: Partial<Arrival> = {}): Arrival {
  const headers = [['content-type', 'application/json']] as const;
  return { provider: 'shop', id, event: 'order.created', body: bytesOf(id), headers, receivedAt: 1_000, orderingKey: null, ...changes };
}

export async function storeAll(inbox: Inbox, ...arrivals: readonly (string | Arrival)[]): Promise<void> {
  for (const one of arrivals) await inbox.store(typeof one === 'string' ? arrival(one) : one);
}

export function claim(inbox: Inbox, limit = 100, limits: Readonly<Record<string, number>> = {}, provider = 'shop'): Promise<Claim> {
  return inbox.claim({ provider, limit, limits });
}

/** The ids that a claim leases, in its order. */
export async function claimIds(inbox: Inbox, limit = 100, limits: Readonly<Record<string, number>> = {}): Promise<string[]> {
  return (await claim(inbox, limit, limits)).leases.map(({ id }) => id);
}

/** Claims all that is due, which must be one delivery. */
export async function claimOne(inbox: Inbox): Promise<Lease> {
  const { leases } = await claim(inbox);
  const [lease] = leases;
  if (lease === undefined || leases.length > 1) throw new Error(`${leases.length} deliveries are due`);
  return lease;
}

/** Claims all that is due and settles it as done. */
export async function finishAll(inbox: Inbox): Promise<void> {
  for (const lease of (await claim(inbox)).leases) await inbox.settle(lease, { state: 'done' });
}

export async function list(inbox: Inbox, filter?: EntryFilter): Promise<InboxEntry[]> {
  const entries = [];
  for await (const entry of inbox.entries(filter)) entries.push(entry);
  return entries;
}

export async function listIds(inbox: Inbox, filter?: EntryFilter): Promise<string[]> {
  return (await list(inbox, filter)).map(({ id }) => id);
}
