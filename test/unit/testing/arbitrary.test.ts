import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../../generators/catalogue/catalogue.js';
import type { Catalogue } from '../../../generators/catalogue/model.js';
import { writeKit } from './generated-kit.js';

let catalogue: Catalogue;
let kit: Awaited<ReturnType<typeof writeKit>>;

beforeAll(async () => {
  const loaded = await loadCatalogue(fileURLToPath(new URL('../../../asyncapi.yaml', import.meta.url)));
  if (!loaded.catalogue) throw new Error('asyncapi.yaml is not in order');
  catalogue = loaded.catalogue;
  kit = await writeKit(catalogue);
});
afterAll(() => kit.remove());

test('every payload at random is valid, of every event', async () => {
  const { arbitrary } = await kit.load('testing/fast-check.js');
  let count = 0;
  for (const provider of catalogue.providers) {
    const { validators } = await kit.load(`validators/strict/${provider.key}.js`);
    for (const { name } of provider.events) {
      fc.assert(
        fc.property(arbitrary(provider.key, name), (payload) => {
          expect(validators[name].validate(payload)).toMatchObject({ valid: true });
          expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
        }),
        { numRuns: 30, seed: 4 },
      );
      count += 1;
    }
  }
  expect(count).toBe(117);
});
