import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

const source = new URL('../../runtime/src/', import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', sep))
  .filter((file) => file.endsWith('.ts'));
/** The text without comments, whose examples import what they like. */
const read = (file: string) => readFileSync(new URL(file, source), 'utf8').replace(/^ *\/\*\*[\s\S]*?\*\/$|^ *\/\/.*$/gm, '');
/** What a file imports: files of the runtime by their path, everything else as it is written. */
const importsOf = (file: string) =>
  [...read(file).matchAll(/^(?:import|export) .*?from '([^']+)';$|\bimport\('([^']+)'\)/gms)]
    .map(([, still, late]) => still ?? late ?? '')
    .map((specifier) => (specifier.startsWith('.') ? join(dirname(file), specifier).replace(/\.js$/, '.ts') : specifier));

/** What stands on Node: its adapters with what they alone are made of, its inboxes, the half of `#hmac` that Node takes, what follows digests, and what reads fixtures. */
const ofNode = [
  ...['verify/hmac.node.ts', 'node.ts', 'fastify.ts', 'sqlite.ts', 'postgres.ts', 'trace-digests.ts'],
  ...['node-request', 'stream-body', 'close-on-signals', 'watch-server'].map((name) => `adapters/${name}.ts`),
  'testing/fixture-files.ts',
  ...files.filter((file) => /^inbox\/(?:sqlite|postgres)\//.test(file)),
];
/** Optional peers, loaded only where the inbox that needs them is opened. */
const peers = ['pg', 'pg-boss'];

/** All that a file is made of, itself included; `#hmac` counts as its half for the web. */
function reachableFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const target of importsOf(file)) {
    if (target === '#hmac') reachableFrom('verify/hmac.web.ts', seen);
    else if (files.includes(target)) reachableFrom(target, seen);
    else seen.add(target);
  }
  return seen;
}

describe('imports of the runtime', () => {
  test('every file of Node is there', () => {
    expect(ofNode.filter((file) => !files.includes(file))).toEqual([]);
  });

  test.each(files.map((file) => ({ file })))('$file: nothing foreign', ({ file }) => {
    const allowed = ['#hmac', ...(file.startsWith('inbox/postgres/') ? peers : [])];
    const foreign = importsOf(file).filter((target) => !files.includes(target) && !allowed.includes(target));
    expect(foreign.filter((target) => !(ofNode.includes(file) && target.startsWith('node:')))).toEqual([]);
    if (!ofNode.includes(file)) expect(read(file)).not.toMatch(/\b(?:process|Buffer|require)\b[.(]/);
  });

  test.each(['index.ts', 'worker.ts', 'hono.ts', 'next.ts', 'lambda.ts', 'simulate.ts', 'inspect.ts'])(
    '%s reaches nothing of Node',
    (entry) => {
      const reached = [...reachableFrom(entry)];
      expect(reached).toContain('refusal.ts');
      expect(reached.filter((name) => ofNode.includes(name) || !files.includes(name))).toEqual([]);
    },
  );
});
