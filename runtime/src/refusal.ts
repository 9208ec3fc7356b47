/** Why a request is turned away: the status it gets, and the likely cause, for the log. A closed list: nothing else refuses. */
export const refusals = {
  'method-not-allowed': { status: 405, hint: 'webhooks are sent by POST' },
  'unsupported-media-type': { status: 415, hint: 'the body must be application/json or a +json type' },
  'unsupported-content-encoding': { status: 415, hint: 'a compressed body is not unpacked before it is verified' },
  'body-too-large': { status: 413, hint: 'the body is larger than maxBodyBytes' },
  'body-timeout': { status: 408, hint: 'the body did not arrive within bodyTimeoutMs' },
  'body-aborted': { status: 400, hint: 'the sender closed the connection before the body was complete' },
  'body-already-read': {
    status: 500,
    hint:
      'something read the body first, such as express.json(): mount the receiver before any body parser, ' +
      "or put express.raw({ type: '*/*' }) in front of this route",
  },
  'malformed-request': { status: 400, hint: 'a header that no Headers object can hold, or a body that is not the base64 it should be' },
  'header-repeated': { status: 400, hint: 'a header that the signature or the event depends on occurs more than once' },
  'ambiguous-signed-value': { status: 400, hint: 'a signed value contains or runs into the separator that follows it' },
  'signature-missing': { status: 401, hint: 'no signature header: not from this provider, or a proxy drops it' },
  'signature-malformed': { status: 401, hint: 'the signature is not in the form this provider uses' },
  'too-many-signatures': { status: 401, hint: 'more than 16 signatures in one header' },
  'signed-value-missing': { status: 401, hint: 'a header or member that the signature covers is missing' },
  'signed-value-unreadable': { status: 401, hint: 'the members that the signature covers cannot be read from the body without doubt' },
  'timestamp-malformed': { status: 401, hint: 'the signed time is not in the form this provider uses: decimal unix seconds, or RFC 3339' },
  'timestamp-out-of-tolerance': { status: 401, hint: 'a replayed request, or one of the two clocks is wrong' },
  'signature-mismatch': { status: 401, hint: 'wrong secret, or the body was parsed or changed before it was verified' },
  'no-secret': { status: 401, hint: 'secrets(request) gave none for this request' },
  'secrets-unavailable': { status: 503, hint: 'secrets(request) failed, or gave something that is no list of usable secrets' },
  'inbox-unavailable': { status: 503, hint: 'the inbox could not store the request; the provider should try again' },
  'too-many-conflicts': {
    status: 503,
    hint: 'other bytes came under one id again and again: the provider reuses ids, or someone replays a signature',
  },
  overloaded: { status: 503, hint: 'bodies that are not answered yet hold maxBytesInFlight; the provider should try again' },
  closed: { status: 503, hint: 'the receiver is closed' },
} as const satisfies Record<string, { status: number; hint: string }>;

export type RefusalReason = keyof typeof refusals;

export interface Refusal {
  readonly provider: string;
  readonly reason: RefusalReason;
  readonly status: number;
  /** The likely cause, in words. Never a secret, an expected signature or a part of the body. */
  readonly hint: string;
  /** What was thrown by the app's own code, for `secrets-unavailable` and `inbox-unavailable`. */
  readonly cause: unknown;
}

export function describeRefusal(provider: string, reason: RefusalReason, cause?: unknown): Refusal {
  return { provider, reason, ...refusals[reason], cause };
}

/** By when bodies that stalled have timed out, in seconds: the default of `bodyTimeoutMs`. */
const retryAfterS = 10;

/** The answer to a refused request: the reason's word as JSON, and nothing about why it was believed. */
export function refusalResponse(reason: RefusalReason): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (reason === 'method-not-allowed') headers.set('allow', 'POST');
  if (reason === 'unsupported-content-encoding') headers.set('accept-encoding', 'identity'); // RFC 9110, section 15.5.16
  if (reason === 'overloaded') headers.set('retry-after', String(retryAfterS));
  return new Response(JSON.stringify({ error: reason }), { status: refusals[reason].status, headers });
}

const quietMs = 60_000;

/**
 * The default of `onRefused`: a line on console.warn, at most one a minute for each reason, so that a flood of bad requests
 * is no flood of lines.
 */
export function warnOfRefusals(now: () => number): (refusal: Refusal) => void {
  const last = new Map<RefusalReason, number>();
  return ({ provider, reason, status, hint, cause }) => {
    const at = now();
    if (Math.abs(at - (last.get(reason) ?? Number.NEGATIVE_INFINITY)) < quietMs) return;
    last.set(reason, at);
    const line = `hookbook: ${provider}: refused a request with ${status} ${reason} (${hint})`;
    if (cause === undefined) console.warn(line);
    else console.warn(line, cause);
  };
}
