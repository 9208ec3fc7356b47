import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const source = new URL('../../runtime/src/', import.meta.url);
/** The text without comments, whose examples import what they like. */
const read = (file: string) => readFileSync(new URL(file, source), 'utf8').replace(/^ *\/\*\*[\s\S]*?\*\/$|^ *\/\/.*$/gm, '');
const importsOf = (file: string) =>
  [...read(file).matchAll(/^(?:import|export) .*?from '([^']+)';$|\bimport\('([^']+)'\)/gms)].map(([, still, late]) => still ?? late ?? '');

/** What stands on Node: its adapters with what they alone are made of, its inboxes, and the half of `#hmac` that Node takes. */
const ofNode = [
  ...['hmac.node.ts', 'node.ts', 'node-request.ts', 'stream-body.ts', 'fastify.ts', 'close-on-signals.ts', 'watch-server.ts'],
  ...readdirSync(source).filter((file) => /^(?:sqlite|postgres)/.test(file)),
];
/** Optional peers, loaded only where the inbox that needs them is opened. */
const peers = ['pg', 'pg-boss'];

/** All that a file is made of, itself included; `#hmac` counts as its half for the web. */
function reachableFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const specifier of importsOf(file)) {
    if (specifier === '#hmac') reachableFrom('hmac.web.ts', seen);
    else if (specifier.startsWith('./')) reachableFrom(specifier.slice(2).replace(/\.js$/, '.ts'), seen);
    else seen.add(specifier);
  }
  return seen;
}

describe('imports of the runtime', () => {
  test.each(readdirSync(source).map((file) => ({ file })))('$file: nothing foreign', ({ file }) => {
    const allowed = ['#hmac', ...(file.startsWith('postgres') ? peers : [])];
    const foreign = importsOf(file).filter((specifier) => !specifier.startsWith('./') && !allowed.includes(specifier));
    expect(foreign.filter((specifier) => !(ofNode.includes(file) && specifier.startsWith('node:')))).toEqual([]);
    if (!ofNode.includes(file)) expect(read(file)).not.toMatch(/\b(?:process|Buffer|require)\b[.(]/);
  });

  test.each(['index.ts', 'worker.ts', 'hono.ts', 'next.ts', 'lambda.ts'])('%s reaches nothing of Node', (entry) => {
    const reached = [...reachableFrom(entry)];
    expect(reached).toContain('refusal.ts');
    expect(reached.filter((name) => ofNode.includes(name) || !/^[\w.-]+\.ts$/.test(name))).toEqual([]);
  });
});
