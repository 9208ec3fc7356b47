import { memoryInbox } from '../../../runtime/src/index.js';
import { toWorkerHandler } from '../../../runtime/src/worker.js';
import { shopReceiver } from '../../runtime/sample-receiver.js';

interface Env {
  readonly SHOP_SECRET: string;
  readonly MAX_BODY_BYTES: string;
}

const inbox = memoryInbox();
const handled: string[] = [];
const shop = toWorkerHandler((env: Env) =>
  shopReceiver({
    secrets: [env.SHOP_SECRET],
    inbox,
    maxBodyBytes: Number(env.MAX_BODY_BYTES),
    bodyTimeoutMs: 200,
    onRefused: () => {},
    onInvalid: () => {},
    on: {
      'order.created': async (event) => {
        await new Promise((resolve) => setTimeout(resolve, 5)); // past the answer: only waitUntil keeps it alive
        handled.push(event.id);
      },
    },
  }),
);

/** The worker of the test: the receiver, and a look at what its handlers have done. */
export default {
  async fetch(request: Request, env: Env, context: { waitUntil(promise: Promise<unknown>): void }): Promise<Response> {
    return new URL(request.url).pathname === '/handled' ? Response.json(handled) : shop.fetch(request, env, context);
  },
};
