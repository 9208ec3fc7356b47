import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../catalogue/model/model.js';
import { checkAsyncapi } from '../../../catalogue/read/validity.js';

/** A document whose only channel and message have these fields too. */
const documentOf = (asyncapi: string, channel: JsonObject = {}, message: JsonObject = {}): JsonObject => ({
  asyncapi,
  info: { title: 'Orders', version: '1.0.0' },
  channels: { orders: { messages: { created: { payload: { $ref: '#/components/schemas/Order' }, ...message } }, ...channel } },
  operations: { send: { action: 'send', channel: { $ref: '#/channels/orders' } } },
  components: {
    'x-contact': { name: 'Orders' },
    schemas: { Order: { type: 'object', properties: { parent: { $ref: '#/components/schemas/Order' } } } },
  },
});

describe.each(['3.0.0', '3.1.0'])('AsyncAPI %s', (asyncapi) => {
  const cases = [
    { name: 'a schema that contains itself', document: documentOf(asyncapi), faults: [] },
    {
      name: 'a property that the specification does not have',
      document: documentOf(asyncapi, { adress: '/orders' }),
      faults: ['/channels/orders/adress'],
    },
    { name: 'an extension', document: documentOf(asyncapi, { 'x-address': '/orders' }), faults: [] },
    {
      name: 'a value of the wrong type',
      document: documentOf(asyncapi, {}, { summary: 1 }),
      faults: ['/channels/orders/messages/created/summary'],
    },
    { name: 'a binding of HTTP', document: documentOf(asyncapi, {}, { bindings: { http: { headers: { type: 'object' } } } }), faults: [] },
    { name: 'a binding of another protocol', document: documentOf(asyncapi, { bindings: { kafka: { partitions: 20 } } }), faults: [] },
    {
      name: 'a false binding of another protocol',
      document: documentOf(asyncapi, { bindings: { kafka: { partitions: -1 } } }),
      faults: ['/channels/orders/bindings/kafka/partitions'],
    },
    {
      name: 'a payload in another schema language',
      document: documentOf(
        asyncapi,
        {},
        { payload: { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: { type: 'string' } } },
      ),
      faults: [],
    },
    {
      name: 'a false payload in another schema language',
      document: documentOf(asyncapi, {}, { payload: { schemaFormat: 'application/vnd.oai.openapi;version=3.0.0', schema: { type: 5 } } }),
      faults: ['/channels/orders/messages/created/payload/schema/type'],
    },
    {
      name: 'a reference where the specification allows none',
      document: { ...documentOf(asyncapi), info: { title: 'Orders', version: '1.0.0', contact: { $ref: '#/components/x-contact' } } },
      faults: ['/info/contact'],
    },
  ];
  it.each(cases)('$name', async ({ document, faults }) => {
    expect((await checkAsyncapi(document)).map(({ pointer }) => pointer)).toEqual(faults);
  });
});
