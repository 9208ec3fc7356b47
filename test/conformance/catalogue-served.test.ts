import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery, Receiver } from '@hookbook/runtime';
import { toNodeListener } from '@hookbook/runtime/node';
import {
  type ConformanceReport,
  conformance,
  describeConformance,
  type HandlerRun,
  type Probe,
  type StoredRequest,
} from '@hookbook/testkit/simulate';
import { describe, expect, test } from 'vitest';
import { createAcmeReceiver } from '../../generated/receivers/acme.js';
import { createCreadsReceiver } from '../../generated/receivers/creads.js';
import { createEcwidReceiver } from '../../generated/receivers/ecwid.js';
import { createGatelyReceiver } from '../../generated/receivers/gately.js';
import { createUluleReceiver } from '../../generated/receivers/ulule.js';
import { providers } from '../../generated/testing/index.js';
import { stateOf } from './receiver/our-receiver.js';

const secret = 'the secret';
const previousSecret = 'the secret before it was rotated';
const secrets = [secret, previousSecret];

interface Common {
  readonly on: { '*'(event: unknown, delivery: Delivery): unknown };
  readonly retry: { attempts: number; minMs: number };
}

const factories = {
  ulule: (options: Common) => createUluleReceiver({ ...options, ...quiet, unsigned: true }),
  acme: (options: Common) => createAcmeReceiver({ ...options, ...quiet, secrets }),
  ecwid: (options: Common) => createEcwidReceiver({ ...options, ...quiet, secrets }),
  gately: (options: Common) => createGatelyReceiver({ ...options, ...quiet, secrets }),
  creads: (options: Common) => createCreadsReceiver({ ...options, ...quiet, secrets }),
} satisfies Record<string, (options: Common) => Receiver>;
type ProviderName = keyof typeof factories;
const names = Object.keys(providers) as ProviderName[];

const quiet = { onUnknown() {}, onInvalid() {}, onRefused() {}, onDead() {}, onResult() {} };

/** Serves the receiver that is generated, and checks it over its address. */
async function check(name: ProviderName, withProbe: boolean): Promise<ConformanceReport> {
  const runs: HandlerRun[] = [];
  let handler: (run: HandlerRun) => unknown = () => undefined;
  const handle = (_: unknown, { id, event, body }: Delivery) => {
    const run = { id, event, body, at: Date.now() };
    runs.push(run);
    return handler(run);
  };
  const receiver = factories[name]({ on: { '*': handle }, retry: { attempts: 4, minMs: 520 } });
  const server = createServer(toNodeListener(receiver));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

  async function stored(): Promise<StoredRequest[]> {
    const rows: StoredRequest[] = [];
    for await (const { id, body, state } of receiver.inbox.entries()) rows.push({ id, body, state: stateOf(state) });
    return rows;
  }

  function behave(next: (run: HandlerRun) => unknown): void {
    handler = next;
  }

  const probe: Probe = { effects: () => runs, settle: receiver.drain, stored, behave };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/${name}`;
  const signing = providers[name].signature === null ? {} : { secret, previousSecret };
  try {
    return await conformance<string>(url, { provider: providers[name], ...signing, ...(withProbe ? { probe } : {}) });
  } finally {
    await new Promise((resolve) => void server.close(resolve));
    await receiver.close();
  }
}

// At once: each waits for retries, in real time.
describe.concurrent('over a socket, generated receivers keep every promise', () => {
  test.each(names.map((name) => ({ name })))('$name, by its answers', async ({ name }) => {
    const report = await check(name, false);
    expect(report.ok, describeConformance(report)).toBe(true);
  });

  test.each(names.map((name) => ({ name })))('$name, by what its handlers and its store show', async ({ name }) => {
    const report = await check(name, true);
    expect(report.ok, describeConformance(report)).toBe(true);
  });
});
