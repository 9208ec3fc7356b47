import { providers } from '@hookbook/events/testing';
import { conformance, describeConformance } from '@hookbook/testkit/simulate';
import { describe, it } from '#runner';
import { previousSecrets, secrets, withEndpoint } from './running.js';

describe('the endpoint keeps the promises of a webhook receiver', () => {
  for (const provider of /** @type {const} */ (['gately', 'ecwid'])) {
    it(`to ${provider}`, () =>
      withEndpoint(async ({ store, urlOf }) => {
        const probe = {
          effects: () => store.forwarded().map(({ event, id, body }) => ({ event: event ?? '', id, body })),
          settle: async () => {}, // what is to be done is done before the answer
          stored: () => store.all().map(({ id, body, aside }) => ({ id, body, state: aside === null ? done : quarantined })),
        };
        const report = await conformance(urlOf(provider), {
          provider: providers[provider],
          secret: secrets[provider],
          previousSecret: previousSecrets[provider],
          probe,
        });
        if (!report.ok) throw new Error(describeConformance(report));
      }));
  }
});

const done = /** @type {const} */ ('done');
const quarantined = /** @type {const} */ ('quarantined');
