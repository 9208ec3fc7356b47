import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../runtime/src/index.js';
import { toNodeListener } from '../../runtime/src/node.js';
import {
  type ConformanceOptions,
  type ConformanceReport,
  conformance,
  describeConformance,
  type HandlerRun,
  type Probe,
  type StoredRequest,
} from '../../runtime/src/simulate.js';
import {
  generated,
  openReceiver as openGenerated,
  type ProviderName,
  previousSecret,
  providerNames,
} from '../runtime/simulate/catalogue.js';
import { stateOf } from './receiver/our-receiver.js';
import { secret } from './receiver/shop-provider.js';

type Given = Pick<ConformanceOptions, 'probe'>;

const signing = (name: ProviderName) => (generated[name].simulated.signature === null ? {} : { secret, previousSecret });

/** Serves the receiver that generated code makes, and checks it over its address. */
async function checkServed(name: ProviderName, withProbe: boolean): Promise<ConformanceReport> {
  const runs: HandlerRun[] = [];
  let handler: (run: HandlerRun) => unknown = () => undefined;
  const handle = (_: unknown, { id, event, body }: Delivery) => {
    const run = { id, event, body, at: Date.now() };
    runs.push(run);
    return handler(run);
  };
  const { receiver } = openGenerated(generated[name], {
    ...{ on: { '*': handle }, secrets: [secret, previousSecret], onDead() {}, onResult() {} },
    retry: { attempts: 4, minMs: 520, maxMs: 10_000 },
  });
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
  const given: Given = withProbe ? { probe } : {};
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/${name}`;
  try {
    return await conformance(url, { provider: generated[name].simulated, ...signing(name), ...given });
  } finally {
    await new Promise((resolve) => void server.close(resolve));
    await receiver.close();
  }
}

// At once: each waits for retries, in real time.
describe.concurrent('over a socket, generated receivers keep every promise', () => {
  test.each(providerNames.map((name) => ({ name })))('$name, by its answers', async ({ name }) => {
    const report = await checkServed(name, false);
    expect(report.ok, describeConformance(report)).toBe(true);
  });

  test.each(providerNames.map((name) => ({ name })))('$name, by what its handlers and its store show', async ({ name }) => {
    const report = await checkServed(name, true);
    expect(report.ok, describeConformance(report)).toBe(true);
  });
});
