/**
 * Where deliveries are kept between the acknowledgement and their handlers. `store` and `settle` are the whole promise of a
 * durable inbox: each resolves only after its change is committed.
 */
export interface Inbox {
  /**
   * Keeps the request and deduplicates it by (provider, id), in one atomic step. The same bytes again are a `duplicate` and are
   * not kept; other bytes under a known id are a `conflict`: kept, never claimed. Rejects where nothing could be committed.
   */
  store(arrival: Arrival): Promise<'stored' | 'duplicate' | 'conflict'>;
  /**
   * Leases up to `limit` pending deliveries of a provider that are due at `now` (unix milliseconds), oldest first. No one else
   * gets them until the lease is settled, or, in an inbox that outlives its process, until it has run out.
   */
  claim(provider: string, now: number, limit: number): Promise<readonly Lease[]>;
  /** Ends a lease. False, and nothing has changed, where the lease was lost to another worker meanwhile. */
  settle(lease: Lease, outcome: Outcome): Promise<boolean>;
  /** Every delivery that is kept, oldest first. */
  entries(): AsyncIterable<InboxEntry>;
  close(): Promise<void>;
}

/** A verified request, as it is committed before it is acknowledged. */
export interface Arrival {
  readonly provider: string;
  readonly id: string;
  /** The event's name; null where it could not be told. */
  readonly event: string | null;
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Unix milliseconds. */
  readonly receivedAt: number;
}

export interface Lease extends Arrival {
  /** What tells this lease from later ones of the same delivery. */
  readonly token: string;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
}

export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'unknown' | 'invalid' | 'dead'; readonly error: string }
  /** Failed, to be claimed again at `retryAt` (unix milliseconds). */
  | { readonly state: 'pending'; readonly error: string; readonly retryAt: number };

export interface InboxEntry {
  readonly provider: string;
  readonly id: string;
  readonly event: string | null;
  readonly state: 'pending' | 'done' | 'unknown' | 'invalid' | 'conflict' | 'dead';
  readonly body: Uint8Array;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly attempts: number;
  /** Why it was set aside, failed or died; null otherwise. */
  readonly error: string | null;
}
