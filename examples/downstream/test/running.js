import { createServer } from 'node:http';
import { providers } from '@hookbook/events/testing';
import { sign } from '@hookbook/testkit/simulate';
import { createEndpoint } from '../src/endpoint.js';
import { createStore } from '../src/store.js';

export const secrets = { gately: 'gately-test-secret', ecwid: 'ecwid-test-secret' };
/** While a secret is rotated, the endpoint takes both. */
export const previousSecrets = { gately: 'gately-old-secret', ecwid: 'ecwid-old-secret' };

const bothOf = { gately: [secrets.gately, previousSecrets.gately], ecwid: [secrets.ecwid, previousSecrets.ecwid] };

/** The endpoint on a port of its own, over an empty store. */
export async function startEndpoint() {
  const store = createStore();
  const server = createServer(createEndpoint({ secrets: bothOf, store }));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  /** @param {Provider} provider */
  const urlOf = (provider) => `http://127.0.0.1:${address.port}/webhooks/${provider}`;
  return {
    store,
    urlOf,
    /** Sends a payload as the provider does, signed, and gives the status. @param {Provider} provider @param {unknown} payload */
    async deliver(provider, payload) {
      const body = JSON.stringify(payload);
      const headers = { 'content-type': 'application/json', ...(await sign(providers[provider], body, secrets[provider])) };
      const { status } = await fetch(urlOf(provider), { method: 'POST', headers, body });
      return status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** Starts an endpoint for a test, and ends it also where the test fails. @param {(endpoint: Endpoint) => Promise<void>} test */
export async function withEndpoint(test) {
  const endpoint = await startEndpoint();
  try {
    await test(endpoint);
  } finally {
    await endpoint.close();
  }
}

/** @typedef {Awaited<ReturnType<typeof startEndpoint>>} Endpoint */
/** @typedef {'gately' | 'ecwid'} Provider */

/** Ecwid signs the time of the event: an example's is long ago. @template {object} T @param {T} event @returns {T} */
export function happeningNow(event) {
  return 'eventCreated' in event ? { ...event, eventCreated: Math.floor(Date.now() / 1000) } : event;
}
