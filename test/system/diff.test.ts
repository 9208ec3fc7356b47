import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { commit, folderWith, git, repositoryWith, sampleDocument, writeFiles } from './diff-project.js';
import { emptyFolder, hookbook } from './hookbook.js';

interface Reported {
  readonly older: { readonly label: string; readonly kind: string; readonly version: string };
  readonly newer: { readonly label: string };
  readonly verdict: string;
  readonly requiredBump: string;
  readonly changes: readonly { readonly code: string; readonly verdict: string; readonly event: string | null; readonly pointer: string }[];
  readonly ignored: readonly { readonly code: string; readonly ignoredFor: string | null }[];
}

const two = { events: ['order.created', 'order.paid'] };
const before = sampleDocument(two);
const after = sampleDocument({ version: '1.1.0' });

/** What `--json` says, and the exit code. */
async function compare(
  cwd: string,
  ...args: string[]
): Promise<Reported & { readonly code: number | null; readonly events: (string | null)[] }> {
  const { code, stdout, stderr } = await hookbook(['diff', '--json', ...args], { cwd });
  if (stdout === '') throw new Error(`nothing printed (${code}): ${stderr}`);
  const reported = JSON.parse(stdout) as Reported;
  return { code, ...reported, events: [...new Set(reported.changes.map(({ event }) => event))] };
}

describe('diff finds what it is to compare', () => {
  test.each([
    { name: 'a document', files: { 'old.yaml': before }, older: 'old.yaml', kind: 'file', label: 'old.yaml' },
    { name: 'a folder with a document', files: { 'old/asyncapi.yaml': before }, older: './old', kind: 'file', label: 'old/asyncapi.yaml' },
  ])('$name', async ({ files, older, kind, label }) => {
    const cwd = folderWith({ 'asyncapi.yaml': after, ...files } as Record<string, string>);
    expect(await compare(cwd, older)).toMatchObject({ code: 3, older: { label, kind, version: '1.0.0' }, events: ['shop.order.paid'] });
  });

  it('a published document, a folder with one, an installed package and a packed one alike', async () => {
    const cwd = folderWith({ 'asyncapi.yaml': before });
    expect((await hookbook(['generate', '--out', 'node_modules/@shop/events'], { cwd })).code).toBe(0);
    writeFiles(cwd, {
      'asyncapi.yaml': after,
      'node_modules/@shop/events/package.json': '{"name":"@shop/events","version":"4.5.6"}',
      'node_modules/bare/package.json': '{"name":"bare","version":"1.0.0"}',
    });
    const file = 'node_modules/@shop/events/asyncapi.json';
    const found = (older: string) => compare(cwd, older);
    expect(await found(file)).toMatchObject({
      code: 3,
      older: { label: file, kind: 'file', version: '1.0.0' },
      events: ['shop.order.paid'],
    });
    expect(await found('node_modules/@shop/events')).toMatchObject({ older: { label: file }, events: ['shop.order.paid'] });
    expect(await found('@shop/events')).toMatchObject({
      older: { label: '@shop/events 4.5.6 (node_modules)', kind: 'package', version: '1.0.0' },
      events: ['shop.order.paid'],
    });
    expect(await hookbook(['diff', 'bare'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'hookbook: bare 1.0.0 (node_modules) has no asyncapi.json: it was not published with what hookbook generate writes\n',
    });
  });

  it('the document as it was at a revision, from a subfolder too', async () => {
    const cwd = repositoryWith({ 'api/asyncapi.yaml': before, 'api/docs/note.md': '' });
    git(cwd, 'tag', 'v1');
    writeFiles(cwd, { 'api/asyncapi.yaml': after });
    commit(cwd, 'second');
    const api = join(cwd, 'api');
    const want = { code: 3, events: ['shop.order.paid'], older: { kind: 'revision', version: '1.0.0' } };
    expect(await compare(api, 'v1')).toMatchObject({ ...want, older: { label: 'v1:api/asyncapi.yaml' } });
    expect(await compare(api, 'HEAD~1:api/asyncapi.yaml')).toMatchObject(want);
    expect(await compare(api, 'HEAD~1:./asyncapi.yaml')).toMatchObject(want);
    expect(await compare(join(api, 'docs'), 'v1:../asyncapi.yaml', '../asyncapi.yaml')).toMatchObject(want);
    expect(await compare(cwd, 'v1:api', 'main:api')).toMatchObject({ ...want, newer: { label: 'main:api/asyncapi.yaml' } });
    expect(await compare(api, 'main')).toMatchObject({ code: 0, verdict: 'none', events: [] });
    expect(git(cwd, 'status', '--porcelain')).toBe('');
  });

  it('a file before a revision, a revision before a package', async () => {
    const cwd = repositoryWith({ 'asyncapi.yaml': before });
    git(cwd, 'branch', 'shop');
    writeFiles(cwd, { 'node_modules/shop/package.json': '{}', 'node_modules/shop/asyncapi.json': '{}' });
    expect((await compare(cwd, 'shop')).older.label).toBe('shop:asyncapi.yaml');
    writeFiles(cwd, { shop: before });
    expect((await compare(cwd, 'shop')).older.label).toBe('shop');
  });

  it('every file of a document comes from the revision, through links too', async () => {
    const document = JSON.parse(sampleDocument());
    document.channels.shop.messages['order.created'].payload.properties.data = { $ref: './schemas/order%20data.json#/here' };
    const data = { here: { type: 'object', required: ['id'], properties: { id: { $ref: '../shared/id.json' } } } };
    const cwd = repositoryWith({
      'api/asyncapi.yaml': JSON.stringify(document),
      'api/shared/order data.json': JSON.stringify(data),
      'api/shared/id.json': '{"type":"string"}',
    });
    symlinkSync('shared', join(cwd, 'api/schemas'));
    commit(cwd, 'linked');
    expect(await compare(cwd, 'main:api/asyncapi.yaml', 'api/asyncapi.yaml')).toMatchObject({ code: 0, events: [] });
    writeFiles(cwd, { 'api/shared/id.json': '{"type":"integer"}' });
    const changed = await compare(cwd, 'main:api/asyncapi.yaml', 'api/asyncapi.yaml');
    expect(changed).toMatchObject({ code: 3, verdict: 'breaking' });
    expect(changed.changes.every(({ event }) => event === 'shop.order.created')).toBe(true);
    expect(changed.changes.some(({ pointer }) => pointer.startsWith('/data'))).toBe(true);
  });

  it('never what a revision links to outside of it', async () => {
    const secret = folderWith({ 'secret.json': '{"type":"string"}' });
    const document = JSON.parse(sampleDocument());
    document.channels.shop.messages['order.created'].payload.properties.data = { $ref: './data.json' };
    const cwd = repositoryWith({ 'asyncapi.yaml': JSON.stringify(document) });
    symlinkSync(join(secret, 'secret.json'), join(cwd, 'data.json'));
    commit(cwd, 'linked');
    const { code, stderr } = await hookbook(['diff', 'main'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^main:asyncapi\.yaml:1:\d+ {2}error {2}ref-broken {2}\$ref "\.\/data\.json": there is no such file beside main:asyncapi\.yaml$/m,
    );
  });
});

describe('diff says what it can not compare', () => {
  const cwd = () => repositoryWith({ 'asyncapi.yaml': before, 'api/other.yaml': before, 'broken.yaml': 'asyncapi: [' });

  test.each([
    { name: 'an unknown revision', args: ['gone:asyncapi.yaml'], code: 2, want: /there is no revision gone in this git repository/ },
    {
      name: 'a file that a revision lacks',
      args: ['main:gone.yaml'],
      code: 2,
      want: /main has no gone\.yaml; git ls-tree -r --name-only main lists its files/,
    },
    {
      name: 'the document that a revision lacks',
      args: ['main', '-d', 'new.yaml'],
      code: 2,
      want: /main has no new\.yaml: name the document as it was there/,
    },
    {
      name: 'a document out of the repository',
      args: ['main', '-d', '../a.yaml'],
      code: 2,
      want: /\.\.\/a\.yaml is not in this git repository/,
    },
    { name: 'no revision', args: [':asyncapi.yaml'], code: 2, want: /name a revision before the colon/ },
    { name: 'an option of git', args: ['--', '--output=x:asyncapi.yaml'], code: 2, want: /there is no revision --output=x/ },
    {
      name: 'nothing of the name',
      args: ['gone.yaml'],
      code: 2,
      want: /gone\.yaml: there is no such file or folder with a document; .*npm:gone\.yaml/,
    },
    { name: 'a package of no registry', args: ['npm:../x'], code: 2, want: /is not a package in a registry/ },
    { name: 'a document with errors', args: ['main:broken.yaml'], code: 1, want: /^main:broken\.yaml:1:\d+ {2}error {2}invalid-yaml/ },
    {
      name: 'a working document that is not there',
      args: ['asyncapi.yaml', '-d', 'gone.yaml'],
      code: 1,
      want: /^gone\.yaml:1:1 {2}error {2}unreadable/,
    },
    { name: 'another side', args: ['main', '--for', 'everyone'], code: 2, want: /--for everyone: use one of receiver, provider/ },
    { name: 'two formats', args: ['main', '--json', '--format', 'markdown'], code: 2, want: /are two formats: remove one of them/ },
    { name: 'a day that is none', args: ['main', '--today', '2026-02-30'], code: 2, want: /--today 2026-02-30: write a date/ },
    { name: 'an ignore of no rule', args: ['main', '--ignore', 'event-gone'], code: 2, want: /no change with the code "event-gone"/ },
    { name: 'a report of an unknown kind', args: ['main', '--write', 'a.xml'], code: 2, want: /must end in \.json, \.md or \.txt/ },
  ])('$name', async ({ args, code, want }) => {
    const result = await hookbook(['diff', ...args], { cwd: cwd() });
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(want);
    expect(result.stderr).not.toContain('hookbook-diff-'); // no temporary folder
  });

  it('a path from the top that was meant from here', async () => {
    const { code, stderr } = await hookbook(['diff', 'main:other.yaml'], { cwd: join(cwd(), 'api') });
    expect(code).toBe(2);
    expect(stderr).toContain('write main:./other.yaml for api/other.yaml');
  });

  it('a revision that a shallow clone lacks, or has as a remote branch', async () => {
    const source = cwd();
    writeFiles(source, { 'asyncapi.yaml': after });
    commit(source, 'second');
    const clone = emptyFolder();
    git(clone, 'clone', '-q', '--depth', '1', pathToFileURL(source).href, '.');
    expect(await hookbook(['diff', 'HEAD~1'], { cwd: clone })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        'which is a shallow clone: run git fetch --unshallow origin; in GitHub Actions, check out with fetch-depth: 0',
      ),
    });
    expect((await hookbook(['diff', 'release:asyncapi.yaml'], { cwd: clone })).stderr).toContain(
      'run git fetch --depth 1 origin release and compare with FETCH_HEAD',
    );
    git(clone, 'checkout', '-q', '-b', 'topic');
    git(clone, 'branch', '-q', '-D', 'main');
    expect((await hookbook(['diff', 'main'], { cwd: clone })).stderr).toContain('there is origin/main');
    expect(await compare(clone, 'origin/main')).toMatchObject({ code: 0, older: { label: 'origin/main:asyncapi.yaml' } });
  });
});

describe('diff judges', () => {
  const project = (config: object = {}) =>
    folderWith({ 'old.yaml': before, 'asyncapi.yaml': after, 'hookbook.config.json': JSON.stringify(config) });

  it('for people: what breaks first, the sum last', async () => {
    const { code, stdout, stderr } = await hookbook(['diff', 'old.yaml'], { cwd: project() });
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toMatch(/^old\.yaml 1\.0\.0 → asyncapi\.yaml 1\.1\.0, judged for receivers\n\nbreaking\n {2}shop\.order\.paid {2}/);
    expect(stdout).toMatch(/\n\n\d breaking.*; needs a major version, 2\.0\.0 or later; info\.version is 1\.1\.0\n$/);
  });

  it('and an addition is not breaking', async () => {
    const cwd = folderWith({ 'old.yaml': after, 'asyncapi.yaml': before });
    const { code, verdict, requiredBump } = await compare(cwd, 'old.yaml');
    expect({ code, requiredBump }).toEqual({ code: 0, requiredBump: 'minor' });
    expect(verdict).not.toBe('breaking');
  });

  it('and leaves out what is ignored, with its reason', async () => {
    const ignored = ['event-removed', 'event-type-removed'];
    const args = ignored.flatMap((code) => ['--ignore', `${code}:shop.order.paid`]);
    expect(await compare(project(), 'old.yaml', ...args)).toMatchObject({
      code: 0,
      changes: [],
      ignored: ignored.map((code) => ({ code, ignoredFor: null })),
    });
    expect(await compare(project(), 'old.yaml', '--ignore', '*:shop.order.paid')).toMatchObject({ code: 0, changes: [] });
    const config = { diff: { ignore: [{ code: '*', at: 'shop', reason: 'nobody handles it' }] } };
    expect(await compare(project(config), 'old.yaml')).toMatchObject({
      code: 0,
      verdict: 'none',
      ignored: [{ ignoredFor: 'nobody handles it' }, {}],
    });
    const unused = await hookbook(['diff', 'old.yaml', '--ignore', 'event-removed:shop.order.gone'], { cwd: project() });
    expect(unused).toMatchObject({
      code: 3,
      stderr: 'warning  no change matches the ignore event-removed:shop.order.gone: remove it, or correct it\n',
    });
  });

  it('the providers alone that the config names', async () => {
    expect((await compare(project({ providers: ['shop'] }), 'old.yaml')).code).toBe(3);
    const { code, stderr } = await hookbook(['diff', 'old.yaml'], { cwd: project({ providers: ['shopp'] }) });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'hookbook: neither version has the provider "shopp" that the config names\n' });
  });

  test.each([
    {
      version: '1.1.0',
      args: [],
      code: 3,
      want: 'hookbook: asyncapi.yaml: info.version is 1.1.0 and must be 2.0.0 or later; the changes need a major version\n',
    },
    { version: '2.0.0', args: [], code: 0, want: '' },
    { version: '2.0.0', args: ['--fail-on', 'breaking'], code: 3, want: '' },
    {
      version: 'next',
      args: [],
      code: 3,
      want: 'hookbook: asyncapi.yaml: info.version "next" is no semantic version (major.minor.patch); the changes need a major version\n',
    },
  ])('the version $version $args', async ({ version, args, code, want }) => {
    const cwd = folderWith({ 'old.yaml': before, 'asyncapi.yaml': sampleDocument({ version }) });
    expect(await hookbook(['diff', 'old.yaml', '--expect-version', ...args], { cwd })).toMatchObject({ code, stderr: want });
  });

  it('writes the report in several formats at once', async () => {
    const cwd = project();
    const { stdout } = await hookbook(['diff', 'old.yaml', '--write', 'r.json', '--write', 'r.md', '--write', 'r.txt'], { cwd });
    expect(readFileSync(join(cwd, 'r.txt'), 'utf8')).toBe(stdout);
    expect(readFileSync(join(cwd, 'r.json'), 'utf8')).toBe((await hookbook(['diff', 'old.yaml', '--json'], { cwd })).stdout);
    expect(readFileSync(join(cwd, 'r.md'), 'utf8')).toBe((await hookbook(['diff', 'old.yaml', '--format', 'markdown'], { cwd })).stdout);
  });

  it('marks the line in a pull request', async () => {
    const cwd = folderWith({
      'old.yaml': sampleDocument({ members: ['id', 'total'] }),
      'asyncapi.yaml': sampleDocument({ members: ['total'] }),
    });
    const { stderr } = await hookbook(['diff', 'old.yaml'], { cwd, env: { GITHUB_ACTIONS: 'true' } });
    const line =
      sampleDocument()
        .split('\n')
        .findIndex((text) => text.includes('"order.created": {')) + 1;
    expect(stderr).toMatch(
      new RegExp(`^::(error|warning) file=asyncapi\\.yaml,line=${line},title=[a-z-]+::shop\\.order\\.created: .*/data/id`, 'm'),
    );
  });

  it('marks it in the file of the document that it stands in', async () => {
    const document = JSON.parse(sampleDocument());
    const { messages } = document.channels.shop;
    const payload = (type: string) => ({
      type: 'object',
      required: ['id'],
      properties: { type: { const: 'order.created' }, id: { type } },
    });
    const message = (type: string) => JSON.stringify({ 'order created': { name: 'order.created', payload: payload(type) } }, null, 2);
    messages['order.created'] = { $ref: './parts/the events.json#/order%20created' };
    const cwd = repositoryWith({ 'asyncapi.yaml': JSON.stringify(document), 'parts/the events.json': message('string') });
    writeFiles(cwd, { 'parts/the events.json': message('integer') });
    const { stderr } = await hookbook(['diff', 'main'], { cwd, env: { GITHUB_ACTIONS: 'true' } });
    expect(stderr).toMatch(/^::error file=parts\/the events\.json,line=2,title=type-changed::shop\.order\.created: /m);
  });

  it('names what is gone from another file by that file', async () => {
    const document = JSON.parse(sampleDocument({ events: ['order.created', 'order.paid'] }));
    const { messages } = document.channels.shop;
    const paid = messages['order.paid'];
    messages['order.paid'] = { $ref: './parts/events.json#/order%20paid' };
    const cwd = folderWith({
      'old.json': JSON.stringify(document),
      'new.json': sampleDocument(),
      'parts/events.json': JSON.stringify({ 'order paid': paid }),
    });
    const pointer = 'parts/events.json#/order paid';
    const { changes } = await compare(cwd, 'old.json', 'new.json');
    expect(changes.map(({ code, pointer }) => ({ code, pointer }))).toContainEqual({ code: 'event-removed', pointer });
    expect((await hookbook(['diff', 'old.json', 'new.json', '--ignore', `event-removed:${pointer}`], { cwd })).stdout).toContain(
      '1 ignored',
    );
  });
});
