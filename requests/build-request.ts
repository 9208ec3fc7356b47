import { type Sample, type SimulatedProvider, sign } from '@hookbook/testkit/simulate';
import type { Json } from '../catalogue/model/model.js';
import { valueAt } from '../catalogue/model/pointer.js';
import { describeInvalidHeader } from './header.js';
import type { WireRequest } from './wire-request.js';

export interface Message {
  readonly provider: SimulatedProvider;
  readonly sample: Sample;
  /** The exact bytes. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** undefined if the body is not JSON. */
  readonly payload: Json | undefined;
  readonly url: string;
  /** Headers that replace all others, even the signature's, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** null if the provider doesn't sign. */
  readonly secret: string | null;
  /** Unix milliseconds, for a signed time in a header. */
  readonly at: number;
}

/** A request that can't be built from the document and the command line. The message says what is missing. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** The request as the provider would send it, with its headers, query and signature. Throws a RequestError. */
export async function buildRequest({ provider, sample, body, payload, url, headers, secret, at }: Message): Promise<WireRequest> {
  const plain = { 'content-type': sample.contentType, ...sample.headers, ...headers };
  for (const [name, value] of Object.entries(plain)) {
    const fault = describeInvalidHeader(name, value);
    if (fault !== null) throw new RequestError(`the header ${JSON.stringify(name)} ${fault}`);
  }
  const all = { ...plain, ...(await signBody(provider, body, secret, plain, at)), ...headers };
  return { url: addQuery(url, provider, payload, all), headers: all, body };
}

async function signBody(
  provider: SimulatedProvider,
  body: Uint8Array<ArrayBuffer>,
  secret: string | null,
  headers: Readonly<Record<string, string>>,
  at: number,
): Promise<Record<string, string>> {
  if (provider.signature === null || secret === null) return {};
  try {
    return await sign(provider, body, secret, { at, headers });
  } catch (error) {
    throw new RequestError(`it can't be signed: ${(error instanceof Error ? error.message : String(error)).replace(/^sign: /, '')}`);
  }
}

/** Adds the provider's query parameters. Those that the URL already has stay as they are. */
function addQuery(
  url: string,
  { delivery }: SimulatedProvider,
  payload: Json | undefined,
  headers: Readonly<Record<string, string>>,
): string {
  const address = new URL(url);
  address.hash = '';
  const given = new Set(address.searchParams.keys());
  for (const { name, value } of delivery.query) {
    if (given.has(name)) continue;
    const parts = value.map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'header') return headers[part.header] ?? '';
      const found = part.kind === 'pointer' && payload !== undefined ? valueAt(payload, part.pointer) : undefined;
      return found === undefined ? '' : typeof found === 'string' ? found : JSON.stringify(found);
    });
    address.searchParams.append(name, parts.join(''));
  }
  return address.href;
}
