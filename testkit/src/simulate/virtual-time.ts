export interface SimulatedClock {
  /** Unix milliseconds. */
  now(): number;
  advance(ms: number): void | Promise<void>;
}
/** The time of a simulation: its waits pass at once, on the endpoint's clock too where that can be advanced. */
export interface VirtualTime {
  /** Virtual milliseconds since it began. */
  readonly elapsedMs: number;
  /** Whether the endpoint's clock follows. */
  readonly moves: boolean;
  /** The endpoint's clock, in unix milliseconds: what it compares signed times with. */
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
