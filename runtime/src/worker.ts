import { drainWithin } from './adapters/drain-within.js';
import type { Receiver } from './receiver.js';

export interface WorkerOptions {
  /** How long handlers may go on after the answer, in milliseconds: 25 s, of the 30 s that Workers give. */
  readonly drainMs?: number;
}

/** As much of an ExecutionContext as is used. */
export interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void;
}

export interface WorkerHandler<Env> {
  fetch(request: Request, env: Env, context: WorkerContext): Promise<Response>;
}

/**
 * A Cloudflare Worker over a receiver. It is made anew for each request, since on Workers nothing that waits may outlive the request
 * that began it, and secrets come with the request; the inbox is made once and given to every receiver: without it each has its
 * own, and no duplicate is seen. What has not succeeded within `drainMs` is tried again when the next request comes.
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
      context.waitUntil(finish(receiver, response.ok ? drainMs : 0));
      return response;
    } catch (error) {
      console.error('hookbook: a receiver failed', error);
      return new Response(null, { status: 500 });
    }
  }
  return { fetch };
}

async function finish(receiver: Receiver, drainMs: number): Promise<void> {
  if (drainMs > 0) await drainWithin(receiver, drainMs);
  await receiver.close();
}
