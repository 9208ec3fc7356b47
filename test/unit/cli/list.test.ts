import { describe, expect, it } from 'vitest';
import { listEvents } from '../../../cli/list.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

describe('list --json', () => {
  it('is the stable interface', () => {
    const event = sampleEvent({
      event: 'order_created',
      title: 'Order created',
      group: 'Orders',
      resourceTypes: ['order'],
      access: [['read_orders'], ['read_orders', 'admin']],
      restLink: { label: 'REST', text: 'Get order', url: 'https://example.com/' },
      discriminator: [
        { source: { kind: 'pointer', pointer: '/type' }, values: ['order_created', 'OrderCreated'] },
        { source: { kind: 'header', header: 'x-topic' }, values: ['orders'] },
      ],
      examples: [{ name: 'a', summary: null, payload: { type: 'order_created' }, headers: null, constructed: true, pointer: '/x' }],
    });
    expect(listEvents(sampleCatalogue({ providers: [sampleProvider({ language: 'fr', events: [event] })] }))).toEqual([
      {
        key: 'acme.order.created',
        provider: 'acme',
        name: 'order.created',
        event: 'order_created',
        typeName: 'OrderCreated',
        title: 'Order created',
        description: 'An order was created.',
        group: 'Orders',
        resourceTypes: ['order'],
        accessScopes: ['read_orders', 'admin'],
        restLink: { label: 'REST', text: 'Get order', url: 'https://example.com/' },
        discriminator: { '/type': 'order_created', 'header:x-topic': 'orders' },
        language: 'fr',
        deprecated: false,
        examples: [{ name: 'a', payload: { type: 'order_created' } }],
      },
    ]);
  });

  it('says null where a document says nothing', () => {
    expect(listEvents(sampleCatalogue())[0]).toMatchObject({ title: null, group: null, restLink: null, accessScopes: [], examples: [] });
  });
});
