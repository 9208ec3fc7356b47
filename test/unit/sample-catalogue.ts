import type { Catalogue, Provider, WebhookEvent } from '../../catalogue/model/model.js';

/** An event of Acme, `order.created` told apart by `/type`, with what a test says otherwise. */
export function sampleEvent(overrides: Partial<WebhookEvent> = {}): WebhookEvent {
  const name = overrides.name ?? 'order.created';
  const provider = overrides.provider ?? 'acme';
  return {
    key: `${provider}.${name}`,
    provider,
    name,
    event: name,
    typeName: 'OrderCreated',
    title: null,
    summary: null,
    description: 'An order was created.',
    group: null,
    resourceTypes: [],
    resourceTypesText: null,
    access: [],
    restLink: null,
    deprecated: false,
    sunset: null,
    contentType: 'application/json',
    headers: null,
    payload: {
      type: 'object',
      required: ['type', 'id'],
      properties: { type: { const: name }, id: { type: 'string' } },
    },
    discriminator: [{ source: { kind: 'pointer', pointer: '/type' }, values: [name] }],
    examples: [],
    unverified: [],
    notes: [],
    pointer: `/components/messages/${provider}.${name}`,
    payloadPointer: `/components/messages/${provider}.${name}/payload`,
    ...overrides,
  };
}

export function sampleProvider(overrides: Partial<Provider> = {}): Provider {
  return {
    key: 'acme',
    identifier: 'Acme',
    title: 'Acme',
    description: null,
    language: 'en',
    layout: 'sections',
    sourceUrl: null,
    channels: [{ key: 'acme', address: '/webhooks/acme', pointer: '/channels/acme' }],
    signature: null,
    dedupe: { by: 'body' },
    query: [],
    delivery: {
      acknowledges: [200],
      timeoutMs: null,
      connectTimeoutMs: null,
      retriesMs: null,
      retryForMs: null,
      disableAfterMs: null,
      notify: null,
      ordered: null,
      note: null,
    },
    sections: [],
    unverified: [],
    discriminator: { sources: [{ kind: 'pointer', pointer: '/type' }] },
    events: [sampleEvent()],
    envelope: null,
    definitions: [],
    pointer: '/channels/acme/x-webhook',
    ...overrides,
  };
}

export function sampleCatalogue(overrides: Partial<Catalogue> = {}): Catalogue {
  return {
    title: 'Sample',
    version: '1.0.0',
    description: null,
    asyncapi: '3.1.0',
    providers: [sampleProvider()],
    document: {},
    ...overrides,
  };
}
