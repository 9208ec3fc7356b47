import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** A project whose site VitePress serves while it is developed. */
async function serveSite() {
  const cwd = await newProject();
  linkPackages(cwd);
  for (const args of [['docs', 'init'], ['generate']]) expect((await hookbook(args, { cwd })).code).toBe(0);
  const port = await freePort();
  const server = spawn(process.execPath, [vitepress, 'dev', 'docs', '--port', String(port), '--strictPort'], { cwd });
  onTestFinished(() => void server.kill('SIGKILL'));
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }

  /** Waits until the event's page, as the browser loads it, has this text; while the server starts again there is no page. */
  const pageSays = async (text: string, event = 'order.created') => {
    const url = `http://localhost:${port}/reference/acme/${event}/index.md?import`;
    for (;;) {
      if (server.exitCode !== null) throw new Error(`the server has ended: ${output}`);
      const page = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
        (response) => response.text(),
        () => '',
      );
      if (page.includes(text)) return;
      await setTimeout(50);
    }
  };
  await pageSays('Sent when order.created happens');
  return { cwd, pageSays };
}

it('while developing, pages follow what hookbook generate writes', async () => {
  const { cwd, pageSays } = await serveSite();
  const document = join(cwd, 'asyncapi.yaml');
  const edit = async (from: string, to: string) => {
    writeFileSync(document, readFileSync(document, 'utf8').replaceAll(from, to));
    expect((await hookbook(['generate'], { cwd })).code).toBe(0);
  };
  await edit('Sent when order.created happens', 'Sent when somebody orders');
  await pageSays('Sent when somebody orders');
  await edit('order.created', 'order.placed');
  await pageSays('Sent when somebody orders', 'order.placed');
});

it('a catalogue written while the server starts again is not missed, and does not end the server', async () => {
  const { cwd, pageSays } = await serveSite();
  const catalogue = join(cwd, 'generated/asyncapi.json');
  const original = readFileSync(catalogue, 'utf8');
  /** As `generate` does: moves a new file over the old one. */
  const write = (description: string) => {
    writeFileSync(`${catalogue}.new`, original.replaceAll('Sent when order.created happens', description));
    renameSync(`${catalogue}.new`, catalogue);
  };
  for (let delay = 150; delay <= 650; delay += 100) {
    write(`first, for ${delay} ms;`);
    await setTimeout(delay);
    write(`second, after ${delay} ms;`);
    await pageSays(`second, after ${delay} ms;`);
  }
});
