import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWith, sampleDocument, writeFiles } from './diff-project.js';
import { emptyFolder, hookbook, type Result } from './hookbook.js';

const before = sampleDocument({ events: ['order.created', 'order.paid'] });
const after = sampleDocument({ version: '1.1.0' });

/** Packs a folder as npm publishes it. */
function pack(folder: string): Buffer {
  const { status, stderr } = spawnSync('npm', ['pack', '--ignore-scripts', '--loglevel=error'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const name = readdirSync(folder).find((each) => each.endsWith('.tgz')) ?? '';
  return readFileSync(join(folder, name));
}

/** What is published: the versions of a package, each with its files, packed below a folder. */
function publish(box: string, name: string, versions: Readonly<Record<string, Readonly<Record<string, string>>>>): Map<string, Buffer> {
  const scripts = { prepack: 'touch ran', install: 'touch ran', preinstall: 'touch ran' };
  return new Map(
    Object.entries(versions).map(([version, files]) => {
      const folder = join(box, version);
      writeFiles(folder, { ...files, 'package.json': JSON.stringify({ name, version, scripts }) });
      return [version, pack(folder)];
    }),
  );
}

/** A registry on loopback with one package: https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md */
async function startRegistry(name: string, versions: ReadonlyMap<string, Buffer>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    const tarball = versions.get(/\/-\/events-(.+)\.tgz$/.exec(path)?.[1] ?? '');
    if (tarball) return response.end(tarball);
    if (path !== `/${name}`) return response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
    const { port } = server.address() as AddressInfo;
    const described = [...versions].map(([version, bytes]) => {
      const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
      return [version, { name, version, dist: { tarball: `http://127.0.0.1:${port}/${name}/-/events-${version}.tgz`, integrity } }];
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: [...versions.keys()].at(-1) }, versions: Object.fromEntries(described) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('diff with a published package', () => {
  const name = '@shop/events';
  const box = mkdtempSync(join(tmpdir(), 'hookbook-system-'));
  let server: Server;
  let published: string;
  beforeAll(async () => {
    writeFiles(box, { 'asyncapi.yaml': before });
    expect((await hookbook(['generate'], { cwd: box })).code).toBe(0);
    published = readFileSync(join(box, 'generated/asyncapi.json'), 'utf8');
    const versions = {
      '0.9.0': {},
      '1.0.0': { 'asyncapi.json': published },
      '1.0.1': { 'asyncapi.json': '{"asyncapi":"3.1.0"}' },
      '1.0.2': { 'asyncapi.json': published },
    };
    server = await startRegistry(name, publish(box, name, versions));
  });
  afterAll(() => {
    server.close();
    rmSync(box, { recursive: true, force: true });
  });

  function run(args: readonly string[], cwd: string): Promise<Result> {
    const { port } = server.address() as AddressInfo;
    const env = {
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: emptyFolder(),
      npm_config_userconfig: '/dev/null',
    };
    return hookbook(['diff', ...args], { cwd, env });
  }

  it('fetches a version, a range or the latest, and runs none of its scripts', async () => {
    const cwd = folderWith({ 'asyncapi.yaml': after });
    for (const [older, version] of [
      ['@shop/events@1.0.0', '1.0.0'],
      ['@shop/events@^1.0.2', '1.0.2'],
      ['@shop/events', '1.0.2'],
      ['npm:@shop/events', '1.0.2'],
    ] as const) {
      const { code, stdout, stderr } = await run([older, '--json'], cwd);
      expect({ older, code, stderr }).toEqual({ older, code: 3, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({
        older: { label: `@shop/events ${version} (registry)`, kind: 'package', version: '1.0.0' },
        changes: [{ event: 'shop.order.paid' }, { event: 'shop.order.paid' }],
      });
    }
    expect(readdirSync(cwd)).toEqual(['asyncapi.yaml']);
  });

  it('takes the installed one without npm:, the published one with it', async () => {
    const cwd = folderWith({ 'asyncapi.yaml': after, 'node_modules/@shop/events/package.json': '{"version":"0.0.1"}' });
    writeFiles(cwd, { 'node_modules/@shop/events/asyncapi.json': published });
    expect((await run(['@shop/events'], cwd)).stdout).toMatch(/^@shop\/events 0\.0\.1 \(node_modules\) 1\.0\.0 → /);
    expect((await run(['npm:@shop/events'], cwd)).stdout).toMatch(/^@shop\/events 1\.0\.2 \(registry\) 1\.0\.0 → /);
  });

  it('says what is missing', async () => {
    const cwd = folderWith({ 'asyncapi.yaml': after });
    expect(await run(['@shop/events@0.9.0'], cwd)).toMatchObject({
      code: 2,
      stderr: 'hookbook: @shop/events 0.9.0 (registry) has no asyncapi.json: it was not published with what hookbook generate writes\n',
    });
    expect(await run(['@shop/events@1.0.1'], cwd)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^@shop\/events 1\.0\.1 \(registry\):asyncapi\.json:1:\d+ {2}error {2}invalid-asyncapi /),
    });
    const absent = await run(['npm:nothing-of-the-kind'], cwd);
    expect(absent.code).toBe(2);
    expect(absent.stderr).toMatch(/^hookbook: npm pack nothing-of-the-kind failed: .*404.*; check the name, the version and the registry/);
    expect((await run(['@shop/events@7'], cwd)).stderr).toMatch(/^hookbook: npm pack @shop\/events@7 failed: No matching version found/);
  });

  it('reads a packed file', async () => {
    const folder = folderWith({ 'package.json': '{"name":"@shop/events","version":"3.0.0"}', 'asyncapi.json': published });
    pack(folder);
    const cwd = folderWith({ 'asyncapi.yaml': after });
    const packed = join(folder, 'shop-events-3.0.0.tgz');
    expect(existsSync(packed)).toBe(true);
    expect(await run([packed], cwd)).toMatchObject({ code: 3, stderr: '' });
  });
});
