import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../catalogue/model/model.js';
import { compareCatalogues, type Side } from '../../diff/index.js';
import { receiversGenerator } from '../../generators/receivers/index.js';
import { typesGenerator } from '../../generators/types/index.js';
import { pairs } from '../diff/cases.js';
import { writeConsumer } from './consumers.js';
import { runTsc } from './tsc.js';

const runtime = fileURLToPath(new URL('../../runtime/dist/index.d.ts', import.meta.url));
const options = { lib: ['ES2022', 'DOM', 'DOM.Iterable'], skipLibCheck: true, paths: { '@hookbook/runtime': [runtime] } };

/** The declarations that a version's code is compiled against. */
async function generate(catalogue: Catalogue): Promise<[string, string][]> {
  const key = JSON.stringify(catalogue);
  const known = generated.get(key) ?? generateFresh(catalogue);
  generated.set(key, known);
  return known;
}

/** Many pairs begin with the same version. */
const generated = new Map<string, Promise<[string, string][]>>();

async function generateFresh(catalogue: Catalogue): Promise<[string, string][]> {
  const files = [...(await typesGenerator.generate(catalogue)), ...(await receiversGenerator.generate(catalogue))];
  return files.filter(({ path }) => path.endsWith('.d.ts')).map(({ path, contents }) => [path, contents]);
}

/** All consumers at once: `<pair>/<side>-<version>.ts`, written by the older version and compiled against each. */
async function compileConsumers(): Promise<ReadonlyMap<string, string>> {
  const files: Record<string, string> = {};
  for (const [index, { older, newer, today }] of pairs.entries()) {
    const [was, is] = [await generate(older), await generate(newer)];
    for (const [folder, all] of [
      ['seen', was],
      ['older', was],
      ['newer', is],
    ] as const)
      for (const [path, contents] of all) files[`${index}/${folder}/${path}`] = contents;
    for (const side of sides)
      for (const version of ['older', 'newer'])
        for (const provider of older.providers)
          files[`${index}/${side}-${version}-${provider.key}.ts`] = writeConsumer(provider, side, version, today);
  }
  const faults = new Map<string, string>();
  for (const { file, message } of await runTsc(files, options)) {
    const [, name] = /^(\d+\/\w+-\w+)-[^/]*\.ts$/.exec(file) ?? [];
    if (name === undefined) throw new Error(`${file}: ${message}`);
    faults.set(name, `${faults.get(name) ?? ''}${message}\n`);
  }
  return faults;
}

const sides: readonly Side[] = ['receiver', 'provider'];
const compiled = compileConsumers();

describe.each(sides)('code of a %s that uses everything, compiled against both versions', (side) => {
  it.each(pairs.map((pair, index) => ({ ...pair, index })))('$name', async ({ older, newer, today, index }) => {
    const faults = await compiled;
    const changes = compareCatalogues(older, newer, { side, today }).filter(({ category }) => category === 'SOURCE');
    expect(faults.get(`${index}/${side}-older`) ?? '').toBe('');
    // A type that is put together otherwise is for a person to look at: nothing is claimed of it.
    if (changes.some(({ code }) => code === 'type-reshaped')) return;
    const isBroken = changes.some(({ verdict }) => verdict === 'breaking');
    const fault = faults.get(`${index}/${side}-newer`) ?? '';
    if (isBroken) expect(fault).not.toBe('');
    else expect(fault).toBe('');
  });
});

it('some of either', async () => {
  const broken = [...(await compiled).keys()];
  expect(broken.filter((name) => name.endsWith('receiver-newer')).length).toBeGreaterThan(20);
  expect(broken.filter((name) => name.endsWith('provider-newer')).length).toBeGreaterThan(20);
});
