import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { emptyFolder, hookbook, repository } from './hookbook.js';

interface Schema {
  safeParse(value: unknown): { readonly success: boolean };
}
interface Mutant {
  readonly name: string;
  readonly keyword: string;
  readonly payload: unknown;
}

const config = `import zod from ${JSON.stringify(pathToFileURL(join(repository, 'examples/zod-generator/zod.js')).href)};
export default { generators: ['fixtures', zod] };
`;
const compilerOptions = { strict: true, module: 'nodenext', target: 'es2022', types: [], rootDir: 'generated/zod', outDir: 'out' };

/** Everything at once: recursion, unions, closed and open objects, names and texts that look like code. */
const tricky = `asyncapi: 3.1.0
info: { title: Tricky, version: 1.0.0 }
channels:
  tricky:
    messages:
      tree.grown:
        payload:
          type: object
          required: [type, root, any]
          properties: { type: { const: tree.grown }, root: { $ref: '#/components/schemas/Node' }, any: {}, deny: false }
      odd.names:
        payload:
          type: object
          required: [type, __proto__, constructor, unlisted]
          properties:
            type: { const: "odd'name" }
            __proto__: { type: number }
            constructor: { type: [string, 'null'] }
            "quote'\`": { enum: ["z.lazy(() => Nowhere)", "\`\${alert()}\`", "</script>", 1, null] }
            "line\\nbreak": { type: boolean }
            pair: { type: array, items: { $ref: '#/components/schemas/Either' } }
            counts: { type: object, additionalProperties: { type: integer } }
            closed: { type: object, additionalProperties: false, properties: { code: { type: string, pattern: '^[A-Z]\\\\d/"$' } } }
components:
  schemas:
    Node:
      type: object
      required: [name]
      properties:
        name: { type: string }
        children: { type: array, items: { $ref: '#/components/schemas/Node' } }
        other: { oneOf: [{ $ref: '#/components/schemas/Either' }, { type: 'null' }] }
    Either:
      anyOf:
        - { allOf: [{ $ref: '#/components/schemas/Node' }, { type: object, properties: { either: { const: 1 } } }] }
        - { type: object, required: [number], properties: { number: { type: number } } }
`;

/** Generates and compiles; gives the schemas of each provider by event. */
async function generateZod(cwd: string): Promise<ReadonlyMap<string, Readonly<Record<string, Schema>>>> {
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(join(repository, 'node_modules/zod'), join(cwd, 'node_modules/zod'));
  const files = {
    'package.json': '{"type":"module"}',
    'hookbook.config.js': config,
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['generated/zod'] }),
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(cwd, path), text);
  const { code, stderr } = await hookbook(['generate', '--root', '.'], { cwd });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  execFileSync(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), '-p', cwd], { stdio: 'pipe' });
  const keys = readdirSync(join(cwd, 'out')).map((name) => name.replace(/\.js$/, ''));
  const modules = keys.map(async (key) => [key, (await import(pathToFileURL(join(cwd, 'out', `${key}.js`)).href)).events] as const);
  return new Map(await Promise.all(modules));
}

const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** What the generator checks of a schema. */
const checked = ['type', 'required', 'const', 'enum', 'additionalProperties', 'pattern', 'anyOf'];

describe('the Zod generator of the examples', () => {
  test.each([
    { name: 'the repository’s document', document: readFileSync(join(repository, 'asyncapi.yaml'), 'utf8'), providers: 5 },
    { name: 'a tricky document', document: tricky, providers: 1 },
  ])('compiles for $name, accepts every fixture and refuses the mutants of what it checks', async ({ document, providers }) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'asyncapi.yaml'), document);
    const modules = await generateZod(cwd);
    expect(modules.size).toBe(providers);
    const refused: string[] = [];
    const accepted: string[] = [];
    let fixtures = 0;
    let mutants = 0;
    for (const [key, events] of modules) {
      const folder = join(cwd, 'generated/fixtures', key);
      const index: Record<string, { readonly file: string }[]> = read(`${folder}.json`);
      expect(Object.keys(events)).toEqual(Object.keys(index));
      for (const [name, schema] of Object.entries(events)) {
        for (const { file } of index[name] ?? []) {
          fixtures++;
          if (!schema.safeParse(read(folder, file)).success) refused.push(`${key}/${file}`);
        }
        const invalid = join(folder, 'invalid', `${name}.json`);
        const all: Mutant[] = existsSync(invalid) ? read(invalid) : [];
        for (const mutant of all.filter(({ keyword }) => checked.includes(keyword))) {
          mutants++;
          if (schema.safeParse(mutant.payload).success) accepted.push(`${key}/${name} ${mutant.name}`);
        }
      }
    }
    expect(fixtures).toBeGreaterThan(0);
    expect(mutants).toBeGreaterThan(0);
    expect({ refused, accepted }).toEqual({ refused: [], accepted: [] });
  });
});
