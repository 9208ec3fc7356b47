import { expect, test } from 'vitest';
import { assignAddresses } from '../../../cli/listen/addresses.js';

const provider = (key: string, ...addresses: (string | null)[]) => ({
  key,
  channels: addresses.map((address) => ({ key, address, pointer: '' })),
});

test.each([
  { name: "the channel's address, and the usual one", given: [provider('a', '/in/a')], want: { a: ['/in/a', '/webhooks/a'] } },
  { name: 'the usual one alone', given: [provider('a', '/webhooks/a')], want: { a: ['/webhooks/a'] } },
  { name: 'several channels', given: [provider('a', '/1', '/2', null)], want: { a: ['/1', '/2', '/webhooks/a'] } },
  {
    name: 'one address for two',
    given: [provider('a', '/in'), provider('b', '/in')],
    want: { a: ['/in', '/webhooks/a'], b: ['/webhooks/b'] },
  },
  {
    name: "another provider's usual address",
    given: [provider('a', '/webhooks/b'), provider('b')],
    want: { a: ['/webhooks/a'], b: ['/webhooks/b'] },
  },
  ...['/{id}', 'in', '//evil', '/a/../b', '/\u001b', '/a b', '/', 'https://x/y'].map((address) => ({
    name: `no plain path: ${JSON.stringify(address)}`,
    given: [provider('a', address)],
    want: { a: ['/webhooks/a'] },
  })),
])('the addresses of providers: $name', ({ given, want }) => {
  expect(Object.fromEntries(assignAddresses(given))).toEqual(want);
});
