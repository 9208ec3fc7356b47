import type { IncomingMessage } from 'node:http';
import { readRequest } from './adapters/node-request.js';
import { discardBody, isUnread } from './adapters/stream-body.js';
import type { Receiver } from './receiver.js';

/** The parts of Fastify's request, reply and instance that are used. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  readonly body?: unknown;
  readonly rawBody?: unknown;
}

export interface FastifyReplyLike {
  header(name: string, value: string): unknown;
  code(status: number): unknown;
  send(payload?: unknown): unknown;
}

type ParserDone = (error: Error | null, body?: unknown) => void;

export interface FastifyInstanceLike {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(type: string, parser: (request: FastifyRequestLike, payload: IncomingMessage, done: ParserDone) => void): unknown;
  setErrorHandler(handler: (error: unknown, request: FastifyRequestLike, reply: FastifyReplyLike) => unknown): unknown;
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => unknown): unknown;
}

/**
 * A Fastify plugin for a receiver. It is encapsulated: the app's body parsers neither run here nor change, and its
 * hooks and log see these requests like any others. The receiver's body limit applies, not Fastify's.
 *
 * ```ts
 * app.register(toFastifyPlugin(receiver), { prefix: '/webhooks/shop' });
 * ```
 */
export function toFastifyPlugin(receiver: Pick<Receiver, 'fetch'>): (app: FastifyInstanceLike, options: unknown, done: () => void) => void {
  async function handle(request: FastifyRequestLike, reply: FastifyReplyLike): Promise<unknown> {
    const response = await receiver.fetch(readRequest(request.raw, request));
    return writeResponse(request.raw, reply, response);
  }
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    // Fastify refuses malformed content types before the handler runs. The receiver should refuse and report them
    // instead.
    app.setErrorHandler((error, request, reply) => {
      if (!isMediaTypeError(error)) throw error;
      return handle(request, reply);
    });
    app.all('/', handle);
    done();
  };
}

function isMediaTypeError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
}

async function writeResponse(incoming: IncomingMessage, reply: FastifyReplyLike, response: Response): Promise<unknown> {
  const body = new Uint8Array(await response.arrayBuffer());
  reply.code(response.status);
  for (const [name, value] of response.headers) reply.header(name, value);
  if (!isUnread(incoming)) return reply.send(body.length === 0 ? undefined : body);
  reply.header('connection', 'close');
  reply.header('content-length', String(body.length));
  return reply.send(new Response(streamThenDiscard(body, incoming), { status: response.status }));
}

/** Sends the answer at once and ends it when the rest of the request's body has been discarded. */
function streamThenDiscard(body: Uint8Array, incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(body);
      await discardBody(incoming);
      controller.close();
    },
  });
}
