import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bin, newProject } from './hookbook.js';

it('generate --watch generates again after an edit, says faults and goes on, and ends when interrupted', async () => {
  const cwd = await newProject();
  const document = join(cwd, 'asyncapi.yaml');
  const text = readFileSync(document, 'utf8');
  const child = spawn(process.execPath, [bin, 'generate', '--watch'], { cwd });
  let output = '';
  const seen: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      for (const look of seen) look();
    });
  }
  /** Resolves when the watch has said this and waits again; what it said so far is forgotten. */
  const hears = (pattern: RegExp) =>
    new Promise<void>((done) => {
      const look = () => {
        if (!pattern.test(output) || !output.includes('interrupt to stop')) return;
        seen.length = 0;
        output = '';
        done();
      };
      seen.push(look);
      look();
    });
  await hears(/files written/);
  writeFileSync(document, text.replace('Sent when', 'Told when'));
  await hears(/files? written/);
  expect(readFileSync(join(cwd, 'generated/reference/acme.md'), 'utf8')).toContain('Told when');
  writeFileSync(document, 'asyncapi: [');
  await hears(/invalid-yaml/);
  writeFileSync(document, text);
  await hears(/files? written/);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
