import type { Receiver } from '../receiver.js';

/**
 * Waits for the handlers of stored deliveries, at most this many milliseconds, on hosts that stop with the request.
 * Never rejects. Unfinished deliveries stay pending until the next request.
 */
export async function drainWithin(receiver: Pick<Receiver, 'drain'>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([receiver.drain(), timeUp]);
  } catch (error) {
    console.error('hookbook: could not process stored deliveries', error);
  } finally {
    clearTimeout(timer);
  }
}
