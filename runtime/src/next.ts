import { drainWithin } from './adapters/drain-within.js';
import type { Receiver } from './receiver.js';

export interface RouteHandlerOptions {
  /** `after` of 'next/server', which keeps a serverless function alive until the handlers have run. */
  readonly after?: (task: () => Promise<void>) => void;
  /** How long `after` waits for handlers, in milliseconds; 25 s by default. Later retries run with later requests. */
  readonly drainMs?: number;
}

/**
 * A Next.js route handler for a receiver, for `app/webhooks/shop/route.ts`. Export it only as POST: Next.js answers
 * other methods itself. Create the receiver once, in its own module.
 *
 * ```ts
 * import { after } from 'next/server';
 * export const runtime = 'nodejs';
 * export const POST = toRouteHandler(receiver, { after });
 * ```
 */
export function toRouteHandler(
  receiver: Pick<Receiver, 'fetch' | 'drain'>,
  { after, drainMs = 25_000 }: RouteHandlerOptions = {},
): (request: Request, context?: unknown) => Promise<Response> {
  return async (request) => {
    const response = await receiver.fetch(request);
    if (response.ok) after?.(() => drainWithin(receiver, drainMs));
    return response;
  };
}
