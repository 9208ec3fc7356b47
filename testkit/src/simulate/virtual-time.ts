export interface SimulatedClock {
  /** Unix milliseconds. */
  now(): number;
  advance(ms: number): void | Promise<void>;
}

/** The time of a simulation. Waits pass at once, also on the endpoint's clock if it can be advanced. */
export interface VirtualTime {
  /** Virtual milliseconds since the start. */
  readonly elapsedMs: number;
  /** Whether the endpoint's clock is advanced too. */
  readonly moves: boolean;
  /** The endpoint's clock, with which it compares signed times, in unix milliseconds. */
  now(): number;
  waitUntil(elapsedMs: number): Promise<void>;
}

export function createTime(clock: SimulatedClock | undefined): VirtualTime {
  let elapsed = 0;

  function now(): number {
    const at = clock === undefined ? Date.now() : clock.now();
    if (!Number.isFinite(at)) throw new TypeError('clock.now() must give unix milliseconds');
    return at;
  }

  async function waitUntil(until: number): Promise<void> {
    if (until <= elapsed) return;
    const wait = until - elapsed;
    elapsed = until;
    await clock?.advance(wait);
  }

  return {
    get elapsedMs() {
      return elapsed;
    },
    moves: clock !== undefined,
    now,
    waitUntil,
  };
}
