import type { SignedPart } from '@hookbook/runtime';
import { describeDelivery, openBody, valueAt } from '@hookbook/runtime/inspect';
import { type Freshening, freshen } from './freshen.js';
import type { SimulatedProvider } from './provider.js';
import { renewTime } from './renew-value.js';
import { sign } from './sign.js';

/** A delivery that can be sent any number of times. */
export interface BuiltDelivery {
  readonly event: string;
  /** The id that our receivers deduplicate by. */
  readonly id: string;
  readonly payload: unknown;
  readonly body: Uint8Array<ArrayBuffer>;
  /** The endpoint's URL with the provider's query. */
  readonly url: string;
  /** All headers of an attempt, in lower case. A signed time in a header is the attempt's, in unix milliseconds. */
  seal(at: number): Promise<Readonly<Record<string, string>>>;
}

export interface Building {
  readonly url: string;
  /** Empty for a provider that does not sign. */
  readonly secrets: readonly string[];
  /** Changes the fresh payload before it is signed. */
  readonly change?: ((payload: unknown) => unknown) | undefined;
  /** Prints the payload as JSON; JSON.stringify by default. */
  readonly print?: ((payload: unknown) => string) | undefined;
  /** Additional headers; they override the provider's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const encoder = new TextEncoder();

/**
 * Builds a fresh delivery of the event. Rejects with a TypeError if it can't be signed: the secret is invalid, or the
 * sample lacks a signed value.
 */
export async function buildDelivery(
  provider: SimulatedProvider,
  event: string,
  freshening: Freshening,
  { url, secrets, change = (payload) => payload, print = (payload) => JSON.stringify(payload), headers: changed = {} }: Building,
): Promise<BuiltDelivery> {
  const sample = provider.sample(event);
  const fresh = freshen(provider, event, sample, freshening);
  const payload = change(fresh.payload);
  const body = encoder.encode(`${print(payload)}${fresh.padding}`);
  const { signature } = provider;
  const headers: Record<string, string> = { 'content-type': sample.contentType, ...fresh.headers, ...changed };
  const time = signature?.timestamp?.kind === 'header' ? signature.timestamp.header : null;
  const layout = time === null ? undefined : headers[time];
  if (time !== null) delete headers[time];

  async function seal(at: number): Promise<Readonly<Record<string, string>>> {
    const timed = time === null || layout === undefined ? {} : { [time]: String(renewTime(layout, at, freshening.random)) };
    const given = { ...headers, ...timed };
    return { ...given, ...(await sign(provider, body, secrets, { at, headers: given })) };
  }

  const sealed = new Headers(await seal(freshening.at));
  return {
    ...{ event, payload, body, seal },
    id: await describeDelivery(provider, sealed, openBody(body)),
    url: addQuery(url, provider, payload, sealed),
  };
}

/** Appends the provider's query to what the URL already has, which stays verbatim. */
function addQuery(address: string, { delivery }: SimulatedProvider, payload: unknown, headers: Headers): string {
  const url = new URL(address);
  for (const { name, value } of delivery.query) {
    const texts = value.map((part) => readPart(part, payload, headers));
    if (texts.includes(null)) continue;
    const pair = new URLSearchParams([[name, texts.join('')]]).toString();
    url.search = url.search === '' ? pair : `${url.search}&${pair}`;
  }
  return url.href;
}

function readPart(part: SignedPart, payload: unknown, headers: Headers): string | null {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'header') return headers.get(part.header);
  const value = part.kind === 'body' ? payload : valueAt(payload, part.pointer);
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
