import { drainWithin } from './adapters/drain-within.js';
import type { Receiver } from './receiver.js';
import { attachFacts, findRepeated } from './request/request-facts.js';

/** The parts of Hono's Context that are used. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
  readonly env: unknown;
  /** Throws on hosts without one. */
  readonly executionCtx: { waitUntil(promise: Promise<unknown>): void };
}

/** How long `waitUntil` waits for the handlers, in milliseconds. Later retries run with later requests. */
const drainMs = 25_000;

/**
 * A Hono handler for a receiver. Mount it before any middleware that reads the body. Hosts with `waitUntil` wait for
 * the handlers. On Cloudflare Workers a receiver must not outlive its request: use '@hookbook/runtime/worker' there.
 *
 * ```ts
 * app.all('/webhooks/shop', toHonoHandler(receiver));
 * ```
 */
export function toHonoHandler(receiver: Pick<Receiver, 'fetch' | 'drain'>): (context: HonoContext) => Promise<Response> {
  return async (context) => {
    const raw = readRawHeaders(context.env);
    const request = context.req.raw;
    const response = await receiver.fetch(raw === null ? request : attachFacts(request, { repeated: findRepeated(raw) }));
    if (response.ok) findExecutionContext(context)?.waitUntil(drainWithin(receiver, drainMs));
    return response;
  };
}

/** The raw headers of node:http, from @hono/node-server. They show which headers were repeated. */
function readRawHeaders(env: unknown): readonly string[] | null {
  const incoming: unknown = typeof env === 'object' && env !== null ? Reflect.get(env, 'incoming') : null;
  const raw: unknown = typeof incoming === 'object' && incoming !== null ? Reflect.get(incoming, 'rawHeaders') : null;
  return Array.isArray(raw) ? raw : null;
}

function findExecutionContext(context: HonoContext): HonoContext['executionCtx'] | null {
  try {
    return context.executionCtx;
  } catch {
    return null; // Hono's getter throws on hosts without one, such as Node
  }
}
