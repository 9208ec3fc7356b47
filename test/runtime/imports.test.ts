import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

interface Sources {
  /** Paths within the package's `src`. */
  readonly files: readonly string[];
  /** The text without comments, whose examples import what they like. */
  read(file: string): string;
  /** What a file imports: files of the package by their path, everything else as it is written. */
  importsOf(file: string): string[];
}

function openSources(name: string): Sources {
  const source = new URL(`../../${name}/src/`, import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', sep))
    .filter((file) => file.endsWith('.ts'));
  const read = (file: string) => readFileSync(new URL(file, source), 'utf8').replace(/^ *\/\*\*[\s\S]*?\*\/$|^ *\/\/.*$/gm, '');
  const importsOf = (file: string) =>
    [...read(file).matchAll(/^(?:import|export) .*?from '([^']+)';$|\bimport\('([^']+)'\)/gms)]
      .map(([, still, late]) => still ?? late ?? '')
      .map((specifier) => (specifier.startsWith('.') ? join(dirname(file), specifier).replace(/\.js$/, '.ts') : specifier));
  return { files, read, importsOf };
}

const runtime = openSources('runtime');
const testkit = openSources('testkit');

const packages = [
  {
    name: 'runtime',
    sources: runtime,
    /** Its adapters for Node with what they alone are made of, its inboxes, and the half of `#hmac` that Node takes. */
    ofNode: [
      ...['verify/hmac.node.ts', 'node.ts', 'fastify.ts', 'sqlite.ts', 'postgres.ts'],
      ...['node-request', 'stream-body', 'close-on-signals', 'watch-server'].map((name) => `adapters/${name}.ts`),
      ...runtime.files.filter((file) => /^inbox\/(?:sqlite|postgres)\//.test(file)),
    ],
    /** Optional peers are loaded only where the inbox that needs them is opened. */
    allowedIn: (file: string) => ['#hmac', ...(file.startsWith('inbox/postgres/') ? ['pg', 'pg-boss'] : [])],
    entries: ['index.ts', 'worker.ts', 'hono.ts', 'next.ts', 'lambda.ts', 'inspect.ts'],
  },
  {
    name: 'testkit',
    sources: testkit,
    /** What follows digests, and what reads fixtures. */
    ofNode: ['trace-digests.ts', 'testing/fixture-files.ts'],
    allowedIn: () => ['@hookbook/runtime', '@hookbook/runtime/inspect'],
    entries: ['simulate.ts', 'diagnose.ts', 'near-names.ts'],
  },
];

/** All that a file is made of, itself included; `#hmac` counts as its half for the web. */
function reachableFrom({ files, importsOf }: Sources, file: string): Set<string> {
  const seen = new Set<string>([file]);
  for (const one of seen) {
    const targets = files.includes(one) ? importsOf(one) : [];
    for (const target of targets) seen.add(target === '#hmac' ? 'verify/hmac.web.ts' : target);
  }
  return seen;
}

describe.each(packages)('imports of the $name', ({ sources, ofNode, allowedIn, entries }) => {
  const { files, read, importsOf } = sources;

  test('every file of Node is there', () => {
    expect(ofNode.filter((file) => !files.includes(file))).toEqual([]);
  });

  test.each(files.map((file) => ({ file })))('$file: nothing foreign', ({ file }) => {
    const foreign = importsOf(file).filter((target) => !files.includes(target) && !allowedIn(file).includes(target));
    expect(foreign.filter((target) => !(ofNode.includes(file) && target.startsWith('node:')))).toEqual([]);
    if (!ofNode.includes(file)) expect(read(file)).not.toMatch(/\b(?:process|Buffer|require)\b[.(]/);
  });

  test.each(entries)('%s reaches nothing of Node', (entry) => {
    const reached = [...reachableFrom(sources, entry)];
    expect(reached.filter((name) => ofNode.includes(name))).toEqual([]);
  });
});

test('what is reached is followed from file to file', () => {
  expect([...reachableFrom(runtime, 'inspect.ts')]).toContain('refusal.ts');
  expect([...reachableFrom(testkit, 'simulate.ts')]).toContain('@hookbook/runtime/inspect');
});
