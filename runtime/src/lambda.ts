import { drainWithin } from './adapters/drain-within.js';
import { type HttpEvent, readEvent } from './adapters/lambda-event.js';
import type { Receiver } from './receiver.js';

export interface LambdaOptions {
  /** How long an answer waits for the handlers of what was stored, in milliseconds; 5 s. 0 where something else runs them. */
  readonly drainMs?: number;
}

/** As much of a Lambda's context as is used. */
export interface LambdaContext {
  getRemainingTimeInMillis?(): number;
}

export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What is left of the function's time for the answer itself, in milliseconds. */
const reserveMs = 500;

/**
 * An AWS Lambda handler over a receiver, for HTTP APIs of API Gateway (payload format 2.0) and function URLs. A function is frozen
 * once it has answered, so the answer waits for the handlers, though not for ever, and whatever becomes of them is not in it.
 * Rejects with a TypeError for events of another shape.
 *
 * ```ts
 * export const handler = toLambdaHandler(receiver, { drainMs: 5000 });
 * ```
 */
export function toLambdaHandler(
  receiver: Pick<Receiver, 'fetch' | 'drain'>,
  { drainMs = 5000 }: LambdaOptions = {},
): (event: HttpEvent, context?: LambdaContext) => Promise<LambdaResult> {
  return async (event, context) => {
    const response = await receiver.fetch(readEvent(event));
    const patience = Math.min(drainMs, (context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) - reserveMs);
    if (response.ok && patience > 0) await drainWithin(receiver, patience);
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };
}
