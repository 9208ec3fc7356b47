import type { Receiver } from './receiver.js';

export interface RouteHandlerOptions {
  /** `after` of 'next/server': keeps a serverless function alive until the handlers have run. */
  readonly after?: (task: () => Promise<void>) => void;
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
  { after }: RouteHandlerOptions = {},
): (request: Request, context?: unknown) => Promise<Response> {
  return async (request) => {
    const response = await receiver.fetch(request);
    if (response.ok) after?.(() => receiver.drain());
    return response;
  };
}
