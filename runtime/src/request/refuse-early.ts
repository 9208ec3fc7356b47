import type { ProviderContract, SignatureScheme } from '../contract.js';
import type { RefusalReason } from '../refusal.js';
import { listHeaders } from '../sources.js';
import { factsOf, type RequestFacts } from './request-facts.js';

/** A request before its body is read. */
export interface RequestHead extends Pick<RequestFacts, 'repeated' | 'bodyRead'> {
  readonly method: string;
  readonly headers: Headers;
}

/** The parts of a contract that decide about the head of a request. */
type Facts = Pick<ProviderContract, 'signature' | 'dedupe' | 'discriminator'>;

/** The reason to refuse a request before its body is read; null if there is none. */
export function refuseEarly(request: Request, contract: Facts, maxBodyBytes: number): RefusalReason | null {
  const { refused, repeated, bodyRead } = factsOf(request);
  if (refused !== null) return refused;
  const { method, headers } = request;
  return refuseHead({ method, headers, repeated, bodyRead: bodyRead || isBodyRead(request) }, contract, maxBodyBytes);
}

const isBodyRead = ({ bodyUsed, body }: Request) => bodyUsed || body?.locked === true;

/** The same for tools that have a head but no Request. */
export function refuseHead(head: RequestHead, contract: Facts, maxBodyBytes: number): RefusalReason | null {
  const { method, headers, bodyRead } = head;
  if (method !== 'POST') return 'method-not-allowed';
  if (!isJson(headers.get('content-type') ?? '')) return 'unsupported-media-type';
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') return 'unsupported-content-encoding';
  if (Number(headers.get('content-length') ?? 0) > maxBodyBytes) return 'body-too-large';
  if (bodyRead) return 'body-already-read';
  return criticalHeaders(contract).some((name) => isRepeated(head, name, contract)) ? 'header-repeated' : null;
}

/** application/json and every +json type (RFC 6839). Refuses lists, which is what repeated headers become. */
function isJson(contentType: string): boolean {
  if (withoutQuoted(contentType).includes(',')) return false;
  const essence = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  return essence === 'application/json' || /^[!#$&^_.+\-a-z0-9]+\/[!#$&^_.+\-a-z0-9]+\+json$/.test(essence);
}

/** Keeps an unterminated string, but matches it: searching for an end from each quote takes quadratic time. */
function withoutQuoted(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*("|\\?$)/gs, (quoted, end) => (end === '"' ? '' : quoted));
}

/** The headers that the signature, the id or the event depends on. */
function criticalHeaders({ signature, dedupe, discriminator }: Facts): string[] {
  const signed = signature === null ? [] : [signature.header, ...listHeaders([signature.timestamp, ...signature.signed])];
  return [...listHeaders(discriminator), ...signed, ...(dedupe.by === 'sources' ? listHeaders(dedupe.sources) : [])];
}

function isRepeated({ headers, repeated }: RequestHead, name: string, { signature }: Facts): boolean {
  if (repeated !== null) return repeated.has(name.toLowerCase());
  const value = headers.get(name);
  return value !== null && signature !== null && isJoined(value, name, signature);
}

/**
 * Whether a value was joined from several headers by a comma (RFC 9110, section 5.3), as Fetch and API Gateway do.
 * Detectable in signatures and signed times, which contain no comma except in `v1,` or a prefix. Other headers may be
 * lists themselves.
 */
function isJoined(value: string, name: string, { scheme, header, prefix, timestamp }: SignatureScheme): boolean {
  if (timestamp?.kind === 'header' && timestamp.header === name) return value.includes(',');
  if (name !== header) return false;
  if (scheme === 'standard-webhooks') return value.split(' ').some((entry) => entry.split(',').length > 2);
  return value.replace(prefix, '').includes(',');
}
