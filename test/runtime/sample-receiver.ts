import { createHmac } from 'node:crypto';
import type { ProviderContract, SignatureScheme } from '../../runtime/src/contract.js';
import type { InboxEntry } from '../../runtime/src/inbox/inbox.js';
import { createReceiver, type Receiver, type SignedOptions, type UnsignedOptions } from '../../runtime/src/index.js';

/** A provider of two events, by hand: what a generated receiver would bring. */
export interface ShopEvents {
  'order.created': { type: 'order.created'; id: string; total?: number };
  'order.item.added': { type: 'order.item.added'; id: string };
}

/** The secret, id and time of the vector that Standard Webhooks' libraries are tested with. */
export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const now = 1_614_265_330_000;
export const order = '{"type":"order.created","id":"o1"}';

export const standardScheme: SignatureScheme = {
  scheme: 'standard-webhooks',
  header: 'webhook-signature',
  algorithm: 'hmac-sha256',
  encoding: 'base64',
  prefix: 'v1,',
  signed: [
    { kind: 'header', header: 'webhook-id' },
    { kind: 'text', text: '.' },
    { kind: 'header', header: 'webhook-timestamp' },
    { kind: 'text', text: '.' },
    { kind: 'body' },
  ],
  timestamp: { kind: 'header', header: 'webhook-timestamp' },
  toleranceMs: 300_000,
};

export const bodyScheme: SignatureScheme = {
  scheme: 'custom',
  header: 'x-signature',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  prefix: 'sha256=',
  signed: [{ kind: 'body' }],
  timestamp: null,
  toleranceMs: null,
};

type Name = keyof ShopEvents;

export function shopContract(overrides: Partial<ProviderContract<Name>> = {}): ProviderContract<Name> {
  const validate = (value: unknown) => {
    const id = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
    const error = { pointer: '/id', keyword: 'type', expected: 'string', found: typeof id, message: 'must be string' };
    return typeof id === 'string' ? ({ valid: true } as const) : { valid: false, errors: [error] };
  };
  return {
    provider: 'shop',
    title: 'Shop',
    events: ['order.created', 'order.item.added'],
    signature: standardScheme,
    dedupe: { by: 'sources', sources: [{ kind: 'header', header: 'webhook-id' }] },
    acknowledge: 202,
    discriminator: [{ kind: 'pointer', pointer: '/type' }],
    findEvent: (value) => {
      const type = typeof value === 'object' && value !== null && Object.hasOwn(value, 'type') ? Reflect.get(value, 'type') : null;
      return type === 'order.created' || type === 'order.item.added' ? type : null;
    },
    validators: { 'order.created': { validate }, 'order.item.added': { validate } },
    ...overrides,
  };
}

export function shopReceiver(options: Partial<SignedOptions<ShopEvents>> = {}, contract: Partial<ProviderContract<Name>> = {}): Receiver {
  return createReceiver<ShopEvents>(shopContract(contract), { secrets: secret, on: {}, now: () => now, ...options });
}

export function unsignedReceiver(
  options: Partial<UnsignedOptions<ShopEvents>> = {},
  contract: Partial<ProviderContract<Name>> = {},
): Receiver {
  const merged = shopContract({ signature: null, dedupe: { by: 'body' }, ...contract });
  return createReceiver<ShopEvents>(merged, { unsigned: true, on: {}, now: () => now, ...options });
}

export interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly id?: string;
  /** Unix seconds. */
  readonly at?: string | number;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** A request that is signed as Standard Webhooks does; what `headers` says otherwise wins. */
export function signedRequest({
  body = order,
  id = 'msg_1',
  at = now / 1000,
  secret: key = secret,
  headers = {},
  method = 'POST',
}: Sent = {}): Request {
  const signature = createHmac('sha256', Buffer.from(key.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${at}.`)
    .update(body)
    .digest('base64');
  const signed = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${signature}`,
  };
  return new Request('http://localhost/hook', {
    method,
    headers: { ...signed, ...headers },
    body: method === 'GET' || method === 'HEAD' ? null : body,
  });
}

export async function entriesOf(receiver: Pick<Receiver, 'inbox'>): Promise<InboxEntry[]> {
  const entries = [];
  for await (const entry of receiver.inbox.entries()) entries.push(entry);
  return entries;
}
