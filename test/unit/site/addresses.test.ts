import { describe, expect, it } from 'vitest';
import { nameAddresses } from '../../../site/build/addresses.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

const addressesOf = (names: readonly string[]) => {
  const events = names.map((name) => sampleEvent({ name }));
  const addresses = nameAddresses(sampleCatalogue({ providers: [sampleProvider({ events })] }));
  return events.map((event) => addresses.event(event));
};

describe('where pages stand', () => {
  it.each([
    { name: 'a name as it is', given: ['order.created'], want: ['order.created'] },
    { name: 'a folder, so that a name is no file’s', given: ['report.pdf'], want: ['report.pdf'] },
    { name: 'apart where cases alone differ', given: ['order.Paid', 'order.paid'], want: ['order.Paid', 'order.paid-2'] },
    { name: 'plain letters', given: ['commande.payée', 'a/b', '../x', '<b>'], want: ['commande.payee', 'a-b', 'x', 'b'] },
    { name: 'never empty', given: ['☃', '💥'], want: ['unnamed', 'unnamed-2'] },
  ])('$name', ({ given, want }) => {
    expect(addressesOf(given)).toEqual(want.map((slug) => `/reference/acme/${slug}/`));
  });

  it('a French provider has the payload tool in French, beside its overview', () => {
    const event = sampleEvent({ name: 'a' });
    const providers = [sampleProvider({ language: 'fr-CA', events: [event] })];
    expect(nameAddresses(sampleCatalogue({ providers })).check(event)).toBe('/reference/acme/check?event=acme/a');
  });

  it('the payload tool takes the event in its query, by the names of addresses', () => {
    const event = sampleEvent({ name: 'a/b' });
    expect(nameAddresses(sampleCatalogue({ providers: [sampleProvider({ events: [event] })] })).check(event)).toBe('/check?event=acme/a-b');
  });
});
