import { providers } from '@hookbook/events/testing';
import { describeReport, scenarioNames, simulate } from '@hookbook/testkit/simulate';
import { afterAll, beforeAll, describe, it } from '#runner';
import { previousSecrets, secrets, startEndpoint } from './running.js';

/** @type {import('./running.js').Endpoint} */
let endpoint;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.close());

/** What the endpoint did, for the simulator to count: an event that was passed on twice was handled twice. */
const effects = () => endpoint.store.forwarded().map(({ event, id }) => ({ event: event ?? '', id }));

for (const provider of /** @type {const} */ (['gately', 'ecwid'])) {
  describe(`${provider}, as its document says that it sends`, () => {
    for (const scenario of scenarioNames) {
      it(scenario, async () => {
        const report = await simulate({
          provider: providers[provider],
          url: endpoint.urlOf(provider),
          secret: secrets[provider],
          previousSecret: previousSecrets[provider],
          scenario,
          effects,
        });
        if (!report.ok) throw new Error(describeReport(report));
      });
    }
  });
}
