import type { Pointer, Provider, WebhookEvent } from '../catalogue/model/model.js';
import type { Difference } from './change.js';

/** What a difference concerns: an event, or a whole provider. */
export type Subject = Pick<Provider, 'key' | 'pointer'> | Pick<WebhookEvent, 'key' | 'pointer' | 'provider'>;

/** A difference in the definition of its subject, unless it has a pointer of its own. */
export function differ(code: string, subject: Subject, message: string, pointer: Pointer = subject.pointer): Difference {
  const [provider, event] = 'provider' in subject ? [subject.provider, subject.key] : [subject.key, null];
  return { code, event, provider, pointer, message };
}
