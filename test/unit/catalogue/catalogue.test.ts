import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadedCatalogue, type LoadOptions, loadCatalogue } from '../../../generators/catalogue/catalogue.js';
import type { Catalogue } from '../../../generators/catalogue/model.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hookbook-catalogue-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files and loads the first. */
async function loadFiles(files: Record<string, string>, options?: LoadOptions): Promise<LoadedCatalogue> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return loadCatalogue(join(folder, Object.keys(files)[0] ?? ''), options);
}

async function load(text: string): Promise<Catalogue> {
  const { catalogue, problems } = await loadFiles({ 'asyncapi.yaml': text });
  if (!catalogue) throw new Error(problems.map(({ message }) => message).join('; '));
  return catalogue;
}

const codesOf = ({ problems }: LoadedCatalogue) => problems.map(({ code, line }) => `${code}:${line}`);

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

describe('references', () => {
  const document = (ref: string) => `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels: { a: { messages: { m: { summary: M., payload: { type: object, properties: { p: { $ref: ${JSON.stringify(ref)} } } } } } } }
`;
  it.each([
    'http://127.0.0.1:9/x',
    'HTTP://[::1]/x',
    'file:///etc/passwd',
    '//evil.invalid/x',
    'data:text/json,{}',
    '\\\\\\\\host\\\\share',
  ])('never leave the machine: %s', async (ref) => expect(codesOf(await loadFiles({ 'a.yaml': document(ref) }))).toEqual(['ref-remote:3']));

  it.each(['../outside.json', '..%2foutside.json', 'inner/../../outside.json', '/etc/passwd', 'link.json'])(
    'never leave the folder: %s',
    async (ref) => {
      mkdirSync(join(folder, 'doc', 'inner'), { recursive: true });
      writeFileSync(join(folder, 'outside.json'), '{}');
      symlinkSync(join(folder, 'outside.json'), join(folder, 'doc', 'link.json'));
      expect(codesOf(await loadFiles({ 'doc/a.yaml': document(ref) }))).toEqual(['ref-outside-root:3']);
    },
  );

  it('may go where the root is wider', async () => {
    writeFileSync(join(folder, 'outside.json'), '{"type": "string"}');
    const { catalogue } = await loadFiles({ 'doc/a.yaml': document('../outside.json') }, { root: folder });
    expect(catalogue?.providers[0]?.definitions.map(({ typeName }) => typeName)).toEqual(['Outside']);
  });

  it.each(['#/constructor/prototype', '#/__proto__', '#/channels/b', '#anchor', 'missing.yaml', 'a\u0000b.yaml'])(
    'lead somewhere: %s',
    async (ref) => {
      expect(codesOf(await loadFiles({ 'a.yaml': document(ref) }))).toEqual(['ref-broken:3']);
    },
  );

  it('are reported once, not again by those that lead through them', async () => {
    const broken = await loadFiles({
      'a.yaml': `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  a: { $ref: ../b.yaml#/a }
operations: { o: { action: receive, channel: { $ref: '#/channels/a' }, messages: [{ $ref: '#/channels/a/messages/m' }] } }
`,
    });
    expect(codesOf(broken)).toEqual(['ref-broken:4']);
  });

  it('say where another file is at fault', async () => {
    const { problems } = await loadFiles({ 'a.yaml': document('b.yaml'), 'b.yaml': 'type: object\ntype: string\n' });
    expect(problems).toMatchObject([{ code: 'invalid-yaml', file: 'b.yaml', line: 2 }]);
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
    const { problems, catalogue } = await loadCatalogue(join(folder, file));
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
