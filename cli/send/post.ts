import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type Answer, maxAnswerBytes, UnansweredError, type WireRequest } from '../../requests/wire-request.js';

/**
 * Sends a request and reads its answer. Redirects are not followed, as providers don't. Uses node:http because fetch
 * adds headers and refuses some ports. Rejects with an UnansweredError if there is no answer within `timeoutMs`.
 */
export function post({ url, headers, body }: WireRequest, timeoutMs: number): Promise<Answer> {
  const { protocol, host } = new URL(url);
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const send = protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = send(url, { method: 'POST', headers: { ...headers, 'content-length': body.length }, agent: false });
    const timer = setTimeout(() => outgoing.destroy(new TimeoutError()), timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(new UnansweredError(describeFailure(error, host, timeoutMs), { cause: error }));
    };
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      incoming.on('error', fail);
      readAnswer(incoming, (answer) => {
        clearTimeout(timer);
        resolve({ ...answer, durationMs: Math.round(performance.now() - startedAt) });
        outgoing.destroy();
      });
    });
    outgoing.end(body);
  });
}

class TimeoutError extends Error {}

function readAnswer(incoming: IncomingMessage, done: (answer: Omit<Answer, 'durationMs'>) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = () => {
    const body = Buffer.concat(chunks);
    const pairs = incoming.rawHeaders.flatMap((name, at, all): [string, string][] => (at % 2 === 0 ? [[name, all[at + 1] ?? '']] : []));
    done({
      status: incoming.statusCode ?? 0,
      headers: pairs,
      body: body.subarray(0, maxAnswerBytes),
      truncated: body.length > maxAnswerBytes,
    });
  };
  incoming.on('data', (chunk: Buffer) => {
    if (length > maxAnswerBytes) return;
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxAnswerBytes) finish();
  });
  incoming.on('end', () => {
    if (length <= maxAnswerBytes) finish();
  });
}

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is the receiver running?',
  ENOTFOUND: 'the host does not exist',
  EAI_AGAIN: 'the host name could not be resolved',
  ECONNRESET: 'the connection was closed before the answer',
  EPROTO: 'is it http instead of https?',
  EHOSTUNREACH: 'the host is unreachable',
  ENETUNREACH: 'the host is unreachable',
};

function describeFailure(error: Error, host: string, timeoutMs: number): string {
  if (error instanceof TimeoutError) return `${host} did not answer within ${timeoutMs} ms`;
  const code = codeOf(error);
  if (code.startsWith('HPE_')) return `${host} answered something that is not HTTP (${code})`;
  return `no answer from ${host}: ${causes[code] ?? error.message}${code === '' ? '' : ` (${code})`}`;
}

/** The code of an error, or of the first error if several addresses were tried. */
function codeOf(error: Error & { readonly code?: unknown; readonly errors?: unknown }): string {
  if (typeof error.code === 'string') return error.code;
  const [first] = Array.isArray(error.errors) ? error.errors : [];
  return first instanceof Error ? codeOf(first) : '';
}
