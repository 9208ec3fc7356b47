import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Gately's events with an example each, from the document by the command line's stable `list --json`. */
export function listEvents() {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const listed = execFileSync(process.execPath, ['dist/cli/main.js', 'list', '--json'], { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(listed)
    .filter(({ provider }) => provider === 'gately')
    .map(({ name, examples }) => ({ name, payload: examples[0].payload }));
}
