import type { ProviderContract, SignatureScheme, Source } from '../contract.js';
import type { RefusalReason } from '../refusal.js';
import { factsOf, type RequestFacts } from './request-facts.js';

/** A request before a byte of its body is read. */
export interface RequestHead extends Pick<RequestFacts, 'repeated' | 'bodyRead'> {
  readonly method: string;
  readonly headers: Headers;
}

/** What the head of a request depends on. */
type Facts = Pick<ProviderContract, 'signature' | 'dedupe' | 'discriminator'>;

/** The reason to refuse a request before a byte of its body is read; null if there is none. */
export function refuseEarly(request: Request, contract: Facts, maxBodyBytes: number): RefusalReason | null {
  const { refused, repeated, bodyRead } = factsOf(request);
  if (refused !== null) return refused;
  const { method, headers } = request;
  return refuseHead({ method, headers, repeated, bodyRead: bodyRead || isBodyRead(request) }, contract, maxBodyBytes);
}

const isBodyRead = ({ bodyUsed, body }: Request) => bodyUsed || body?.locked === true;

/** The same for a head alone, for tools that have no Request. */
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

/** application/json, and every +json type (RFC 6839), with any parameters; never a list, as which a repeated header arrives. */
function isJson(contentType: string): boolean {
  if (withoutQuoted(contentType).includes(',')) return false;
  const essence = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  return essence === 'application/json' || /^[!#$&^_.+\-a-z0-9]+\/[!#$&^_.+\-a-z0-9]+\+json$/.test(essence);
}

/** A quoted string without its end stays as it is: it matches too, since looking for one from each quote on takes quadratic time. */
function withoutQuoted(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*("|\\?$)/gs, (quoted, end) => (end === '"' ? '' : quoted));
}

/** The headers that decide whether a request is believed and what it is. */
function criticalHeaders({ signature, dedupe, discriminator }: Facts): string[] {
  const sources: (Source | { readonly kind: 'text' | 'body' } | null)[] = [...discriminator];
  if (signature !== null) sources.push({ kind: 'header', header: signature.header }, signature.timestamp, ...signature.signed);
  if (dedupe.by === 'sources') sources.push(...dedupe.sources);
  return sources.flatMap((source) => (source?.kind === 'header' ? [source.header] : []));
}

function isRepeated({ headers, repeated }: RequestHead, name: string, { signature }: Facts): boolean {
  if (repeated !== null) return repeated.has(name.toLowerCase());
  const value = headers.get(name);
  return value !== null && signature !== null && isJoined(value, name, signature);
}

/**
 * Whether a value is several that were joined by a comma (RFC 9110, section 5.3), as Fetch and API Gateway do: seen in a signature
 * and in a signed time, which hold no comma but the one of `v1,` or a prefix. Other headers may be lists by themselves.
 */
function isJoined(value: string, name: string, { scheme, header, prefix, timestamp }: SignatureScheme): boolean {
  if (timestamp?.kind === 'header' && timestamp.header === name) return value.includes(',');
  if (name !== header) return false;
  if (scheme === 'standard-webhooks') return value.split(' ').some((entry) => entry.split(',').length > 2);
  return value.replace(prefix, '').includes(',');
}
