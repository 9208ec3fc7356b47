import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeKit } from './generated-kit.js';
import { shopCatalogue } from './shop-catalogue.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
let app: string;
let events: string;

/** An app outside of this repository that has the testkit, the runtime and the generated code, and no other package. */
beforeAll(async () => {
  app = mkdtempSync(join(tmpdir(), 'hookbook-alone-'));
  events = join(app, 'node_modules/@hookbook/events');
  for (const name of ['runtime', 'testkit']) {
    const folder = join(app, 'node_modules/@hookbook', name);
    mkdirSync(folder, { recursive: true });
    for (const part of ['package.json', 'dist']) cpSync(join(repository, name, part), join(folder, part), { recursive: true });
  }
  const kit = await writeKit(shopCatalogue);
  cpSync(kit.folder, events, { recursive: true });
  kit.remove();
});
afterAll(() => rmSync(app, { recursive: true, force: true }));

test('fixtures, builders and matchers need no other package and no network', () => {
  const script = `
    import net from 'node:net';
    net.Socket.prototype.connect = () => { throw new Error('no network'); };
    globalThis.fetch = () => { throw new Error('no network'); };
    const { build, listFixtures, loadFixture, loadMutants, matchers, providers } = await import(${JSON.stringify(pathToFileURL(join(events, 'testing/index.js')).href)});
    const order = build('shop', 'order.created', { data: { amount: 3 } });
    console.log(order.data.amount, matchers.toBeWebhook(order, 'shop', 'order.created').pass, matchers.toMatchWebhook(order, 'shop', 'order.created', { id: 1 }).pass);
    console.log(listFixtures().length, loadMutants('shop/order.created').length, loadFixture('shop/order.created').id, Object.keys(providers).join());
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', '--input-type=module', '-e', script], {
    cwd: app,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: '3 true false\n15 1 evt_1 shop,forge,testing,constructor\n', stderr: '' });
});

test.each([
  { module: 'index', want: ['@hookbook/testkit/testing'] },
  { module: 'fast-check', want: ['@hookbook/testkit/testing', 'fast-check'] },
  { module: 'vitest', want: ['@hookbook/testkit/testing', 'vitest'] },
  { module: 'jest', want: ['@hookbook/testkit/testing', '@jest/globals'] },
])('testing/$module.js imports $want and its own files', ({ module, want }) => {
  const reached = new Set<string>();
  const rest = [pathToFileURL(join(events, `testing/${module}.js`)).href];
  for (let file = rest.pop(); file !== undefined; file = rest.pop()) {
    for (const [, specifier = ''] of readFileSync(new URL(file), 'utf8').matchAll(/^import .*?from '([^']+)';$/gm)) {
      if (specifier.startsWith('.')) rest.push(new URL(specifier, file).href);
      else reached.add(specifier);
    }
  }
  expect([...reached].sort()).toEqual([...want].sort());
});
