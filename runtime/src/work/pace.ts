const maxAhead = 256;
/** Leased bodies are in memory. */
const maxAheadBytes = 16 * 1024 * 1024;
/** The weight of the latest delivery in the mean. */
const weight = 1 / 8;

/**
 * Decides how many deliveries a worker leases beyond those that run: as many as its handlers finish within `aheadMs`, going by the
 * deliveries that ended last. Quick handlers then never wait for a commit of the inbox, and slow ones leave to other processes what
 * they could not start soon. It begins at none, so that a delivery that ends the process takes few others along.
 */
export interface Pace {
  /** How many deliveries to lease beyond those that run. */
  readonly ahead: number;
  /** Counts a delivery that has ended: how long it took, in milliseconds, and the length of its body, in bytes. */
  count(durationMs: number, bodyBytes: number): void;
  /** Begins at none again. */
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
