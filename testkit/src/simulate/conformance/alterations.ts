import type { Source } from '@hookbook/runtime';
import { alterAt, alterPayload, alterValue } from '../alter.js';
import { coversBody, signedSources } from '../facts.js';
import type { SimulatedProvider } from '../provider.js';
import type { SentRequest } from '../send-request.js';
import type { SignedRequest } from './compose.js';

export interface Alteration {
  /** How the request differs from what was signed, for `a request with …`. */
  readonly what: string;
  readonly request: SentRequest;
}

/** All ways to alter a request so that it must be refused. */
export function listAlterations(provider: SimulatedProvider, request: SignedRequest): readonly Alteration[] {
  const { signature } = provider;
  if (signature === null) return [];
  const given = request.headers[signature.header] ?? '';
  const { [signature.header]: _, ...unsigned } = request.headers;
  const withHeader = (name: string, value: string) => ({ ...request, headers: { ...request.headers, [name]: value } });
  const withPayload = (payload: unknown) => ({ ...request, body: new TextEncoder().encode(JSON.stringify(payload)) });
  const alter = (source: Source): Alteration =>
    source.kind === 'header'
      ? { what: `another ${source.header}`, request: withHeader(source.header, String(alterValue(request.headers[source.header]))) }
      : { what: `another ${source.pointer}`, request: withPayload(alterAt(request.payload, source.pointer)) };
  const bodies = [
    { what: 'another body', request: withPayload(alterPayload(provider, request.payload)) },
    { what: 'a longer body', request: { ...request, body: Uint8Array.of(...request.body, 0x30) } },
  ];
  return [
    ...(coversBody(provider) ? bodies : []),
    ...[...signedSources(signature), ...(signature.timestamp === null ? [] : [signature.timestamp])].map(alter),
    { what: 'half a signature', request: withHeader(signature.header, given.slice(0, Math.ceil(given.length / 2))) },
    { what: 'an empty signature', request: withHeader(signature.header, '') },
    { what: 'no signature', request: { ...request, headers: unsigned } },
  ];
}
