import type { Provider, WebhookEvent } from '../../catalogue/model.js';

/** A program for a fence of `sh`, without a last line feed; or why there is none, which the page says in its own language. */
export type CurlSnippet =
  | { readonly kind: 'shell'; readonly text: string }
  /** `private-key`: only the provider can sign. `unsignable`: the sample lacks a value that is signed, or has one that no header can hold. */
  | { readonly kind: 'none'; readonly reason: 'private-key' | 'unsignable' };

/**
 * A POSIX shell program that sends this event to a receiver on this machine, signed when it runs: it needs openssl, curl, and the
 * provider's secret in the environment variable that scaffolded apps read it from.
 */
export function describeCurl(_event: WebhookEvent, _provider: Provider): CurlSnippet {
  return { kind: 'none', reason: 'unsignable' };
}
