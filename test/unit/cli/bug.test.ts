import { expect, it } from 'vitest';
import { runCommandLine } from '../../../cli/program.js';
import { captureStreams } from './captured-terminal.js';

/** A run whose results can't be printed, which no command expects. */
async function runIntoBug(env: Readonly<Record<string, string>> = {}) {
  const captured = captureStreams({ env });
  const write = () => {
    throw new Error('no such \u001b[31mthing');
  };
  const code = await runCommandLine(['list'], { ...captured.streams, stdout: { write } });
  return { code, stderr: captured.stderr };
}

it('a fault of ours is exit code 70: a short message, and a stack only where it is asked for', async () => {
  const { code, stderr } = await runIntoBug();
  expect(code).toBe(70);
  expect(stderr).toMatch(/^hookbook: no such \\u001b\[31mthing\n/);
  expect(stderr).toMatch(/report it/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect((await runIntoBug({ HOOKBOOK_DEBUG: '1' })).stderr).toMatch(/\n\s+at /);
});
