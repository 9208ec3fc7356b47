import { drainWithin } from './adapters/drain-within.js';
import type { Receiver } from './receiver.js';

export interface RouteHandlerOptions {
  /** `after` of 'next/server': keeps a serverless function alive until the handlers have run. */
  readonly after?: (task: () => Promise<void>) => void;
  /** How long `after` waits for the handlers, in milliseconds; 25 s. A retry may take hours: it runs with a later request. */
  readonly drainMs?: number;
}

/**
 * A route handler of Next.js over a receiver, for `app/webhooks/shop/route.ts`. Export it as POST alone: Next.js answers other
 * methods itself. The receiver is made once, in a module of its own.
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
