import { afterEach, describe, expect, test, vi } from 'vitest';
import { createReceiver, memoryInbox } from '../../runtime/src/index.js';
import { bodyScheme, secret, shopContract } from './sample-receiver.js';

afterEach(() => vi.restoreAllMocks());

const on = {};
/** Without types, as JavaScript calls it. */
const create = (options: unknown, contract = shopContract()) => Reflect.apply(createReceiver, null, [contract, options]);
const unsigned = shopContract({ signature: null });
const ed25519 = shopContract({ signature: { ...bodyScheme, algorithm: 'ed25519' } });

describe('an option that is wrong is named at start', () => {
  test.each([
    { name: 'no options', options: undefined, want: 'options' },
    { name: 'a misspelt option', options: { secrets: secret, on, onUnkown: () => {} }, want: 'onUnkown' },
    { name: 'no secrets', options: { on }, want: 'secrets' },
    { name: 'an empty secret', options: { on, secrets: '' }, want: 'secrets is blank' },
    { name: 'a blank secret', options: { on, secrets: [secret, '  '] }, want: 'secrets[1]' },
    { name: 'a secret with a line feed', options: { on, secrets: `${secret}\n` }, want: 'secrets begins or ends with white space' },
    { name: 'no secret in the list', options: { on, secrets: [] }, want: 'secrets' },
    { name: 'an unset variable', options: { on, secrets: [undefined] }, want: 'secrets[0]' },
    { name: 'a number', options: { on, secrets: 1 }, want: 'secrets' },
    { name: 'whsec_ alone', options: { on, secrets: 'whsec_' }, want: 'secrets has 0 bytes' },
    { name: 'a short standard secret', options: { on, secrets: `whsec_${'A'.repeat(24)}` }, want: 'secrets has 18 bytes' },
    { name: 'a standard secret that is no base64', options: { on, secrets: 'whsec_not base64' }, want: 'secrets is not' },
    { name: 'a private key', options: { on, secrets: `whsk_${'q'.repeat(42)}g=` }, want: 'secrets is a private key' },
    { name: 'a public key of zeros', options: { on, secrets: `whpk_${'A'.repeat(43)}=` }, want: 'secrets is not whpk_' },
    { name: 'an unset variable for all secrets', options: { on, secrets: undefined }, want: 'is its environment variable set?' },
    { name: 'a concurrency of none', options: { secrets: secret, on, concurrency: 0 }, want: 'concurrency must be' },
    {
      name: 'a concurrency of no event',
      options: { secrets: secret, on, concurrency: { 'order.deleted': 1 } },
      want: 'concurrency: there is no "order.deleted"',
    },
    { name: 'half a concurrency', options: { secrets: secret, on, concurrency: { '*': 1.5 } }, want: 'concurrency["*"]' },
    { name: 'no attempt', options: { secrets: secret, on, retry: { attempts: 0 } }, want: 'retry.attempts' },
    { name: 'a misspelt retry', options: { secrets: secret, on, retry: { times: 3 } }, want: 'retry: there is no "times"' },
    { name: 'waits the wrong way round', options: { secrets: secret, on, retry: { minMs: 10, maxMs: 5 } }, want: 'retry.maxMs' },
    { name: 'an order by no pointer', options: { secrets: secret, on, orderBy: 'data.id' }, want: 'orderBy' },
    { name: 'an order by nothing', options: { secrets: secret, on, orderBy: [] }, want: 'orderBy' },
    { name: 'work that is no choice', options: { secrets: secret, on, work: 'no' }, want: 'work' },
    {
      name: 'handlers that may outlast their lease',
      options: { secrets: secret, on: { '*': () => {} }, inbox: memoryInbox({ leaseMs: 60_000 }) },
      want: 'handlerTimeoutMs: 2 calls',
    },
    {
      name: 'handlers that may outlast the lease of the memory inbox that is made for them',
      options: { secrets: secret, on: { '*': () => {} }, handlerTimeoutMs: 600_000 },
      want: 'lease of 300000 ms',
    },
    {
      name: 'onInvalid and onDead that may outlast their lease',
      options: { secrets: secret, on, handlerTimeoutMs: 40_000, inbox: memoryInbox({ leaseMs: 60_000 }) },
      want: 'handlerTimeoutMs: 2 calls',
    },
    {
      name: 'an inbox without a lease',
      options: { secrets: secret, on, inbox: { ...memoryInbox(), leaseMs: undefined } },
      want: 'leaseMs',
    },
    { name: 'an inbox without a poll', options: { secrets: secret, on, inbox: { ...memoryInbox(), pollMs: Number.NaN } }, want: 'pollMs' },
    { name: 'nobody to work off an inbox of its own', options: { secrets: secret, on, work: false }, want: 'work: false' },
    { name: 'secrets with a hole', options: { on, secrets: Object.assign([secret], { length: 2 }) }, want: 'secrets[1]' },
    { name: 'unsigned for a provider that signs', options: { on, unsigned: true }, want: 'unsigned' },
    { name: 'no inbox', options: { on, secrets: secret, inbox: {} }, want: 'inbox' },
    { name: 'no handlers', options: { secrets: secret }, want: 'on' },
    { name: 'a handler of no event', options: { secrets: secret, on: { 'order.deleted': () => {} } }, want: 'on["order.deleted"]' },
    { name: 'a wildcard of no event', options: { secrets: secret, on: { 'user.*': () => {} } }, want: 'on["user.*"]' },
    { name: 'half a wildcard', options: { secrets: secret, on: { 'ord*': () => {} } }, want: 'on["ord*"]' },
    { name: 'a handler that is none', options: { secrets: secret, on: { 'order.created': 1 } }, want: 'on["order.created"]' },
    { name: 'a callback that is none', options: { secrets: secret, on, onDead: 'log' }, want: 'onDead' },
    { name: 'a clock that is none', options: { secrets: secret, on, now: 1 }, want: 'now' },
    { name: 'no bytes', options: { secrets: secret, on, maxBodyBytes: 0 }, want: 'maxBodyBytes' },
    {
      name: 'less in flight than one body may have',
      options: { secrets: secret, on, maxBytesInFlight: 1000 },
      want: 'maxBytesInFlight is 1000, less than maxBodyBytes, which is 1048576',
    },
    { name: 'a time-out past what timers hold', options: { secrets: secret, on, bodyTimeoutMs: 2 ** 31 }, want: 'bodyTimeoutMs' },
    { name: 'nothing for an unsigned provider', options: { on }, contract: unsigned, want: 'unsigned: true' },
    { name: 'unsigned: false', options: { on, unsigned: false }, contract: unsigned, want: 'unsigned: true' },
    { name: 'secrets for an unsigned provider', options: { on, secrets: secret }, contract: unsigned, want: 'secrets' },
    { name: 'a placeholder for an ed25519 key', options: { on, secrets: `${'A'.repeat(43)}=` }, contract: ed25519, want: 'secrets is' },
    { name: 'an ed25519 key of 31 bytes', options: { on, secrets: 'ab'.repeat(31) }, contract: ed25519, want: 'secrets is not an ed25519' },
  ])('$name', ({ options, contract, want }) => {
    let thrown: unknown;
    try {
      create(options, contract);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TypeError);
    expect(String(thrown)).toContain(want);
    expect(String(thrown)).not.toContain(secret.slice(6));
  });
});

describe('options that are right', () => {
  test.each([
    { name: 'a secret', options: { on, secrets: secret } },
    { name: 'secrets', options: { on, secrets: [secret, secret.slice(6)] } },
    { name: 'a look-up', options: { on, secrets: () => [] } },
    { name: 'an inbox', options: { on, secrets: secret, inbox: memoryInbox() } },
    { name: 'a public key of Standard Webhooks', options: { on, secrets: [secret, `whpk_${'q'.repeat(42)}g=`] } },
    { name: 'limits', options: { on, secrets: secret, concurrency: { '*': 4, 'order.created': 1 }, orderBy: ['/id', '/a~1b'] } },
    {
      name: 'all wildcards',
      options: { secrets: secret, on: { 'order.*': () => {}, 'order.item.*': () => {}, '*': () => {}, 'order.created': undefined } },
    },
    { name: 'a short secret of another scheme', options: { on, secrets: 'abc' }, contract: shopContract({ signature: bodyScheme }) },
    { name: 'an ed25519 key in hex', options: { on, secrets: 'ab'.repeat(32) }, contract: ed25519 },
    { name: 'an ed25519 key in base64', options: { on, secrets: `whpk_${'q'.repeat(42)}g=` }, contract: ed25519 },
  ])('$name', ({ options, contract }) => {
    expect(() => create(options, contract)).not.toThrow();
  });

  test('an unsigned provider says so, once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    create({ on, unsigned: true }, { ...unsigned, provider: 'warned-of-once' });
    create({ on, unsigned: true }, { ...unsigned, provider: 'warned-of-once' });
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0]?.[0]).toContain('NOT VERIFIED');
  });
});
