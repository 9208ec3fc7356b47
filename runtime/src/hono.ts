import { drainWithin } from './adapters/drain-within.js';
import type { Receiver } from './receiver.js';
import { findRepeated, noteFacts } from './request/request-facts.js';

/** As much of Hono's Context as is used. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
  readonly env: unknown;
  /** Throws where the host has none. */
  readonly executionCtx: { waitUntil(promise: Promise<unknown>): void };
}

/** How long a host with `waitUntil` waits for the handlers, in milliseconds. A retry may take hours: it runs with a later request. */
const drainMs = 25_000;

/**
 * A handler of Hono over a receiver, in front of every middleware that reads the body. Where the host has `waitUntil`, it waits for
 * the handlers. On Cloudflare Workers no receiver may outlive its request: use '@hookbook/runtime/worker' there.
 *
 * ```ts
 * app.all('/webhooks/shop', toHonoHandler(receiver));
 * ```
 */
export function toHonoHandler(receiver: Pick<Receiver, 'fetch' | 'drain'>): (context: HonoContext) => Promise<Response> {
  return async (context) => {
    const raw = rawHeadersOf(context.env);
    const request = context.req.raw;
    const response = await receiver.fetch(raw === null ? request : noteFacts(request, { repeated: findRepeated(raw) }));
    if (response.ok) waiterOf(context)?.waitUntil(drainWithin(receiver, drainMs));
    return response;
  };
}

/** On @hono/node-server the request of node:http is at hand, which still knows what was repeated. */
function rawHeadersOf(env: unknown): readonly string[] | null {
  const incoming: unknown = typeof env === 'object' && env !== null ? Reflect.get(env, 'incoming') : null;
  const raw: unknown = typeof incoming === 'object' && incoming !== null ? Reflect.get(incoming, 'rawHeaders') : null;
  return Array.isArray(raw) ? raw : null;
}

function waiterOf(context: HonoContext): HonoContext['executionCtx'] | null {
  try {
    return context.executionCtx;
  } catch {
    return null; // Hono's getter throws on hosts that have none, such as Node
  }
}
