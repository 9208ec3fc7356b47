import type { Receiver } from '../receiver.js';

/**
 * Waits for the handlers of what was stored, at most so many milliseconds: for hosts that stop with the request. Never rejects:
 * what isn't done by then is pending, and is taken up by the next request.
 */
export async function drainWithin(receiver: Pick<Receiver, 'drain'>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await Promise.race([receiver.drain(), timeUp]);
  } catch (error) {
    console.error('hookbook: what was stored could not be worked off', error);
  } finally {
    clearTimeout(timer);
  }
}
