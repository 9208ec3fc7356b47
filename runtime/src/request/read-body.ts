import type { RefusalReason } from '../refusal.js';
import type { BytesInFlight, Share } from './bytes-in-flight.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface BodyLimits {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
}

export interface ReadBody {
  readonly body: Bytes | RefusalReason;
  /** Gives back what the body held of the bytes in flight, once the request is answered. */
  release(): void;
}

const firstBytes = 4096;

/**
 * Reads the body's exact bytes within the limits. The buffer grows with what arrives, so that neither a lying content-length nor a
 * million tiny chunks cost more than that, and all of it counts as in flight.
 */
export async function readBody(request: Request, { maxBodyBytes, bodyTimeoutMs }: BodyLimits, inFlight: BytesInFlight): Promise<ReadBody> {
  if (request.body === null) return { body: new Uint8Array(0), release: () => undefined };
  const declared = Number(request.headers.get('content-length')) || 0;
  if (!inFlight.fits(declared)) return { body: 'overloaded', release: () => undefined };
  const reader = request.body.getReader();
  let stopped: RefusalReason | null = null;
  const stop = (reason: RefusalReason) => {
    stopped = reason;
    cancel(reader);
  };
  const share = inFlight.open(() => stop('overloaded'));
  const timer = setTimeout(() => stop('body-timeout'), bodyTimeoutMs);
  let body: Bytes | RefusalReason;
  try {
    const read = await readAll(reader, { maxBytes: maxBodyBytes, declared, share });
    body = stopped ?? read;
  } catch {
    // Broken by the sender; or stopped, where a cancelled read fails instead of ending (workerd).
    body = stopped ?? 'body-aborted';
  } finally {
    clearTimeout(timer);
  }
  if (typeof body === 'string') share.release();
  else share.complete();
  return { body, release: share.release };
}

interface Room {
  readonly maxBytes: number;
  /** The content-length; 0 where there is none. It saves growing past it, and nothing is wrong if it lies. */
  readonly declared: number;
  readonly share: Share;
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, room: Room): Promise<Bytes | RefusalReason> {
  let buffer = new Uint8Array(0);
  let length = 0;
  const refuse = (reason: RefusalReason) => {
    cancel(reader);
    return reason;
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length === buffer.length ? buffer : buffer.slice(0, length);
    const needed = length + value.length;
    if (needed > room.maxBytes) return refuse('body-too-large');
    if (needed > buffer.length) {
      const size = grownSize(buffer.length, needed, room);
      if (!room.share.take(size - buffer.length)) return refuse('overloaded');
      const larger = new Uint8Array(size);
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(value, length);
    length = needed;
  }
}

/** Twice what it was, so that tiny chunks cost no more copies than large ones; no more than can come. */
function grownSize(size: number, needed: number, { maxBytes, declared }: Room): number {
  const most = declared >= needed ? Math.min(declared, maxBytes) : maxBytes;
  return Math.min(most, Math.max(size * 2, needed, firstBytes));
}

/** Ends reading: a read that waits resolves as done. The request is refused already, so a failure changes nothing. */
function cancel(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  reader.cancel().catch(() => undefined);
}
