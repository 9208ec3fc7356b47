/** When a failed delivery is tried again. */
export interface RetryPolicy {
  /** How often a delivery is tried before it is dead, the first time included; 15. */
  readonly attempts?: number;
  /** The wait after the first failure, in milliseconds, doubled with each one that follows; 1 s. */
  readonly minMs?: number;
  /** The longest wait, in milliseconds; 1 h. */
  readonly maxMs?: number;
}

/** By default 15 attempts over some three hours. */
export const defaultRetry: Required<RetryPolicy> = { attempts: 15, minMs: 1000, maxMs: 3_600_000 };

/**
 * The wait after the failure of an attempt (1 for the first), in milliseconds: between half of the doubled wait and all of it,
 * so that what failed together doesn't come back together.
 */
export function waitAfter(attempt: number, { minMs, maxMs }: Required<RetryPolicy>, random: () => number = Math.random): number {
  const wait = Math.min(maxMs, minMs * 2 ** Math.min(attempt - 1, 40));
  return Math.round(wait / 2 + (wait / 2) * random());
}
