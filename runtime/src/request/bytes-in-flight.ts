/** Past it a body that still arrives gives way to others when there is no room, in milliseconds. */
const patienceMs = 1000;

/** One request's part of the bytes in flight. */
export interface Share {
  /** Takes more bytes; false where there is no room, also after others have given way. */
  take(bytes: number): boolean;
  /** Its body has arrived: it gives way no more. */
  complete(): void;
  /** Gives all of it back. More than once changes nothing. */
  release(): void;
}

export interface BytesInFlight {
  /** Whether so many bytes could be taken now. Takes none. */
  fits(bytes: number): boolean;
  /** `giveWay` is called when the bytes are taken away again: the request is over. */
  open(giveWay: () => void): Share;
}

interface Holder {
  readonly since: number;
  readonly giveWay: () => void;
  bytes: number;
}

/**
 * The bytes that a receiver may hold for requests it has not answered, over all connections. When they are spent, bodies that have
 * been arriving for more than a second give way to newer ones, oldest first: senders that stall can't keep others out.
 */
export function createBytesInFlight(maxBytes: number): BytesInFlight {
  let left = maxBytes;
  /** Those whose bodies still arrive, oldest first. */
  const arriving = new Set<Holder>();

  function* slow(): Generator<Holder> {
    const before = performance.now() - patienceMs;
    for (const holder of arriving) {
      if (holder.since > before) return;
      yield holder;
    }
  }

  function release(holder: Holder): void {
    arriving.delete(holder);
    left += holder.bytes;
    holder.bytes = 0;
  }

  function fits(bytes: number): boolean {
    let room = left;
    for (const { bytes: held } of slow()) {
      if (room >= bytes) break;
      room += held;
    }
    return room >= bytes;
  }

  function take(holder: Holder, bytes: number): boolean {
    for (const other of slow()) {
      if (left >= bytes) break;
      if (other === holder || other.bytes === 0) continue;
      release(other);
      other.giveWay();
    }
    if (left < bytes) return false;
    left -= bytes;
    holder.bytes += bytes;
    return true;
  }

  function open(giveWay: () => void): Share {
    const holder: Holder = { since: performance.now(), giveWay, bytes: 0 };
    arriving.add(holder);
    return {
      take: (bytes) => take(holder, bytes),
      complete: () => void arriving.delete(holder),
      release: () => release(holder),
    };
  }

  return { fits, open };
}
