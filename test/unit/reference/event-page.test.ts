import { describe, expect, it } from 'vitest';
import type { Provider, WebhookEvent } from '../../../catalogue/model/model.js';
import { renderEvent } from '../../../generators/reference/index.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { example } from './pages.js';

function page(overrides: Partial<WebhookEvent> = {}, provider: Partial<Provider> = {}): string {
  const event = sampleEvent(overrides);
  return renderEvent(event, sampleProvider({ events: [event, sampleEvent({ name: 'order.paid' })], ...provider }));
}

const pointer = (path: string) => ({ kind: 'pointer', pointer: path }) as const;

describe("an event's page", () => {
  interface Case {
    readonly name: string;
    readonly given: Partial<WebhookEvent>;
    readonly provider?: Partial<Provider>;
    readonly want: string;
  }
  const cases: readonly Case[] = [
    { name: 'is headed by its name', given: {}, want: '\n# `order.created`\n\nAcme · `order`\n' },
    { name: 'says its provider and group', given: { group: 'Orders' }, want: '\nAcme · Orders\n' },
    {
      name: 'says the name on the wire where that is another',
      given: { name: 'project.created', event: 'resource.created' },
      want: '# `project.created`\n\nAcme\n\nName on the wire: `resource.created`\n',
    },
    { name: 'says when it fires', given: { notes: ['Once an hour.'] }, want: '\nAn order was created.\n\nOnce an hour.\n' },
    { name: 'says that it is deprecated', given: { deprecated: true }, want: '\n**Deprecated:** this event may go away.\n' },
    {
      name: 'says when it goes',
      given: { deprecated: true, sunset: '2027-06-30' },
      want: '\n**Deprecated:** this event may be gone from 2027-06-30 on.\n',
    },
    { name: 'says what tells it apart', given: {}, want: '\n- Identified by: `type` = `order.created`\n' },
    {
      name: 'has all fields, the shared ones too',
      given: { payload: { allOf: [{ $ref: '#/definitions/Envelope' }, { properties: { total: { type: 'integer', minimum: 0 } } }] } },
      provider: {
        envelope: 'Envelope',
        definitions: [
          {
            typeName: 'Envelope',
            schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
            pointer: '/components/schemas/Envelope',
          },
        ],
      },
      want: '| `id` | string | yes |  |\n| `total` | integer | no | At least 0 |\n',
    },
    {
      name: 'says plainly that an example is made',
      given: { examples: [example('x', true)] },
      want: '## Example\n\n**Made for this page:** no source gives this example.\n\n```http\nContent-Type: application/json\n```\n\n```json\n"x"\n```\n',
    },
    { name: 'says that there is no example', given: {}, want: '## Example\n\nThe document gives no example.\n' },
    {
      name: 'names several examples',
      given: { examples: [example('x'), { ...example('y'), name: 'Second' }] },
      want: '## Examples\n\n<a id="example-1"></a>\n\n### Example 1\n',
    },
    {
      name: 'says which headers come with the body; those that sign it stay open',
      given: {
        examples: [{ ...example('x'), headers: { 'X-Id': '7' } }],
        discriminator: [{ source: { kind: 'header', header: 'x-event' }, values: ['created'] }],
      },
      provider: {
        signature: {
          scheme: 'custom',
          header: 'X-Signature',
          algorithm: 'hmac-sha256',
          encoding: 'hex',
          prefix: 'sha256=',
          signed: [{ kind: 'header', header: 'x-time' }, { kind: 'body' }],
          signedText: '{header:x-time}{body}',
          timestamp: null,
          toleranceMs: null,
          coversBody: true,
        },
      },
      want: '```http\nContent-Type: application/json\nX-Id: 7\nx-event: created\nx-time: …\nX-Signature: sha256=…\n```',
    },
    {
      name: 'says how to receive it',
      given: {},
      provider: { dedupe: { by: 'sources', sources: [pointer('/id')] } },
      want: '- **Duplicates:** have the same `id`\n',
    },
    {
      name: 'says what is unverified of it and of its provider, and not of other events',
      given: { unverified: [{ target: '/components/messages/acme.order.created/payload/properties/id/format', label: 'id.format' }] },
      provider: {
        unverified: [
          { target: '/channels/acme/x-webhook/dedupe', label: 'dedupe' },
          { target: '/components/messages/acme.order.paid/payload/properties/id', label: 'other' },
        ],
      },
      want: 'and may be wrong:\n\n- the format of `id`\n- Duplicates (`dedupe`)\n',
    },
    {
      name: 'says of a shared type which fields that is',
      given: { payload: { properties: { total: { $ref: '#/definitions/Amount' }, tax: { $ref: '#/definitions/Amount' } } } },
      provider: {
        definitions: [{ typeName: 'Amount', schema: { type: 'integer' }, pointer: '/components/schemas/Amount' }],
        unverified: [{ target: '/components/schemas/Amount/type', label: 'Amount.type' }],
      },
      want: 'and may be wrong:\n\n- the type of `total` and `tax`\n',
    },
  ];
  it.each(cases)('$name', ({ given, provider, want }) => {
    const contents = page(given, provider);
    expect(contents).toContain(want);
    expect(contents).not.toMatch(/undefined|\[object|NaN/);
  });

  it('ends with the last thing it says', () => expect(page()).toMatch(/byte for byte: the document names no id\n$/));

  it('has the same anchors in every language', () => {
    const anchors = (text: string) => text.match(/<a id="[^"]+">/g);
    const given = { examples: [example('x'), example('y')], unverified: [{ target: '/a', label: 'a' }] };
    expect(anchors(page(given, { language: 'fr' }))).toEqual(anchors(page(given)));
    expect(page(given, { language: 'fr' })).toContain('<a id="fields"></a>\n\n## Attributs\n');
  });

  it('leads nowhere but to itself and to what the document links', () => {
    const links = page({ restLink: { label: null, text: 'Get', url: 'https://example.com' } }).match(/\]\([^)]+\)/g);
    expect(links).toEqual(['](https://example.com)']);
  });
});
