import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../catalogue/catalogue.js';
import { generateFiles } from '../../generators/index.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const cases = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** What people read: declarations, contracts, receivers and pages. Validators are held by what they do (test/unit/validators). */
const isRead = (path: string) => /^(types\/.*\.d\.ts|(?:contracts|receivers)\/.*\.js|reference\/.*\.md)$/.test(path);

describe('a feature in, the files that people read out', () => {
  it.each(cases)('%s', async (name) => {
    const folder = join(here, name);
    const { catalogue, problems } = await loadCatalogue(join(folder, 'asyncapi.yaml'));
    if (!catalogue) throw new Error(problems.map(({ message }) => message).join('; '));
    const files = (await generateFiles(catalogue)).filter(({ path }) => isRead(path));
    for (const { path, contents } of files) {
      mkdirSync(dirname(join(folder, 'expected', path)), { recursive: true });
      await expect(contents).toMatchFileSnapshot(join(folder, 'expected', path));
    }
    const expected = join(folder, 'expected');
    const stored = existsSync(expected)
      ? readdirSync(expected, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path))
      : [];
    expect(stored.sort()).toEqual(files.map(({ path }) => path).sort());
  });

  it('each case is short', () => {
    expect(cases.filter((name) => readFileSync(join(here, name, 'asyncapi.yaml'), 'utf8').split('\n').length > 60)).toEqual([]);
  });
});
