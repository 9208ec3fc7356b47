import { describeError, printable, TimeLimitError, withinTime } from '@hookbook/runtime/inspect';
import type { SimulatedFault } from './report.js';

/** Where requests go: the network or a receiver in this process. */
export interface Wire {
  readonly fetch: (request: Request) => Promise<Response>;
  /** For the network, connections must be closed and errors are not the receiver's. */
  readonly network: boolean;
  /** Removes the secrets, and the signature in these headers, from a receiver's text. */
  redact(text: string, headers: SentRequest['headers']): string;
}

export interface Answer {
  readonly status: number | null;
  readonly error: string | null;
  /** True if there was no answer in time. */
  readonly late: boolean;
  /** Real milliseconds. */
  readonly durationMs: number;
}

export interface SentRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** How long the sender of `hung-up` waits, in real milliseconds. Even a faster answer is too late in virtual time. */
const hangUpMs = 250;
/** How long the first half of a body may take to arrive, in real milliseconds. */
const arrivalMs = 20;
/** How much of an answer's body is read before the connection is closed. */
const maxAnswerBytes = 65_536;

/** Sends a request once. Never rejects: errors are part of the answer. Redirects are answers and not followed. */
export async function sendRequest(wire: Wire, sent: SentRequest, timeoutMs: number, fault: SimulatedFault | null = null): Promise<Answer> {
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
    return end(null, `the request is invalid: ${describeError(error)}`);
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
      // A later result is ignored.
      answered.then((response) => response.body?.cancel()).catch(() => undefined);
      aborting.abort();
    }
  }
}

async function callFetch({ fetch }: Wire, request: Request): Promise<Response> {
  const response: unknown = await fetch(request);
  // Not by class: frameworks and test environments have their own Response classes.
  if (typeof response === 'object' && response !== null && typeof Reflect.get(response, 'status') === 'number') return response as Response;
  throw new TypeError('it returned no Response');
}

function createRequest(
  { network }: Wire,
  { url, headers, body }: SentRequest,
  fault: SimulatedFault | null,
  aborting: AbortController,
): Request {
  const extra = network ? { connection: 'close' } : {};
  const content = fault === 'cut-off' ? { body: breakOff(body, aborting), duplex: 'half' } : { body };
  return new Request(url, { method: 'POST', headers: { ...headers, ...extra }, redirect: 'manual', signal: aborting.signal, ...content });
}

/**
 * Sends the first half of the body, then breaks the connection. The signal ends a network request (undici keeps the
 * socket of a failed body open for seconds); the failing stream ends it for a receiver in this process.
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
        await new Promise((resolve) => setTimeout(resolve, arrivalMs));
        connection.abort();
        controller.error(new Error('the connection broke'));
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads the answer to its end, as senders do, but only up to a limit. */
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

/** fetch only says "fetch failed"; the actual error is in `cause`. A custom `fetch` may do the same. */
function describeFailure({ network }: Wire, error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'code') : undefined;
  if (typeof code === 'string' && code !== '' && (network || cause !== error)) return `the connection failed: ${code}`;
  return network ? `the connection failed: ${describeError(cause)}` : `the receiver failed: ${describeError(error)}`;
}
