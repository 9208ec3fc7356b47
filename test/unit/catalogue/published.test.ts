import { readFileSync, realpathSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { describe, expect, it } from 'vitest';
import { keepProviders } from '../../../catalogue/build/keep-providers.js';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import type { Catalogue } from '../../../catalogue/model/model.js';
import { readPublished } from '../../../catalogue/published.js';
import { contractsGenerator } from '../../../generators/contracts/index.js';
import { generatedCatalogue } from '../generated-catalogue.js';
import { loadedCatalogue } from '../loaded-catalogue.js';
import { temporaryFolder } from '../output/temporary-folder.js';
import { loadFiles } from './load-files.js';

async function publish(catalogue: Catalogue): Promise<string> {
  const files = await contractsGenerator.generate(catalogue);
  return files.find(({ path }) => path === 'asyncapi.json')?.contents ?? '';
}

const head = 'asyncapi: 3.0.0\ninfo: { title: T, version: 1.0.0 }\n';
const inFiles = {
  'api/asyncapi.yaml': `${head}channels:
  a:
    address: /a
    x-webhook: { provider: acme }
    messages:
      order.created: { $ref: 'parts/the events.yaml#/order%20created' }
      order.paid: { payload: { type: object, properties: { type: { const: order.paid }, order: { $ref: '../shared/order.yaml' } } } }
`,
  'api/parts/the events.yaml': `order created:
  summary: S.
  payload: { properties: { type: { const: order.created }, order: { $ref: '../../shared/order.yaml' } } }
unused: { $ref: '#/order created' }
`,
  'shared/order.yaml':
    'type: object\nproperties: { parent: { $ref: order.yaml }, constructor: { type: string }, __proto__: { type: integer } }\n',
};

async function loadInFiles(files: Readonly<Record<string, string>> = inFiles): Promise<Catalogue> {
  const root = realpathSync(temporaryFolder());
  const { catalogue, problems } = await loadFiles(files, { root }, root);
  if (!catalogue) throw new Error(problems.map(({ message }) => message).join('; '));
  return catalogue;
}

describe('a published document', () => {
  it('reads as the catalogue that it was generated from, pointers included', () => {
    expect(readPublished(readFileSync('generated/asyncapi.json', 'utf8'), 'asyncapi.json')).toEqual(loadedCatalogue);
  });

  it('has the files of the document in it, and is the same when it is published again', async () => {
    const odd = 'type: object\nproperties: { constructor: { type: string }, __proto__: { type: integer } }\n';
    const catalogue = await loadInFiles({ ...inFiles, 'shared/order.yaml': odd });
    const text = await publish(catalogue);
    expect(readPublished(text, 'asyncapi.json')).toEqual(catalogue);
    const again = await loadFiles({ 'asyncapi.json': text });
    expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(again.catalogue && (await publish(again.catalogue))).toBe(text);
    expect(text).not.toContain('../');
    expect(text).toContain('"__proto__"');
  });

  it('is valid to the AsyncAPI parser', async () => {
    // It fails on circular schemas in other files.
    const text = await publish(await loadInFiles({ ...inFiles, 'shared/order.yaml': 'type: object\n' }));
    const diagnostics = await new Parser().validate(text);
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
  });
});

describe('a document with some of its providers', () => {
  it.each(generatedCatalogue.providers.map(({ key }) => key))('%s alone: the same provider, and nothing of the others', async (key) => {
    const one = keepProviders(generatedCatalogue, [key]);
    const text = await publish(one);
    const { catalogue, problems } = await loadCatalogue('asyncapi.json', { text });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(catalogue?.providers).toEqual(one.providers);
    const others = generatedCatalogue.providers.filter((provider) => provider.key !== key);
    for (const other of others) expect(text).not.toContain(`"/webhooks/${other.key}`);
    for (const { key: event } of others.flatMap(({ events }) => events)) expect(text).not.toContain(JSON.stringify(event));
  });

  it('keeps a message of another channel that it refers to, and a file only if it is referred to', async () => {
    const { catalogue, problems } = await loadFiles({
      'asyncapi.yaml': `${head}channels:
  a: { address: /a, x-webhook: { provider: a }, messages: { one: { $ref: '#/channels/b/messages/two' } } }
  b:
    address: /b
    x-webhook: { provider: b }
    messages: { two: { payload: { $ref: used.yaml } }, three: { payload: { $ref: unused.yaml } } }
`,
      'used.yaml': 'type: object\n',
      'unused.yaml': 'type: object\n',
    });
    if (!catalogue) throw new Error(problems.map(({ message }) => message).join('; '));
    const one = keepProviders(catalogue, ['a']);
    const text = await publish(one);
    expect(readPublished(text, 'asyncapi.json').providers).toEqual(one.providers);
    expect(text).toContain('"used.yaml"');
    expect(text).not.toMatch(/unused|three/);
  });
});
