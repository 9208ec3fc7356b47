import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { hookbook, newProject } from './hookbook.js';
import { linkPackages, vitepress } from './site-project.js';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A page as the browser loads it, once it says this; while the server starts again there is none. */
async function pageThatSays(text: string, url: string): Promise<string> {
  for (;;) {
    const page = await fetch(url).then(
      (response) => response.text(),
      () => '',
    );
    if (page.includes(text)) return page;
    await setTimeout(100);
  }
}

it('while developing, pages follow what hookbook generate writes', { timeout: 240_000 }, async () => {
  const cwd = await newProject();
  linkPackages(cwd);
  for (const args of [['docs', 'init'], ['generate']]) expect((await hookbook(args, { cwd })).code).toBe(0);
  const port = await freePort();
  const server = spawn(process.execPath, [vitepress, 'dev', 'docs', '--port', String(port), '--strictPort'], { cwd });
  onTestFinished(() => void server.kill('SIGKILL'));
  const page = `http://localhost:${port}/reference/acme/order.created/index.md?import`;
  await pageThatSays('Sent when order.created happens', page);

  const document = join(cwd, 'asyncapi.yaml');
  writeFileSync(document, readFileSync(document, 'utf8').replace('Sent when order.created happens', 'Sent when somebody orders'));
  expect((await hookbook(['generate'], { cwd })).code).toBe(0);
  await pageThatSays('Sent when somebody orders', page);

  writeFileSync(document, readFileSync(document, 'utf8').replaceAll('order.created', 'order.placed'));
  expect((await hookbook(['generate'], { cwd })).code).toBe(0);
  await pageThatSays('Sent when somebody orders', page.replace('order.created', 'order.placed'));
});
