import { drainWithin } from './adapters/drain-within.js';
import type { Receiver } from './receiver.js';

export interface WorkerOptions {
  /** How long handlers may run after the answer, in milliseconds. 25 s by default, of the 30 s that Workers allow. */
  readonly drainMs?: number;
}

/** The part of an ExecutionContext that is used. */
export interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void;
}

export interface WorkerHandler<Env> {
  fetch(request: Request, env: Env, context: WorkerContext): Promise<Response>;
}

/**
 * A Cloudflare Worker for a receiver. Each request gets a new receiver, because on Workers nothing that waits may
 * outlive the request that started it, and secrets come with the request. Share one inbox between them; otherwise
 * duplicates go unnoticed. Deliveries that don't succeed within `drainMs` are retried when the next request arrives.
 *
 * ```ts
 * const inbox = memoryInbox();
 * export default toWorkerHandler((env: Env) => createShopReceiver({ secrets: [env.SHOP_SECRET], inbox, on: {} }));
 * ```
 */
export function toWorkerHandler<Env>(make: (env: Env) => Receiver, { drainMs = 25_000 }: WorkerOptions = {}): WorkerHandler<Env> {
  async function fetch(request: Request, env: Env, context: WorkerContext): Promise<Response> {
    try {
      const receiver = make(env);
      const response = await receiver.fetch(request);
      context.waitUntil(drainAndClose(receiver, response.ok ? drainMs : 0));
      return response;
    } catch (error) {
      console.error('hookbook: a receiver failed', error);
      return new Response(null, { status: 500 });
    }
  }
  return { fetch };
}

async function drainAndClose(receiver: Receiver, drainMs: number): Promise<void> {
  if (drainMs > 0) await drainWithin(receiver, drainMs);
  await receiver.close();
}
