import { describe } from 'vitest';
import type { Inbox } from '../../runtime/src/inbox.js';
import { describeClaims } from './claim.js';
import { describeKept } from './kept.js';
import { describeOrder } from './order.js';
import { describeSettling } from './settle.js';
import { describeStore } from './store.js';

export const leaseMs = 60_000;
export const retentionMs = 10_000_000;

/** A fresh inbox, open for one test, with `leaseMs` and `retentionMs` above. */
export interface OpenedInbox {
  readonly inbox: Inbox;
  /** Lets so much time pass by the inbox's own clock. One that goes by its database's moves its rows into the past instead. */
  advance(ms: number): void | Promise<void>;
  /** Closes what is open and opens the same store again, clock included; null where nothing outlives the process. */
  readonly reopen: (() => Promise<Inbox>) | null;
  /** Closes what is open and throws the store away. */
  discard(): Promise<void>;
}

export type OpenInbox = () => Promise<OpenedInbox>;

/** Everything that the comments of `Inbox` promise, over an inbox of any kind. */
export function describeInbox(name: string, open: OpenInbox): void {
  describe(name, () => {
    describeStore(open);
    describeClaims(open);
    describeOrder(open);
    describeSettling(open);
    describeKept(open);
  });
}
