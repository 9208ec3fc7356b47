import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import { temporaryFolder } from '../output/temporary-folder.js';
import { codesOf, load, loadFiles } from './load-files.js';

describe('a document without x-webhook', () => {
  it('is one provider, named from its title, over all its channels', async () => {
    const { providers } = await load(`asyncapi: 3.0.0
info: { title: Light Service, version: 1.0.0 }
channels:
  measured: { address: lights, messages: { lit: { name: light.on, payload: { properties: { kind: { const: on } } } } } }
  dimmed: { address: dim, messages: { dim: { payload: { properties: { kind: { const: dim } } } } } }
`);
    expect(providers).toMatchObject([
      {
        key: 'light-service',
        identifier: 'LightService',
        title: 'Light Service',
        signature: null,
        dedupe: { by: 'body' },
        layout: 'sections',
        events: [
          { key: 'light-service.lit', event: 'light.on', typeName: 'Lit', discriminator: [{ values: ['on'] }] },
          { key: 'light-service.dim', event: 'dim', typeName: 'Dim' },
        ],
      },
    ]);
  });

  it('has any name for an event but those that handlers by wildcard have', async () => {
    const messages = { 'x */ y': {}, 'a*b.c': {}, 'order.*': {}, '*': {} };
    const document = { asyncapi: '3.0.0', info: { title: 'T', version: '1.0.0' }, channels: { c: { address: 'c', messages } } };
    const { problems } = await loadFiles({ 'asyncapi.yaml': JSON.stringify(document) });
    expect(problems.filter(({ code }) => code === 'name-collision').map(({ pointer }) => pointer)).toEqual([
      '/channels/c/messages/order.*',
      '/channels/c/messages/*',
    ]);
  });

  it('puts the channel in front of a name that two channels have for different messages, and reads a shared message once', async () => {
    const { providers } = await load(`asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  a: { messages: { sent: { payload: { properties: { k: { const: 1 } } } }, same: { $ref: '#/components/messages/same' } } }
  b: { messages: { sent: { payload: { properties: { k: { const: 2 } } } }, same: { $ref: '#/components/messages/same' } } }
components: { messages: { same: { payload: { properties: { k: { const: 3 } } } } } }
`);
    expect(providers[0]?.events.map(({ name, typeName }) => [name, typeName])).toEqual([
      ['a.sent', 'ASent'],
      ['same', 'Same'],
      ['b.sent', 'BSent'],
    ]);
  });
});

describe('schemas', () => {
  it('keep shared parts as definitions, circular ones and those of other files too', async () => {
    const { catalogue, files } = await loadFiles({
      'asyncapi.yaml': `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  a: { messages: { tree.grown: { payload: { type: object, properties: { root: { $ref: 'parts/tree.yaml#/Node' }, price: { $ref: '#/components/schemas/money' } } } } } }
components: { schemas: { money: { type: number, description: In euro. } } }
`,
      'parts/tree.yaml':
        'Node: { type: object, properties: { children: { type: array, items: { $ref: "#/Node" } }, owner: { $ref: person.json } } }\n',
      'parts/person.json': '{"type": "object", "properties": {"tree": {"$ref": "tree.yaml#/Node"}}}',
    });
    const [provider] = catalogue?.providers ?? [];
    expect(provider?.definitions.map(({ typeName, pointer }) => [typeName, pointer])).toEqual([
      ['Node', '/x-hookbook-files/parts:tree.yaml/Node'],
      ['Person', '/x-hookbook-files/parts:person.json'],
      ['Money', '/components/schemas/money'],
    ]);
    expect(provider?.definitions[0]?.schema).toMatchObject({
      properties: { children: { items: { $ref: '#/definitions/Node' } }, owner: { $ref: '#/definitions/Person' } },
    });
    expect(files).toHaveLength(3);
  });

  it('give way to an event of the same name', async () => {
    const { providers } = await load(`asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels: { a: { messages: { UserSignedUp: { payload: { $ref: '#/components/schemas/UserSignedUp' } }, other: { payload: { properties: { user: { $ref: '#/components/schemas/UserSignedUp' } } } } } } }
components: { schemas: { UserSignedUp: { type: object, properties: { kind: { const: up } } } } }
`);
    expect(providers[0]?.events.map(({ typeName }) => typeName)).toEqual(['UserSignedUp', 'Other']);
    expect(providers[0]?.definitions.map(({ typeName }) => typeName)).toEqual(['UserSignedUpSchema']);
  });

  it('take $ref in an example for what it is: data', async () => {
    const { providers } = await load(`asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels: { a: { messages: { m: { payload: { type: object, properties: { default: { type: string }, hasOwnProperty: { type: string } } }, examples: [{ payload: { $ref: '#/nowhere' } }] } } } }
`);
    expect(providers[0]?.events[0]?.examples[0]?.payload).toEqual({ $ref: '#/nowhere' });
    expect(providers[0]?.events[0]?.payload).toMatchObject({ properties: { default: {}, hasOwnProperty: {} } });
  });
});

describe('AsyncAPI 2 and 3 say the same', () => {
  const v3 = `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels: { lights: { address: lights, messages: { lit: { $ref: '#/components/messages/lit' }, dimmed: { $ref: '#/components/messages/dimmed' } } } }
operations: { onLit: { action: receive, channel: { $ref: '#/channels/lights' }, messages: [{ $ref: '#/channels/lights/messages/lit' }], security: [{ $ref: '#/components/securitySchemes/read' }] } }
components:
  securitySchemes: { read: { type: oauth2, scopes: [read_lights], flows: { clientCredentials: { tokenUrl: 'https://example.com/token', availableScopes: { read_lights: Read } } } } }
  messages:
    lit: { name: lit, tags: [{ name: Lights }], externalDocs: { url: 'https://example.com/lit', description: Lights }, traits: [{ $ref: '#/components/messageTraits/common' }], payload: { type: object, properties: { k: { const: lit } } } }
    dimmed: { name: dimmed, payload: { type: object, properties: { k: { const: dimmed } } } }
  messageTraits: { common: { summary: A light., contentType: application/cloudevents+json } }
`;
  const v2 = `asyncapi: 2.6.0
info: { title: T, version: 1.0.0 }
channels:
  lights:
    publish: { operationId: onLit, message: { $ref: '#/components/messages/lit' }, security: [{ read: [read_lights] }] }
    subscribe: { message: { oneOf: [{ $ref: '#/components/messages/dimmed' }] } }
components:
  securitySchemes: { read: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://example.com/token', scopes: { read_lights: Read } } } } }
  messages:
    lit: { name: lit, tags: [{ name: Lights }], externalDocs: { url: 'https://example.com/lit', description: Lights }, traits: [{ $ref: '#/components/messageTraits/common' }], payload: { type: object, properties: { k: { const: lit } } } }
    dimmed: { name: dimmed, payload: { type: object, properties: { k: { const: dimmed } } } }
  messageTraits: { common: { summary: A light., contentType: application/cloudevents+json } }
`;
  it.each([
    { version: '3', text: v3 },
    { version: '2', text: v2 },
  ])('$version', async ({ text }) => {
    const [provider] = (await load(text)).providers;
    expect(provider?.events).toMatchObject([
      {
        name: 'lit',
        summary: 'A light.',
        contentType: 'application/cloudevents+json',
        group: 'Lights',
        access: [['read_lights']],
        restLink: { label: null, text: 'Lights', url: 'https://example.com/lit' },
      },
      { name: 'dimmed', summary: null, access: [] },
    ]);
    expect(provider?.discriminator).toEqual({ sources: [{ kind: 'pointer', pointer: '/k' }] });
  });
});

describe('what can be said at once is said at once', () => {
  it('every broken reference, every breach of AsyncAPI, every warning', async () => {
    const broken = await loadFiles({
      'a.yaml': "asyncapi: 3.0.0\ninfo: { title: T, version: 1.0.0 }\nchannels:\n  a: { $ref: '#/x' }\n  b: { $ref: 'http://x.example' }\n",
    });
    expect(codesOf(broken)).toEqual(['ref-broken:4', 'ref-remote:5']);
    const invalid = await loadFiles({ 'a.yaml': 'asyncapi: 3.0.0\ninfo: { titel: T, version: 1.0.0 }\nchannels:\n  a: { adress: x }\n' });
    expect(codesOf(invalid)).toEqual(['invalid-asyncapi:2', 'invalid-asyncapi:2', 'invalid-asyncapi:4']);
  });

  it.each([
    { name: 'no file', file: 'nothing.yaml', code: 'unreadable' },
    { name: 'a folder', file: '.', code: 'unreadable' },
  ])('$name', async ({ file, code }) => {
    const { problems, catalogue } = await loadCatalogue(join(temporaryFolder(), file));
    expect(catalogue).toBeNull();
    expect(problems).toMatchObject([{ code, line: 1, column: 1, frame: '' }]);
  });

  it('a name of the document that is missing is said once, however many references lead there', async () => {
    const broken = await loadFiles({
      'a.yaml': `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels: { a: { messages: { m: { $ref: '#/components/messages/m' }, n: { $ref: '#/components/messages/n' } } } }
component: { messages: { m: {}, n: {} } }
`,
    });
    expect(broken.problems).toMatchObject([
      { code: 'ref-broken', line: 3, message: expect.stringContaining('the document has no "components", which 2 references lead to') },
    ]);
  });

  it.each(['', 'order.*'])('an event called %j can not be handled', async (name) => {
    const loaded = await loadFiles({
      'a.yaml': `asyncapi: 3.0.0\ninfo: { title: T, version: 1.0.0 }\nchannels: { a: { messages: { ${JSON.stringify(name)}: { summary: M., payload: {} } } } }\n`,
    });
    expect(codesOf(loaded)).toEqual(['name-collision:3']);
  });
});
