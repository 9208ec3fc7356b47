import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Catalogue, generateFiles, generatorNames, loadCatalogue } from '../../../api/index.js';
import { temporaryFolder } from '../output/temporary-folder.js';

const text = `asyncapi: 3.0.0
info: { title: Shop, version: 1.0.0 }
channels:
  shop:
    messages:
      paid: { summary: Paid., payload: { type: object, properties: { id: { type: string } } } }
`;

async function load(): Promise<Catalogue> {
  const { catalogue } = await loadCatalogue(join(temporaryFolder({ 'asyncapi.yaml': text }), 'asyncapi.yaml'));
  if (catalogue === null) throw new Error('the document has errors');
  return catalogue;
}

describe('hookbook/api', () => {
  it('reads a document and generates its files, without writing any', async () => {
    const files = await generateFiles(await load(), [
      'types',
      { name: 'titles', generate: ({ title }) => [{ path: 't.json', contents: title }] },
    ]);
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['types/shop.d.ts', 't.json', 'manifest.json']));
  });

  it('reports problems as data, also if there is no document', async () => {
    const { catalogue, problems } = await loadCatalogue('asyncapi.yaml', { text: text.replace('3.0.0', '9.0.0') });
    expect(catalogue).toBeNull();
    expect(problems[0]).toMatchObject({ severity: 'error', file: 'asyncapi.yaml', line: 1 });
    expect(await loadCatalogue(join(temporaryFolder(), 'none.yaml'))).toMatchObject({
      catalogue: null,
      problems: [{ code: 'unreadable' }],
    });
  });

  it('runs all of its generators by default, and refuses a list that is wrong', async () => {
    const catalogue = await load();
    expect((await generateFiles(catalogue)).map(({ path }) => path)).toEqual(
      (await generateFiles(catalogue, [...generatorNames])).map(({ path }) => path),
    );
    await expect(generateFiles(catalogue, ['receivers'])).rejects.toThrow(/receivers needs types and validators/);
  });
});
