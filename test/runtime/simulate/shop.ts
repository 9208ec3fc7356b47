import type { SignatureScheme } from '../../../runtime/src/contract.js';
import type { SimulatedProvider } from '../../../testkit/src/simulate.js';
import { standardScheme } from '../sample-receiver.js';

export const shopSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A provider by hand that signs by Standard Webhooks, with a policy of its own. */
export function shopProvider(overrides: Partial<SimulatedProvider> = {}): SimulatedProvider {
  return {
    provider: 'shop',
    title: 'Shop',
    events: ['order.created', 'order.updated', 'order.deleted'],
    signature: standardScheme,
    dedupe: { by: 'sources', sources: [{ kind: 'header', header: 'webhook-id' }] },
    acknowledge: 200,
    discriminator: [{ kind: 'pointer', pointer: '/type' }],
    delivery: {
      ...{ query: [], acknowledges: [200], timeoutMs: 1000, connectTimeoutMs: null },
      ...{ retriesMs: [1000, 60_000], retryForMs: null, disableAfterMs: null, notify: null, ordered: false },
    },
    sample: (event) => ({
      payload: { type: event, total: 12, note: 'in/out', data: { id: 'ord_123abc' } },
      headers: { 'x-tenant': 't1' },
      contentType: 'application/json',
    }),
    validate(event, value) {
      const valid = typeof value === 'object' && value !== null && Reflect.get(value, 'type') === event;
      if (valid) return { valid: true };
      return { valid: false, errors: [{ pointer: '/type', keyword: 'const', expected: event, found: '', message: `must be ${event}` }] };
    },
    ...overrides,
  };
}

/** Signs a time that stands in the body, and nothing else of it, as Ecwid does. */
export const pointerScheme: SignatureScheme = {
  ...{ scheme: 'custom', header: 'x-signature', algorithm: 'hmac-sha256', encoding: 'base64', prefix: '' },
  signed: [
    { kind: 'pointer', pointer: '/created' },
    { kind: 'text', text: '.' },
    { kind: 'pointer', pointer: '/id' },
  ],
  timestamp: { kind: 'pointer', pointer: '/created' },
  toleranceMs: 26 * 3_600_000,
};
