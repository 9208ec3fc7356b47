/**
 * Stores deliveries between acknowledgement and handlers. `store` and `settle` make an inbox durable: each resolves
 * only after its change is committed. An inbox uses a clock of its own (its database's, if that has one), so machines
 * need not agree on the time. All times are in milliseconds.
 */
export interface Inbox {
  /** How long a lease lasts. A delivery without an outcome by then is claimed again. */
  readonly leaseMs: number;
  /**
   * How often a worker checks for deliveries that other processes stored, abandoned or replayed. null if no other
   * process can access the inbox: a worker then processes what its own receiver stores, and everything else on
   * `drain()`.
   */
  readonly pollMs: number | null;
  /**
   * Stores a request and deduplicates it by (provider, id) in one atomic step. The same bytes again are a `duplicate`
   * and not stored. Other bytes under a known id are a `conflict`: stored, never claimed. Rejects if nothing could be
   * committed, with a TooManyConflictsError if the id already has `maxConflicts`.
   */
  store(arrival: Arrival): Promise<Stored>;
  /**
   * Leases pending deliveries of a provider that are due and counts the attempt. Those that were stored first, or have
   * been due longest, come first. Of one ordering key, only the oldest pending delivery can be due. A leased delivery
   * is not leased again until the lease is settled or released, or expires.
   */
  claim(wanted: Wanted): Promise<Claim>;
  /** Ends a lease with an outcome. False, without any change, if the lease was settled or has been lost. */
  settle(lease: Lease, outcome: Outcome): Promise<boolean>;
  /**
   * Returns unused leases. Each delivery is due at once, in its old order, and this attempt doesn't count. Skips leases
   * that are no longer valid.
   */
  release(leases: readonly Lease[]): Promise<void>;
  /** Reads deliveries page by page, oldest first, so that large inboxes can be read. */
  entries(filter?: EntryFilter): AsyncIterable<InboxEntry>;
  /** Makes processed deliveries pending again, due at once, with no attempts. Never conflicts. Returns how many. */
  replay(filter: EntryFilter): Promise<number>;
  /** Deletes processed deliveries that were stored longer ago than this, with their ids. Returns how many. */
  prune(olderThanMs: number, filter?: EntryFilter): Promise<number>;
  /** Releases the inbox's resources. Active leases are lost. */
  close(): Promise<void>;
}

export type Stored = 'stored' | 'duplicate' | 'conflict';

/** How many other bodies are stored under one id. Beyond that `store` rejects, so that no sender can fill the disk. */
export const maxConflicts = 16;

/** What `store` rejects with beyond `maxConflicts`. */
export class TooManyConflictsError extends Error {
  override readonly name = 'TooManyConflictsError';
  constructor() {
    super(`${maxConflicts} other bodies are kept under this id already`);
  }
}

/** How long processed deliveries are kept and duplicates dropped: 30 days. Dead ones are kept until pruned. */
export const defaultRetentionMs = 30 * 86_400_000;

/** The error of an entry with the state `conflict`. */
export const conflictError = 'another body arrived under the same id';

/** How long a lease lasts by default: 5 minutes. */
export const defaultLeaseMs = 5 * 60_000;

/** A verified request, as committed before it is acknowledged. */
export interface Arrival {
  readonly provider: string;
  readonly id: string;
  /** The event's name; null if unknown. */
  readonly event: string | null;
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds by the receiver's clock. */
  readonly receivedAt: number;
  /** Deliveries with the same key run one after another, in the order they were stored. null: in any order. */
  readonly orderingKey: string | null;
}

export interface Wanted {
  readonly provider: string;
  /** The maximum number of leases. */
  readonly limit: number;
  /** The maximum number per event; events without an entry are limited only by `limit`. */
  readonly limits: Readonly<Record<string, number>>;
}

export interface Claim {
  readonly leases: readonly Lease[];
  /** How long until more may be due; 0 if some are due now, null if none are pending or leased. */
  readonly waitMs: number | null;
}

export interface Lease extends Arrival {
  /** Unique in this inbox, unlike provider and id, which conflicts share. */
  readonly key: string;
  /** Distinguishes this lease from earlier and later ones of the same delivery. */
  readonly token: string;
  /** How often the delivery was claimed and not released, including this time and attempts that crashed. */
  readonly attempts: number;
}

export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'unknown' | 'invalid' | 'dead'; readonly error: string }
  /** Failed; claimed again after this time. */
  | { readonly state: 'pending'; readonly error: string; readonly retryInMs: number };

export const entryStates = ['pending', 'done', 'unknown', 'invalid', 'conflict', 'dead'] as const;

export type EntryState = (typeof entryStates)[number];

/** Conditions on an entry; a missing property matches anything. */
export interface EntryFilter {
  readonly key?: string;
  readonly provider?: string;
  readonly id?: string;
  readonly event?: string;
  readonly state?: EntryState;
}

export interface InboxEntry extends Omit<Arrival, 'orderingKey'> {
  readonly key: string;
  readonly state: EntryState;
  readonly attempts: number;
  /** When a pending delivery can be claimed, in unix milliseconds by the inbox's clock; otherwise null. */
  readonly dueAt: number | null;
  /** Why it failed, died or was quarantined; otherwise null. */
  readonly error: string | null;
}
