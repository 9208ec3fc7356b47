import { drainWithin } from './adapters/drain-within.js';
import { type HttpEvent, readEvent } from './adapters/lambda-event.js';
import type { Receiver } from './receiver.js';

export interface LambdaOptions {
  /** How long an answer waits for handlers, in milliseconds; 5 s by default. 0 if another process runs them. */
  readonly drainMs?: number;
}

/** The part of a Lambda context that is used. */
export interface LambdaContext {
  getRemainingTimeInMillis?(): number;
}

export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** How much of the function's remaining time is reserved for the answer, in milliseconds. */
const reserveMs = 500;

/**
 * An AWS Lambda handler for a receiver, for HTTP APIs of API Gateway (payload format 2.0) and function URLs. A function
 * is frozen once it has answered, so the answer waits a limited time for the handlers; it doesn't depend on their
 * results. Rejects with a TypeError for other events.
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
    const waitMs = Math.min(drainMs, (context?.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY) - reserveMs);
    if (response.ok && waitMs > 0) await drainWithin(receiver, waitMs);
    return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };
}
