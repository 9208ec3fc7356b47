/**
 * Where deliveries are kept between the acknowledgement and their handlers. `store` and `settle` are the whole promise of a
 * durable inbox: each resolves only after its change is committed. An inbox goes by a clock of its own (its database's, where
 * that has one), so that no two machines have to agree on the time: all spans here are in milliseconds.
 */
export interface Inbox {
  /** How long a lease holds; a delivery that is not settled by then is claimed again. */
  readonly leaseMs: number;
  /**
   * How often a worker looks for what others stored, left behind or replayed; null where no other process can, and a worker takes up
   * what its own receiver stored, and on `drain()` all else.
   */
  readonly pollMs: number | null;
  /**
   * Keeps the request and deduplicates it by (provider, id), in one atomic step. The same bytes again are a `duplicate` and are
   * not kept; other bytes under a known id are a `conflict`: kept, never claimed. Rejects where nothing could be committed;
   * with a TooManyConflictsError where an id has `maxConflicts` already.
   */
  store(arrival: Arrival): Promise<Stored>;
  /**
   * Leases pending deliveries of a provider that are due, and counts the attempt. Those that were stored first, or that have been due
   * longest, come first. Of one ordering key, only the oldest pending delivery can be due. No one else gets a leased delivery until
   * the lease is settled, released or has run out.
   */
  claim(wanted: Wanted): Promise<Claim>;
  /** Ends a lease. False, and nothing has changed, where it has run out and the delivery was claimed again, or settled. */
  settle(lease: Lease, outcome: Outcome): Promise<boolean>;
  /**
   * Gives back leases that were not used: each delivery is due at once, in its old turn, and this attempt does not count. Leases that
   * have run out and were claimed again, or were settled, are passed over.
   */
  release(leases: readonly Lease[]): Promise<void>;
  /** Deliveries that are kept, oldest first; a page at a time, so that a large inbox can be read. */
  entries(filter?: EntryFilter): AsyncIterable<InboxEntry>;
  /** Makes deliveries that were settled pending again, due at once, their attempts forgotten; how many. Never a conflict. */
  replay(filter: EntryFilter): Promise<number>;
  /** Forgets settled deliveries (and with them their ids) that were stored longer ago than this; how many. */
  prune(olderThanMs: number, filter?: EntryFilter): Promise<number>;
  /** Gives back what the inbox holds open. Leases that run are lost. */
  close(): Promise<void>;
}

export type Stored = 'stored' | 'duplicate' | 'conflict';

/** How many different bodies are kept under one id, beside the first: past it `store` rejects, so that no one can fill the disk. */
export const maxConflicts = 16;

/** What `store` rejects with past `maxConflicts`. */
export class TooManyConflictsError extends Error {
  override readonly name = 'TooManyConflictsError';
  constructor() {
    super(`${maxConflicts} other bodies are kept under this id already`);
  }
}

/** How long what is settled is kept, and so how long duplicates are dropped: 30 days. Dead letters stay until someone prunes them. */
export const defaultRetentionMs = 30 * 86_400_000;

/** How long a lease holds where nothing else is said: 5 minutes. */
export const defaultLeaseMs = 5 * 60_000;

/** A verified request, as it is committed before it is acknowledged. */
export interface Arrival {
  readonly provider: string;
  readonly id: string;
  /** The event's name; null where it could not be told. */
  readonly event: string | null;
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds, by the receiver's clock. */
  readonly receivedAt: number;
  /** Deliveries of one key run one after the other, in the order they were stored; null: this one runs as it likes. */
  readonly orderingKey: string | null;
}

export interface Wanted {
  readonly provider: string;
  /** At most so many. */
  readonly limit: number;
  /** At most so many of an event; those without an entry are only bound by `limit`. */
  readonly limits: Readonly<Record<string, number>>;
}

export interface Claim {
  readonly leases: readonly Lease[];
  /** How long until something more may be due, 0 for at once; null where nothing else is pending. Leased deliveries are pending. */
  readonly waitMs: number | null;
}

export interface Lease extends Arrival {
  /** The delivery's own, in this inbox: conflicts share provider and id. */
  readonly key: string;
  /** What tells this lease from earlier and later ones of the same delivery. */
  readonly token: string;
  /** How often it was claimed and not released, this time included: also where the process ended before it could be settled. */
  readonly attempts: number;
}

export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'unknown' | 'invalid' | 'dead'; readonly error: string }
  /** Failed, to be claimed again after this time. */
  | { readonly state: 'pending'; readonly error: string; readonly retryInMs: number };

export const entryStates = ['pending', 'done', 'unknown', 'invalid', 'conflict', 'dead'] as const;

export type EntryState = (typeof entryStates)[number];

/** What must be so of an entry; what isn't said may be anything. */
export interface EntryFilter {
  readonly key?: string;
  readonly provider?: string;
  readonly id?: string;
  readonly event?: string;
  readonly state?: EntryState;
}

export interface InboxEntry {
  readonly key: string;
  readonly provider: string;
  readonly id: string;
  readonly event: string | null;
  readonly state: EntryState;
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly attempts: number;
  /** Until when a pending delivery waits, for a retry or for its lease to end, in unix milliseconds by the inbox's clock; null for others. */
  readonly dueAt: number | null;
  /** Why it was set aside, failed or died; null otherwise. */
  readonly error: string | null;
}
