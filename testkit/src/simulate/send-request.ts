import { describeError, printable, TimeLimitError, withinTime } from '@hookbook/runtime/inspect';
import type { Fault } from './report.js';

/** What takes requests: the network, or a receiver in this process. */
export interface Wire {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Whether it is the network: its connections are to be closed, and its errors are not the receiver's. */
  readonly network: boolean;
  /** Takes the secrets, and the signature among these headers, out of what a receiver says. */
  redact(text: string, headers: SentRequest['headers']): string;
}

export interface Answer {
  readonly status: number | null;
  readonly error: string | null;
  /** There was no answer in time. */
  readonly late: boolean;
  /** Real milliseconds. */
  readonly durationMs: number;
}

export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** How long the sender of `hung-up` waits, in real milliseconds: what answers sooner has answered too late in virtual time. */
const hangUpMs = 250;
/** How long the half that is sent is given to arrive, in real milliseconds. */
const underwayMs = 20;
/** What is read of an answer's body, before the connection is closed. */
const maxAnswerBytes = 65_536;

/** Sends a request once. Never rejects: what goes wrong is the answer. A redirect is an answer, and never followed. */
export async function sendRequest(wire: Wire, sent: SentRequest, timeoutMs: number, fault: Fault | null = null): Promise<Answer> {
  const startedAt = performance.now();
  const end = (status: number | null, error: string | null, late = false): Answer => ({
    ...{ status, error: error === null ? null : printable(wire.redact(error, sent.headers)).slice(0, 300) },
    late,
    durationMs: Math.round(performance.now() - startedAt),
  });
  const limitMs = fault === 'hung-up' ? Math.min(hangUpMs, timeoutMs) : timeoutMs;
  const aborting = new AbortController();
  let request: Request;
  try {
    request = createRequest(wire, sent, fault, aborting);
  } catch (error) {
    return end(null, `no request can hold it: ${describeError(error)}`);
  }
  const answered = callFetch(wire, request);
  let complete = false;
  try {
    const response = await withinTime(limitMs, 'the answer', async (late) => {
      const response = await answered;
      await readBounded(response, late);
      return response;
    });
    complete = true;
    if (response.type === 'opaqueredirect') return end(null, 'a redirect, which is not followed');
    return end(response.status, null);
  } catch (error) {
    if (error instanceof TimeLimitError) return end(null, `no answer within ${limitMs} ms`, true);
    return end(null, describeFailure(wire, error));
  } finally {
    if (!complete) {
      // What is still going on ends unheard.
      answered.then((response) => response.body?.cancel()).catch(() => undefined);
      aborting.abort();
    }
  }
}

async function callFetch({ fetch }: Wire, request: Request): Promise<Response> {
  const response: unknown = await fetch(request);
  // By its looks: frameworks and test environments bring Response classes of their own.
  if (typeof response === 'object' && response !== null && typeof Reflect.get(response, 'status') === 'number') return response as Response;
  throw new TypeError('it gave no Response');
}

function createRequest({ network }: Wire, { url, headers, body }: SentRequest, fault: Fault | null, aborting: AbortController): Request {
  const own = network ? { connection: 'close' } : {};
  const content = fault === 'cut-off' ? { body: breakOff(body, aborting), duplex: 'half' } : { body };
  return new Request(url, { method: 'POST', headers: { ...headers, ...own }, redirect: 'manual', signal: aborting.signal, ...content });
}

/**
 * The first half of the body, and then the connection breaks. Both ends it: a network request goes by the signal (undici keeps the socket
 * of a body that fails open for seconds), a receiver in this process by what it reads.
 */
function breakOff(body: Uint8Array<ArrayBuffer>, connection: AbortController): ReadableStream<Uint8Array> {
  let begun = false;
  return new ReadableStream(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          return controller.enqueue(body.slice(0, Math.ceil(body.length / 2)));
        }
        await new Promise((resolve) => setTimeout(resolve, underwayMs));
        connection.abort();
        controller.error(new Error('the connection broke'));
      },
    },
    { highWaterMark: 0 },
  );
}

/** Lets the endpoint end its answer, as senders do; one without end is as good as one of this length. */
async function readBounded(response: Response, late: AbortSignal): Promise<void> {
  if (response.body == null || response.bodyUsed || response.body.locked) return;
  const reader = response.body.getReader();
  late.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  let length = 0;
  while (length <= maxAnswerBytes) {
    const { done, value } = await reader.read();
    if (done) return;
    length += value.length;
  }
  await reader.cancel();
}

/** fetch says "fetch failed", and keeps what happened in `cause`: also one that is given instead of the network, and goes there. */
function describeFailure({ network }: Wire, error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined;
  if (typeof code === 'string' && code !== '' && (network || cause !== error)) return `the connection failed: ${code}`;
  return network ? `the connection failed: ${describeError(cause)}` : `the receiver failed: ${describeError(error)}`;
}
