import { createThrottle } from './throttle.js';

/** Why a request is refused: the status of the answer, and the likely cause for logs. There are no other reasons. */
export const refusals = {
  'method-not-allowed': { status: 405, hint: 'webhooks are sent with POST' },
  'unsupported-media-type': { status: 415, hint: 'the body must be application/json or a +json type' },
  'unsupported-content-encoding': { status: 415, hint: 'compressed bodies are not supported: the signature covers the raw bytes' },
  'body-too-large': { status: 413, hint: 'the body is larger than maxBodyBytes' },
  'body-timeout': { status: 408, hint: 'the body did not arrive within bodyTimeoutMs' },
  'body-aborted': { status: 400, hint: 'the sender closed the connection before the body was complete' },
  'body-already-read': {
    status: 500,
    hint:
      'something read the body first, such as express.json(): mount the receiver before any body parser, ' +
      "or put express.raw({ type: '*/*' }) in front of this route",
  },
  'malformed-request': { status: 400, hint: 'a header is invalid, or the body is not valid base64' },
  'header-repeated': { status: 400, hint: 'a header that the signature or the event depends on occurs more than once' },
  'ambiguous-signed-value': { status: 400, hint: 'a signed value contains or runs into the separator that follows it' },
  'signature-missing': { status: 401, hint: 'the signature header is missing: not from this provider, or removed by a proxy' },
  'signature-malformed': { status: 401, hint: 'the signature is not in the format of this provider' },
  'too-many-signatures': { status: 401, hint: 'the header contains more than 16 signatures' },
  'signed-value-missing': { status: 401, hint: 'a header or field that the signature covers is missing' },
  'signed-value-unreadable': { status: 401, hint: 'a field that the signature covers cannot be read unambiguously' },
  'timestamp-malformed': { status: 401, hint: 'the signed time is neither unix seconds nor RFC 3339' },
  'timestamp-out-of-tolerance': { status: 401, hint: 'a replayed request, or one of the clocks is wrong' },
  'signature-mismatch': { status: 401, hint: 'wrong secret, or the body was parsed or changed before it was verified' },
  'no-secret': { status: 401, hint: 'secrets(request) returned no secret' },
  'secrets-unavailable': { status: 503, hint: 'secrets(request) failed or returned no valid list of secrets' },
  'inbox-unavailable': { status: 503, hint: 'the inbox could not store the request; the provider should try again' },
  'too-many-conflicts': {
    status: 503,
    hint: 'too many different bodies under one id: the provider reuses ids, or someone replays a signature',
  },
  overloaded: { status: 503, hint: 'unanswered requests already hold maxBytesInFlight; the provider should try again' },
  closed: { status: 503, hint: 'the receiver is closed' },
} as const satisfies Record<string, { status: number; hint: string }>;

export type RefusalReason = keyof typeof refusals;

export interface Refusal {
  readonly provider: string;
  readonly reason: RefusalReason;
  readonly status: number;
  /** The likely cause. Never contains a secret, an expected signature or a part of the body. */
  readonly hint: string;
  /** For `secrets-unavailable` and `inbox-unavailable`: the error of the app's code. */
  readonly cause: unknown;
}

export function describeRefusal(provider: string, reason: RefusalReason, cause?: unknown): Refusal {
  return { provider, reason, ...refusals[reason], cause };
}

/** When stalled bodies will have timed out, in seconds: the default of `bodyTimeoutMs`. */
const retryAfterS = 10;

/** The answer to a refused request: the reason as JSON, and nothing that would help a forger. */
export function refusalResponse(reason: RefusalReason): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (reason === 'method-not-allowed') headers.set('allow', 'POST');
  if (reason === 'unsupported-content-encoding') headers.set('accept-encoding', 'identity'); // RFC 9110, section 15.5.16
  if (reason === 'overloaded') headers.set('retry-after', String(retryAfterS));
  return new Response(JSON.stringify({ error: reason }), { status: refusals[reason].status, headers });
}

/** The default of `onRefused`: a warning on the console, at most once a minute per reason. */
export function warnOfRefusals(now: () => number): (refusal: Refusal) => void {
  const isDue = createThrottle<RefusalReason>(now);
  return ({ provider, reason, status, hint, cause }) => {
    if (!isDue(reason)) return;
    const line = `hookbook: ${provider}: refused a request with ${status} ${reason} (${hint})`;
    if (cause === undefined) console.warn(line);
    else console.warn(line, cause);
  };
}
