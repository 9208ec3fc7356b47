import type { RefusalReason } from '../refusal.js';
import type { BytesInFlight, Reservation } from './bytes-in-flight.js';

type Bytes = Uint8Array<ArrayBuffer>;

export interface BodyLimits {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
}

export interface ReadBody {
  readonly body: Bytes | RefusalReason;
  /** Frees the bytes in flight that the body reserved, once the request is answered. */
  release(): void;
}

const minBufferBytes = 4096;

/**
 * Reads the body's exact bytes within the limits. The buffer grows with the data, so neither a false content-length nor
 * a million tiny chunks cost more than the data, and all of it counts as in flight.
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
  const reservation = inFlight.open(() => stop('overloaded'));
  const timer = setTimeout(() => stop('body-timeout'), bodyTimeoutMs);
  let body: Bytes | RefusalReason;
  try {
    const read = await readAll(reader, { maxBytes: maxBodyBytes, declared, reservation });
    body = stopped ?? read;
  } catch {
    // The sender broke it off; or reading was stopped, where a cancelled read rejects instead of ending (workerd).
    body = stopped ?? 'body-aborted';
  } finally {
    clearTimeout(timer);
  }
  if (typeof body === 'string') reservation.release();
  else reservation.complete();
  return { body, release: reservation.release };
}

interface ReadLimits {
  readonly maxBytes: number;
  /** The content-length; 0 if there is none. Only saves growing beyond it, so a false one does no harm. */
  readonly declared: number;
  readonly reservation: Reservation;
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, limits: ReadLimits): Promise<Bytes | RefusalReason> {
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
    if (needed > limits.maxBytes) return refuse('body-too-large');
    if (needed > buffer.length) {
      const size = grownSize(buffer.length, needed, limits);
      if (!limits.reservation.reserve(size - buffer.length)) return refuse('overloaded');
      const larger = new Uint8Array(size);
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(value, length);
    length = needed;
  }
}

/** Doubles the size, so that tiny chunks cause no more copying than large ones, but never exceeds what can arrive. */
function grownSize(size: number, needed: number, { maxBytes, declared }: ReadLimits): number {
  const maxSize = declared >= needed ? Math.min(declared, maxBytes) : maxBytes;
  return Math.min(maxSize, Math.max(size * 2, needed, minBufferBytes));
}

/** Stops reading: a pending read resolves as done. The request is already refused, so a failure changes nothing. */
function cancel(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  reader.cancel().catch(() => undefined);
}
