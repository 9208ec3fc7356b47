import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../output/temporary-folder.js';
import { codesOf, loadFiles } from './load-files.js';

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
      const folder = temporaryFolder({ 'outside.json': '{}', 'doc/inner/a.txt': '' });
      symlinkSync(join(folder, 'outside.json'), join(folder, 'doc', 'link.json'));
      expect(codesOf(await loadFiles({ 'doc/a.yaml': document(ref) }, {}, folder))).toEqual(['ref-outside-root:3']);
    },
  );

  it('may go where the root is wider', async () => {
    const folder = temporaryFolder({ 'outside.json': '{"type": "string"}' });
    const { catalogue } = await loadFiles({ 'doc/a.yaml': document('../outside.json') }, { root: folder }, folder);
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

  it.each([
    {
      name: 'behind a reference',
      in: "payload: { properties: { p: { $ref: '#/components/schemas/A' } } }",
      at: 'components: { schemas: { A: { $ref: "#foo" } } }',
    },
    {
      name: 'behind a path through it',
      in: "payload: { properties: { p: { $ref: '#/components/schemas/A/properties/x' } } }",
      at: 'components: { schemas: { A: { $ref: "#foo" } } }',
    },
    { name: 'behind headers', in: "headers: { $ref: '#/components/schemas/A' }", at: 'components: { schemas: { A: { $ref: "#foo" } } }' },
    {
      name: 'in a trait',
      in: "traits: [{ $ref: '#/components/messageTraits/A' }]",
      at: 'components: { messageTraits: { A: { $ref: "#foo" } } }',
    },
    { name: 'in a tag', in: "tags: [{ $ref: '#/components/tags/A' }]", at: 'components: { tags: { A: { $ref: "#foo" } } }' },
    {
      name: 'in a message',
      in: "correlationId: { $ref: '#/components/messages/A' }",
      at: 'components: { messages: { A: { $ref: "#foo" } } }',
    },
    { name: 'in an operation', in: 'payload: {}', at: 'operations: { o: { action: receive, channel: { $ref: "#foo" } } }' },
    {
      name: 'of a later draft, relative to an $id',
      in: "payload: { $id: 'http://shop.invalid/order' }",
      at: 'components: { schemas: { A: { $ref: "#foo" } } }',
    },
  ])('have a JSON pointer behind the #, $name', async ({ in: message, at }) => {
    const text = `asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels: { a: { messages: { m: { summary: M., ${message} } } } }
${at}
`;
    expect(codesOf(await loadFiles({ 'a.yaml': text }))).toEqual(['ref-broken:4']);
  });

  it('have a JSON pointer behind the # in another file, in AsyncAPI 2 and for a channel', async () => {
    const info = 'info: { title: T, version: 1.0.0 }';
    const second = await loadFiles({
      'a.yaml': `asyncapi: 2.6.0\n${info}\nchannels: { a: { publish: { message: { payload: { $ref: b.yaml#/A } } } } }\n`,
      'b.yaml': 'A: { $ref: "#foo" }\n',
    });
    expect(second.problems).toMatchObject([{ code: 'ref-broken', file: 'b.yaml', line: 1 }]);
    const channel = `asyncapi: 3.0.0\n${info}\nchannels: { a: { $ref: '#/components/channels/A' } }\ncomponents: { channels: { A: { $ref: '#foo' } } }\n`;
    expect(codesOf(await loadFiles({ 'a.yaml': channel }))).toEqual(['ref-broken:4']);
  });

  it.each(['{ $anchor: order }', '{ $dynamicAnchor: order }', "{ $id: '#order' }"])('say where an anchor is: %s', async (schema) => {
    const { problems } = await loadFiles({ 'a.yaml': `${document('#order')}components: { schemas: { Order: ${schema} } }\n` });
    expect(problems).toMatchObject([{ code: 'ref-broken', fix: 'write the path to it: "#/components/schemas/Order"' }]);
  });

  it.each(['$dynamicRef', '$recursiveRef'])('are written as $ref: %s is said to have no effect', async (keyword) => {
    const { problems } = await loadFiles({ 'a.yaml': document('#/info').replace('$ref', keyword) });
    expect(problems).toMatchObject([{ code: 'unknown-keyword', fix: expect.stringContaining('$ref') }]);
  });

  it.each(['[1]', 'null', '{ $ref: x.yaml }', '{ $ref: "#foo" }'])('lead to a schema, not to data: %s', async (data) => {
    const text = `${document('#/components/schemas/A/default')}components: { schemas: { A: { default: ${data} } } }\n`;
    expect(codesOf(await loadFiles({ 'a.yaml': text }))).toEqual(['ref-broken:3']);
  });

  it('say where another file is at fault', async () => {
    const { problems } = await loadFiles({ 'a.yaml': document('b.yaml'), 'b.yaml': 'type: object\ntype: string\n' });
    expect(problems).toMatchObject([{ code: 'invalid-yaml', file: 'b.yaml', line: 2 }]);
  });
});
