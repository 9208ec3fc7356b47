/** A wait by a clock that may be set: when it began, and when it ends, in unix milliseconds. */
export interface Wait {
  readonly from: number;
  readonly until: number;
}

/**
 * How long a wait still takes, in milliseconds; 0 once it is over. A wait that lies further ahead than it is long is over too:
 * the clock was set back, and what waits must not be stranded.
 */
export function leftOf({ from, until }: Wait, now: number): number {
  return now < from - (until - from) ? 0 : Math.max(0, until - now);
}
