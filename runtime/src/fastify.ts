import type { IncomingMessage } from 'node:http';
import { readRequest } from './adapters/node-request.js';
import { discardBody, isUnread } from './adapters/stream-body.js';
import type { Receiver } from './receiver.js';

/** As much of Fastify's request, reply and instance as is used. */
export interface FastifyRequestPart {
  readonly raw: IncomingMessage;
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

export interface FastifyReplyPart {
  header(name: string, value: string): unknown;
  code(status: number): unknown;
  send(payload?: unknown): unknown;
}

type Done = (error: Error | null, body?: unknown) => void;

export interface FastifyPart {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(type: string, parser: (request: FastifyRequestPart, payload: IncomingMessage, done: Done) => void): unknown;
  setErrorHandler(handler: (error: unknown, request: FastifyRequestPart, reply: FastifyReplyPart) => unknown): unknown;
  all(path: string, handler: (request: FastifyRequestPart, reply: FastifyReplyPart) => unknown): unknown;
}

/**
 * A plugin of Fastify over a receiver. It is encapsulated: the app's body parsers neither run here nor change, its hooks and its log
 * see these requests like all others. The body is streamed past Fastify's own limit to the receiver's.
 *
 * ```ts
 * app.register(toFastifyPlugin(receiver), { prefix: '/webhooks/shop' });
 * ```
 */
export function toFastifyPlugin(receiver: Pick<Receiver, 'fetch'>): (app: FastifyPart, options: unknown, done: () => void) => void {
  async function handle(request: FastifyRequestPart, reply: FastifyReplyPart): Promise<unknown> {
    const response = await receiver.fetch(readRequest(request.raw, request));
    return write(request.raw, reply, response);
  }
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    // A content type outside the grammar never gets as far as a handler: the receiver refuses it, and reports it.
    app.setErrorHandler((error, request, reply) => {
      if (!isOfMediaType(error)) throw error;
      return handle(request, reply);
    });
    app.all('/', handle);
    done();
  };
}

function isOfMediaType(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
}

async function write(incoming: IncomingMessage, reply: FastifyReplyPart, response: Response): Promise<unknown> {
  const body = new Uint8Array(await response.arrayBuffer());
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  if (!isUnread(incoming)) return reply.send(body.length === 0 ? undefined : body);
  reply.header('connection', 'close');
  reply.header('content-length', String(body.length));
  return reply.send(new Response(sendThenDiscard(body, incoming), { status: response.status }));
}

/** The answer's bytes at once, and its end when what is left of the body has been thrown away. */
function sendThenDiscard(body: Uint8Array, incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(body);
      await discardBody(incoming);
      controller.close();
    },
  });
}
