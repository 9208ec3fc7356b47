import type { Inbox } from '../../runtime/src/inbox/inbox.js';

export const leaseMs = 60_000;
export const retentionMs = 10_000_000;

/** A fresh inbox, open for one test, with the spans above. */
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
