import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { repository } from './hookbook.js';

// Not below node_modules, where vitest looks for no tests.
const box = mkdtempSync(join(tmpdir(), 'hookbook-contract-tests-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));

it('the tests of the guide pass under vitest', () => {
  const guide = readFileSync(join(repository, 'docs/contract-tests.md'), 'utf8');
  const tests = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .map(([, text = '']) => text)
    .filter((text) => text.includes("from 'vitest'"));
  symlinkSync(join(repository, 'node_modules'), join(box, 'node_modules'));
  writeFileSync(join(box, 'package.json'), '{"type":"module"}');
  for (const [index, text] of tests.entries()) writeFileSync(join(box, `guide-${index}.test.ts`), text);
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', box, '--reporter=json'], {
    cwd: box,
    env,
    encoding: 'utf8',
  });
  const { numPassedTests, numFailedTests } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, number>;
  expect({ status, numFailedTests, numPassedTests }).toEqual({ status: 0, numFailedTests: 0, numPassedTests: 5 });
});
