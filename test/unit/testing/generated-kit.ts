import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Catalogue, Provider } from '../../../catalogue/model/model.js';
import { generateFiles } from '../../../generators/index.js';
import type { OutputFile } from '../../../generators/output/generator.js';
import { fileName } from '../../../generators/render/file-name.js';

const cache = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));

/**
 * Writes all that tests import of a catalogue, with each event's examples as its fixtures, into a folder from which
 * `@hookbook/testkit` is found; `remove` takes it away.
 */
export async function writeKit(catalogue: Catalogue) {
  const names = ['types', 'validators', 'contracts', 'testing'] as const;
  const files = [...(await generateFiles(catalogue, names)), ...catalogue.providers.flatMap((provider) => fixturesOf(provider))];
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'hookbook-testing-'));
  for (const { path, contents } of [...files, { path: 'package.json', contents: '{"type":"module"}' }]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return {
    folder,
    files,
    load: (path: string) => import(pathToFileURL(join(folder, path)).href),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The files that the kit reads, as small as they can be: the examples, a mutant of each event that is no object, and the schema. */
function fixturesOf(provider: Provider): OutputFile[] {
  const files: OutputFile[] = [];
  const write = (path: string, value: unknown) => files.push({ path, contents: JSON.stringify(value) });
  const index = provider.events.map(({ name, contentType, examples }, at) => {
    const stem = `${fileName(name)}-${at}`;
    const entries = examples.map((example, number) => {
      const file = `${stem}${number === 0 ? '' : `.${number}`}.json`;
      write(`fixtures/${provider.key}/${file}`, example.payload);
      return {
        name: number === 0 ? null : (example.name ?? `${number}`),
        file,
        origin: 'example',
        headers: example.headers ?? {},
        contentType,
      };
    });
    if (entries.length > 0)
      write(`fixtures/${provider.key}/invalid/${stem}.json`, [{ name: 'type', pointer: '', keyword: 'type', payload: 1 }]);
    return [name, entries] as const;
  });
  write(`fixtures/${provider.key}.json`, Object.fromEntries(index));
  write(`schemas/${provider.key}.json`, {
    definitions: Object.fromEntries([
      ...provider.definitions.map(({ typeName, schema }) => [typeName, schema]),
      ...provider.events.map(({ typeName, payload }) => [typeName, payload]),
    ]),
  });
  return files;
}
