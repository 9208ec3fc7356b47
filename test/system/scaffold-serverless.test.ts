import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../eventually.js';
import { bundle, runWorkerd } from './adapters/workerd.js';
import { createDatabase } from './create-database.js';
import { emptyFolder, hookbook } from './hookbook.js';
import { buildApps, installPackages } from './scaffolded.js';
import { addressOf, linesOf, send, start, stop } from './scaffolded-process.js';

const secret = 's3cret-of-the-test';
const body = JSON.stringify({ id: 'evt_1', type: 'order.created', created_at: '2025-01-01T12:00:00Z', data: { id: 'obj_1' } });

/** An app for the provider of a fresh document, built. */
async function newApp(framework: 'lambda' | 'worker'): Promise<string> {
  const folder = emptyFolder();
  installPackages(folder);
  expect((await hookbook(['init', 'document', '--yes'], { cwd: folder })).code).toBe(0);
  const where = ['--framework', framework, '--out', 'app', '--document', 'document/asyncapi.yaml'];
  expect((await hookbook(['scaffold', 'acme', ...where], { cwd: folder })).code).toBe(0);
  expect(await buildApps(folder, ['app'])).toEqual([]);
  return join(folder, 'app');
}

/** Calls the function as Lambda does, in a process of its own that is frozen, so to speak, once it has answered. */
const invoke = `
const { handler } = await import(process.argv[1]);
const result = await handler(JSON.parse(process.argv[2]), { getRemainingTimeInMillis: () => 30000 });
console.log(JSON.stringify({ statusCode: result.statusCode }));
process.exit(0);
`;

it('an app on Lambda answers function URL events, and serves on a developer’s machine, over Postgres', async () => {
  const app = await newApp('lambda');
  const env = { DATABASE_URL: await createDatabase(), ACME_WEBHOOK_SECRET: secret };
  const event = {
    version: '2.0',
    rawPath: '/webhooks/acme',
    rawQueryString: '',
    headers: {
      host: 'x.lambda-url.eu-west-1.on.aws',
      'content-type': 'application/json',
      'x-acme-signature': createHmac('sha256', secret).update(body).digest('hex'),
    },
    requestContext: {
      domainName: 'x.lambda-url.eu-west-1.on.aws',
      http: { method: 'POST', path: '/webhooks/acme', sourceIp: '192.0.2.1' },
    },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
  const args = ['--input-type=module', '-e', invoke, pathToFileURL(join(app, 'dist/lambda.js')).href, JSON.stringify(event)];
  const printed = execFileSync(process.execPath, args, { cwd: app, env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' });
  expect(
    printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([{ provider: 'acme', event: 'order.created', id: expect.stringContaining('evt_1'), attempt: 1 }, { statusCode: 200 }]);

  const local = start(app, env);
  expect(await send(app, await addressOf(local), env)).toMatch(/^200/);
  await eventually(() => expect(linesOf(local)).toHaveLength(1));
  expect(await stop(local)).toBe(0);
});

it('an app on Workers runs under workerd', async () => {
  const app = await newApp('worker');
  const worker = await runWorkerd(await bundle(pathToFileURL(join(app, 'src/worker.ts')).href), { ACME_WEBHOOK_SECRET: secret });
  onTestFinished(() => worker.stop());
  const address = `http://127.0.0.1:${worker.port}/webhooks/acme`;
  expect((await fetch(new URL('/', address))).status).toBe(404);
  expect(await send(app, address, { ACME_WEBHOOK_SECRET: secret })).toMatch(/^200/);
  expect(await send(app, address, { ACME_WEBHOOK_SECRET: 'another' })).toMatch(/^401/);
  await eventually(() => expect(worker.said()).toContain('"event":"order.created"'));
});
