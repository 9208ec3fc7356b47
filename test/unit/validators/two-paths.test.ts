import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { arbitraryDefinition, arbitrarySchema, arbitraryValue } from './arbitrary-schema.js';
import { generateFiles, importValidators } from './generated-module.js';
import { shop } from './shop.js';

test('a guard accepts a value exactly when no error is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitrarySchema,
      arbitraryDefinition,
      arbitraryDefinition,
      fc.array(arbitraryValue, { minLength: 12, maxLength: 12 }),
      async (payload, one, two, values) => {
        const event = sampleEvent({ payload });
        const definitions = [
          { typeName: 'One', schema: one, pointer: '' },
          { typeName: 'Two', schema: two, pointer: '' },
        ];
        const provider = sampleProvider({ events: [event], definitions });
        const { strict } = await importValidators(provider);
        const findErrors = compileEvent(provider, event, 'strict');
        for (const value of values) expect(strict.validators[event.name]?.is(value)).toBe(findErrors(value).length === 0);
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 100) },
  );
}, 60_000);

test('a new event in the middle only adds lines', async () => {
  const provider = shop();
  const [first, second] = provider.events;
  const added = sampleEvent({ ...first, name: 'order.added', typeName: 'OrderAdded' });
  const linesOf = async (events: typeof provider.events) =>
    (await generateFiles({ ...provider, events })).find(({ path }) => path === 'validators/strict/acme.js')?.contents.split('\n') ?? [];
  const after = await linesOf([first ?? added, added, second ?? added]);
  let at = 0;
  for (const line of await linesOf(provider.events)) {
    at = after.indexOf(line, at) + 1;
    expect(at, line).toBeGreaterThan(0);
  }
});
