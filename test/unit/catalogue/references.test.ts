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

  it('say where another file is at fault', async () => {
    const { problems } = await loadFiles({ 'a.yaml': document('b.yaml'), 'b.yaml': 'type: object\ntype: string\n' });
    expect(problems).toMatchObject([{ code: 'invalid-yaml', file: 'b.yaml', line: 2 }]);
  });
});
