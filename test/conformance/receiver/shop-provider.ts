import type { Validation } from '../../../runtime/src/contract.js';
import type { SimulatedProvider } from '../../../testkit/src/simulate.js';
import { shopContract } from '../../runtime/sample-receiver.js';

export { secret } from '../../runtime/sample-receiver.js';

/** The provider's one event: `type` tells it, and `id` must be a string. */
export const knownEvent = 'order.created';

function validate(value: unknown): Validation {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
  if (typeof id === 'string') return { valid: true };
  const keyword = id === undefined ? 'required' : 'type';
  return { valid: false, errors: [{ pointer: '/id', keyword, expected: 'string', found: typeof id, message: 'must be a string' }] };
}

/** A provider that signs as Standard Webhooks says, with one event: every receiver of these tests is written for it. */
export const shopProvider: SimulatedProvider<typeof knownEvent> = {
  ...shopContract(),
  events: [knownEvent],
  delivery: {
    query: [],
    acknowledges: ['2xx'],
    timeoutMs: 30_000,
    connectTimeoutMs: null,
    retriesMs: [5_000, 300_000, 1_800_000],
    retryForMs: null,
    disableAfterMs: 86_400_000,
    notify: null,
    ordered: false,
  },
  sample: () => ({ payload: { type: knownEvent, id: 'o1' }, headers: {}, contentType: 'application/json' }),
  validate: (_, value) => validate(value),
};
