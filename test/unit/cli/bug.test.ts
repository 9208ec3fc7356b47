import { expect, it, vi } from 'vitest';
import { runCommandLine } from '../../../cli/program.js';
import { captureStreams } from './captured-terminal.js';

vi.mock('../../../catalogue/catalogue.js', () => ({
  loadCatalogue: () => Promise.reject(new Error('no such \u001b[31mthing')),
}));

it('a fault of ours is exit code 70: a short message, and a stack only where it is asked for', async () => {
  const plain = captureStreams();
  expect(await runCommandLine(['lint'], plain.streams)).toBe(70);
  expect(plain.stdout).toBe('');
  expect(plain.stderr).toMatch(/^hookbook: no such \\u001b\[31mthing\n/);
  expect(plain.stderr).toMatch(/report it/);
  expect(plain.stderr).not.toMatch(/\n\s+at /);
  const debug = captureStreams({ env: { HOOKBOOK_DEBUG: '1' } });
  await runCommandLine(['lint'], debug.streams);
  expect(debug.stderr).toMatch(/\n\s+at /);
});
