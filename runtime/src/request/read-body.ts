import type { RefusalReason } from '../refusal.js';

/**
 * Reads the body's exact bytes, at most `maxBytes` of them within `timeoutMs`. The buffer grows with what arrives, so that
 * neither a lying content-length nor a million tiny chunks cost more than that.
 */
export async function readBody(request: Request, maxBytes: number, timeoutMs: number): Promise<Uint8Array<ArrayBuffer> | RefusalReason> {
  if (request.body === null) return new Uint8Array(0);
  const reader = request.body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    cancel(reader);
  }, timeoutMs);
  try {
    const result = await readAll(reader, maxBytes);
    return late ? 'body-timeout' : result;
  } catch {
    // Broken by the sender, or, where a cancelled read fails instead of ending (workerd), by the deadline.
    return late ? 'body-timeout' : 'body-aborted';
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | RefusalReason> {
  let buffer = new Uint8Array(Math.min(4096, maxBytes));
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return buffer.slice(0, length);
    const needed = length + value.length;
    if (needed > maxBytes) {
      cancel(reader);
      return 'body-too-large';
    }
    if (needed > buffer.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(buffer.length * 2, needed)));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(value, length);
    length = needed;
  }
}

/** Ends reading: a read that waits resolves as done. The request is refused already, so a failure changes nothing. */
function cancel(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  reader.cancel().catch(() => undefined);
}
