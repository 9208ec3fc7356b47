import type { Pointer, Provider, WebhookEvent } from '../catalogue/model/model.js';
import type { Difference } from './change.js';
import type { Found } from './found.js';

/** What a difference concerns: an event of a provider, or the whole provider. */
export interface Subject {
  readonly provider: Pick<Provider, 'key'>;
  readonly event: Pick<WebhookEvent, 'key'> | null;
}

export function differ(code: string, { provider, event }: Subject, pointer: Pointer, message: string): Difference {
  return { code, event: event?.key ?? null, provider: provider.key, pointer, message };
}

/** A finding in an event's payload. */
export function differInPayload(subject: Subject, { code, pointer, message }: Found): Difference {
  return differ(code, subject, pointer, `${pointer === '' ? 'the payload' : pointer}: ${message}`);
}
