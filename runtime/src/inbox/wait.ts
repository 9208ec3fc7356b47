/** The start and end of a wait, in unix milliseconds by a clock that may be set. */
export interface Wait {
  readonly from: number;
  readonly until: number;
}

/**
 * How long a wait still takes, in milliseconds; 0 once it is over. Also 0 if the wait starts further in the future than
 * it is long: the clock was set back, and the delivery must not be stranded.
 */
export function remainingMs({ from, until }: Wait, now: number): number {
  return now < from - (until - from) ? 0 : Math.max(0, until - now);
}
