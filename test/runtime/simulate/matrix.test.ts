import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '@hookbook/runtime/node';
import { afterAll, describe, expect, test } from 'vitest';
import { describeReport, scenarioNames, simulate } from '../../../testkit/src/simulate.js';
import { fakeClock, generated, openReceiver, previousSecret, providerNames, secret } from './catalogue.js';

const cases = providerNames.flatMap((name) => scenarioNames.map((scenario) => ({ name, scenario })));
const signing = (name: keyof typeof generated) =>
  generated[name].simulated.signature === null ? {} : { secret: [secret], previousSecret };

describe('our generated receivers stand every scenario of every provider, in process and on a clock of their own', () => {
  test.each(cases)('$name $scenario', async ({ name, scenario }) => {
    const clock = fakeClock();
    const { receiver, effects } = openReceiver(generated[name], { now: clock.now });
    const provider = generated[name].simulated;
    const report = await simulate({ provider, scenario, clock, effects, ...signing(name), fetch: receiver.fetch });
    await receiver.close();
    expect(report.ok, describeReport(report)).toBe(true);
    expect(report.skipped !== null || report.verdicts.length > 0).toBe(true);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('and over sockets, in real time', async () => {
  const open = providerNames.map((name) => ({ name, ...openReceiver(generated[name]) }));
  const servers = await Promise.all(
    open.map(async ({ name, receiver, effects }) => {
      const server = createServer(toNodeListener(receiver));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { name, effects, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/${name}?tenant=1` };
    }),
  );
  afterAll(async () => {
    await Promise.all(servers.map(({ server }) => new Promise((resolve) => server.close(resolve))));
    await Promise.all(open.map(({ receiver }) => receiver.close()));
  });

  test.each(servers.flatMap((one) => scenarioNames.map((scenario) => ({ ...one, scenario }))))(
    '$name $scenario',
    async ({ name, scenario, url, effects }) => {
      const report = await simulate({ provider: generated[name].simulated, scenario, effects, ...signing(name), url });
      expect(report.ok, describeReport(report)).toBe(true);
    },
  );
});
