const maxAhead = 256;
/** Bodies of leased deliveries are in memory. */
const maxAheadBytes = 16 * 1024 * 1024;
/** The weight of the latest delivery in the moving average. */
const weight = 1 / 8;

/**
 * Decides how many deliveries a worker leases beyond those that are running: as many as its handlers finish within
 * `aheadMs`, judging by recent deliveries. Fast handlers then never wait for the inbox to commit, and slow ones leave
 * to other processes what they could not start soon. Starts at 0, so that a delivery that crashes the process takes few
 * others with it.
 */
export interface Pace {
  /** How many deliveries to lease beyond those that are running. */
  readonly ahead: number;
  /** Records how long a delivery took, in milliseconds, and the length of its body, in bytes. */
  count(durationMs: number, bodyBytes: number): void;
  /** Starts over at 0. */
  reset(): void;
}

export function createPace(concurrency: number, aheadMs: number): Pace {
  let mean: { durationMs: number; bodyBytes: number } | null = null;

  function measureAhead(): number {
    if (mean === null) return 0;
    return Math.floor(Math.min(maxAhead, (concurrency * aheadMs) / mean.durationMs, maxAheadBytes / mean.bodyBytes));
  }

  function count(durationMs: number, bodyBytes: number): void {
    const before = mean ?? { durationMs, bodyBytes };
    mean = {
      durationMs: before.durationMs + weight * (durationMs - before.durationMs),
      bodyBytes: before.bodyBytes + weight * (bodyBytes - before.bodyBytes),
    };
  }

  return {
    get ahead() {
      return measureAhead();
    },
    count,
    reset: () => {
      mean = null;
    },
  };
}
