import type { Definition, Json, JsonObject, Provider, Schema } from '../../../catalogue/model/model.js';
import { typesGenerator } from '../../../generators/types/index.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

/** The generated files of one provider, contents by path. */
export async function generateTypes(overrides: Partial<Provider>): Promise<Record<string, string>> {
  const files = await typesGenerator.generate(sampleCatalogue({ providers: [sampleProvider(overrides)] }));
  return Object.fromEntries(files.map(({ path, contents }) => [path, contents]));
}

export const definitionsOf = (schemas: Readonly<Record<string, Schema>>): Definition[] =>
  Object.entries(schemas).map(([typeName, schema]) => ({ typeName, schema, pointer: `/components/schemas/${typeName}` }));

/** An event called by its type's name, with that payload. */
export const eventOf = (typeName: string, payload: Schema) => sampleEvent({ name: typeName, typeName, payload, description: null });

/** The declarations (without their comments) by name, of a provider whose one event `Sample` has the payload. */
export async function declarationsOf(
  payload: Json,
  schemas: Readonly<Record<string, Schema>> = {},
  folder = 'types/strict',
): Promise<Record<string, string>> {
  const files = await generateTypes({
    events: [eventOf('Sample', payload as JsonObject)],
    definitions: definitionsOf(schemas),
    discriminator: null,
  });
  const code = files[`${folder}/acme.d.ts`] ?? '';
  const declarations = code.matchAll(/^export (?:interface|type) (\w+)[\s\S]*?(?=\n\n|\n$)/gm);
  return Object.fromEntries([...declarations].map((match) => [match[1] ?? '', match[0]]));
}
