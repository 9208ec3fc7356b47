import { describeDelivery, openBody } from '@hookbook/runtime/inspect';
import { buildDelivery } from '../build-delivery.js';
import type { SeededRandom } from '../seeded-random.js';
import type { SentRequest } from '../send-request.js';
import { sign } from '../sign.js';
import type { ConformanceSettings } from './settings.js';

export type Bytes = Uint8Array<ArrayBuffer>;

/** A request as the provider built it, as data: it can be sent repeatedly and altered. */
export interface SignedRequest extends SentRequest {
  /** The id that deduplication uses. */
  readonly id: string;
  readonly payload: unknown;
  /** The same delivery, signed again at another time (unix milliseconds). */
  at(time: number): Promise<SignedRequest>;
}

export interface Composing {
  /** When it is signed, in unix milliseconds; now by default. */
  readonly at?: number;
  /** Changes the fresh payload, or the bytes it is printed as, before signing. */
  readonly payload?: (payload: unknown) => unknown;
  readonly body?: (text: string) => string | Bytes;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Sender extends Pick<ConformanceSettings, 'provider' | 'secrets' | 'url'> {
  readonly event: string;
  readonly random: SeededRandom;
}

const encoder = new TextEncoder();

/** Composes a unique request. Rejects with a TypeError if it can't be signed. */
export async function composeRequest(
  { provider, event, secrets, url, random }: Sender,
  serial: number,
  { at = Date.now(), payload, body: write, headers }: Composing,
): Promise<SignedRequest> {
  const built = await buildDelivery(provider, event, { at, serial, random }, { url, secrets, change: payload, headers });
  const written = write?.(new TextDecoder().decode(built.body)) ?? built.body;
  const body = typeof written === 'string' ? encoder.encode(written) : written;

  async function seal(time: number): Promise<SignedRequest> {
    const sealed = await built.seal(time);
    const headers = body === built.body ? sealed : { ...sealed, ...(await sign(provider, body, secrets, { headers: sealed })) };
    const id = await describeDelivery(provider, new Headers(headers), openBody(body));
    return { url: built.url, headers, body, id, payload: built.payload, at: seal };
  }

  return seal(at);
}
