import type { Pointer, Provider, WebhookEvent } from '../catalogue/model/model.js';
import type { Difference } from './change.js';
import type { Found } from './found.js';

/** Where a difference stands: an event of a provider, or the provider. */
export interface Place {
  readonly provider: Pick<Provider, 'key'>;
  readonly event: Pick<WebhookEvent, 'key'> | null;
}

export function differ(code: string, { provider, event }: Place, pointer: Pointer, message: string): Difference {
  return { code, event: event?.key ?? null, provider: provider.key, pointer, message };
}

/** What was found in an event's payload. */
export function differInPayload(place: Place, { code, pointer, message }: Found): Difference {
  return differ(code, place, pointer, `${pointer === '' ? 'the payload' : pointer}: ${message}`);
}
