import type { Receiver } from '../receiver.js';
import { TimeLimitError, withinTime } from '../time-limit.js';

/**
 * Waits for the handlers of stored deliveries, at most this many milliseconds, on hosts that stop with the request.
 * Never rejects. Unfinished deliveries stay pending until the next request.
 */
export async function drainWithin(receiver: Pick<Receiver, 'drain'>, milliseconds: number): Promise<void> {
  try {
    await withinTime(milliseconds, 'draining', () => receiver.drain());
  } catch (error) {
    if (!(error instanceof TimeLimitError)) console.error('hookbook: could not process stored deliveries', error);
  }
}
