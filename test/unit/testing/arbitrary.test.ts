import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitrary } from '../../../generated/testing/fast-check.js';
import { listFixtures, loadFixture, loadMutants, matchers, providers } from '../../../generated/testing/index.js';

const events = Object.values(providers).flatMap((provider) => provider.events.map((event) => ({ provider, event: event as never })));

test('of all 117 events, every payload at random is valid, and JSON', () => {
  expect(events).toHaveLength(117);
  for (const { provider, event } of events) {
    const isValid = (payload: unknown) => {
      expect(provider.validate(event, payload)).toMatchObject({ valid: true });
      expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
    };
    fc.assert(fc.property(arbitrary(provider.provider as never, event), isValid), { numRuns: 30, seed: 4 });
  }
});

describe('the catalogue as it is published', () => {
  test('every fixture is found by its name, and is its event', () => {
    const fixtures = listFixtures();
    expect(fixtures.length).toBeGreaterThanOrEqual(117);
    for (const { event, name } of fixtures) {
      const [provider = '', ...rest] = event.split('/');
      const result = matchers.toBeWebhook(loadFixture(event, name), provider, rest.join('/'));
      expect({ event, message: result.pass ? '' : result.message() }).toEqual({ event, message: '' });
    }
  });

  test('every mutant fails as it says', () => {
    for (const { provider, event } of events)
      for (const { payload, pointer, keyword } of loadMutants(`${provider.provider}/${event}` as never))
        expect(provider.validate(event, payload)).toMatchObject({
          valid: false,
          errors: expect.arrayContaining([expect.objectContaining({ pointer, keyword })]),
        });
  });
});
