import type { ProviderContract, Source } from './contract.js';
import type { RefusalReason } from './refusal.js';
import { factsOf } from './request-facts.js';

/** What can be refused before a byte of the body is read; null where nothing speaks against the request. */
export function refuseEarly(request: Request, contract: ProviderContract, maxBodyBytes: number): RefusalReason | null {
  if (request.method !== 'POST') return 'method-not-allowed';
  if (!isJson(request.headers.get('content-type') ?? '')) return 'unsupported-media-type';
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') return 'unsupported-content-encoding';
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return 'body-too-large';
  if (factsOf(request)?.bodyRead || request.bodyUsed || request.body?.locked) return 'body-already-read';
  return criticalHeaders(contract).some((name) => isRepeated(request, name, contract)) ? 'header-repeated' : null;
}

/** application/json, and every +json type (RFC 6839), with any parameters; never a list, as which a repeated header arrives. */
function isJson(contentType: string): boolean {
  if (contentType.replace(/"(?:[^"\\]|\\.)*"/g, '').includes(',')) return false;
  const essence = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  return essence === 'application/json' || /^[!#$&^_.+\-a-z0-9]+\/[!#$&^_.+\-a-z0-9]+\+json$/.test(essence);
}

/** The headers that decide whether a request is believed and what it is. */
function criticalHeaders({ signature, dedupe, discriminator }: ProviderContract): string[] {
  const sources: (Source | { readonly kind: 'text' | 'body' } | null)[] = [...discriminator];
  if (signature !== null) sources.push({ kind: 'header', header: signature.header }, signature.timestamp, ...signature.signed);
  if (dedupe.by === 'sources') sources.push(...dedupe.sources);
  return sources.flatMap((source) => (source?.kind === 'header' ? [source.header] : []));
}

function isRepeated(request: Request, name: string, { signature }: ProviderContract): boolean {
  const facts = factsOf(request);
  if (facts !== null) return facts.repeated.has(name.toLowerCase());
  // Fetch joins repeated headers by ", ", which no single signature contains.
  return name === signature?.header && !signature.prefix.includes(', ') && (request.headers.get(name)?.includes(', ') ?? false);
}
