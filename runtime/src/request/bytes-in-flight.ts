/** After this time, in milliseconds, a body that is still arriving may be evicted to make space for others. */
const evictableAfterMs = 1000;

/** The bytes in flight that one request has reserved. */
export interface Reservation {
  /** Reserves more bytes; false if there is no space even after evictions. */
  reserve(bytes: number): boolean;
  /** The body has arrived and can no longer be evicted. */
  complete(): void;
  /** Frees all reserved bytes. Calling it again has no effect. */
  release(): void;
}

export interface BytesInFlight {
  /** Whether this many bytes could be reserved now. Reserves none. */
  fits(bytes: number): boolean;
  /** `evict` is called when the bytes are taken away again and the request must be refused. */
  open(evict: () => void): Reservation;
}

interface Holding {
  readonly since: number;
  readonly evict: () => void;
  bytes: number;
}

/**
 * The bytes that a receiver may hold for unanswered requests, over all connections. When they run out, bodies that have
 * been arriving for more than a second are evicted, oldest first, so that stalled senders can't block others.
 */
export function createBytesInFlight(maxBytes: number): BytesInFlight {
  let freeBytes = maxBytes;
  /** Reservations whose bodies are still arriving, oldest first. */
  const arriving = new Set<Holding>();

  function* listEvictable(): Generator<Holding> {
    const before = performance.now() - evictableAfterMs;
    for (const holding of arriving) {
      if (holding.since > before) return;
      yield holding;
    }
  }

  function release(holding: Holding): void {
    arriving.delete(holding);
    freeBytes += holding.bytes;
    holding.bytes = 0;
  }

  function fits(bytes: number): boolean {
    let room = freeBytes;
    for (const { bytes: held } of listEvictable()) {
      if (room >= bytes) break;
      room += held;
    }
    return room >= bytes;
  }

  function reserve(holding: Holding, bytes: number): boolean {
    for (const other of listEvictable()) {
      if (freeBytes >= bytes) break;
      if (other === holding || other.bytes === 0) continue;
      release(other);
      other.evict();
    }
    if (freeBytes < bytes) return false;
    freeBytes -= bytes;
    holding.bytes += bytes;
    return true;
  }

  function open(evict: () => void): Reservation {
    const holding: Holding = { since: performance.now(), evict, bytes: 0 };
    arriving.add(holding);
    return {
      reserve: (bytes) => reserve(holding, bytes),
      complete: () => void arriving.delete(holding),
      release: () => release(holding),
    };
  }

  return { fits, open };
}
