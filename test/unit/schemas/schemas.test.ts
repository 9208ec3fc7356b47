import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import type { JsonObject, Provider, Schema } from '../../../catalogue/model/model.js';
import { buildProviderSchema, schemasGenerator } from '../../../generators/schemas/index.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { arbitraryDefinition, arbitrarySchema, arbitraryValue } from '../validators/arbitrary-schema.js';

const addFormats = createRequire(import.meta.url)('ajv-formats') as (ajv: Ajv) => void;

/** A plain ajv, which knows nothing of ours. */
const ajv = new Ajv({ strict: false, allErrors: true, ownProperties: true, multipleOfPrecision: 12, logger: false });
addFormats(ajv);
const compile = (schema: object) => ajv.removeSchema().compile(schema);

describe('schemas for other tools', () => {
  it('accept what the strict validators accept, whatever the schema', () => {
    const one = (schema: Schema) => ({ typeName: 'One', schema, pointer: '/components/schemas/One' });
    const two = (schema: Schema) => ({ typeName: 'Two', schema, pointer: '/components/schemas/Two' });
    fc.assert(
      fc.property(
        arbitrarySchema,
        arbitraryDefinition,
        arbitraryDefinition,
        fc.array(arbitraryValue, { minLength: 5 }),
        (payload, a, b, values) => {
          const provider: Provider = sampleProvider({ definitions: [one(a), two(b)], events: [sampleEvent({ payload })] });
          const validate = compileEvent(provider, provider.events[0] ?? sampleEvent(), 'strict');
          const accepts = compile(buildProviderSchema(provider));
          for (const value of values) expect([value, accepts(value)]).toEqual([value, validate(value).length === 0]);
        },
      ),
      { numRuns: 300 },
    );
  });

  interface Case {
    readonly name: string;
    readonly given: Partial<Provider>;
    readonly want: JsonObject;
  }
  const paid = sampleEvent({ name: 'order.paid', typeName: 'OrderPaid', payload: { type: 'object' } });
  const refunded = sampleEvent({ name: 'order.refunded', typeName: 'Remboursé', payload: { type: 'object' } });
  const cases: readonly Case[] = [
    {
      name: 'a definition for each event, by the name of its type; one of them where the body tells which',
      given: { events: [paid, refunded] },
      want: {
        definitions: { OrderPaid: { type: 'object' }, Remboursé: { type: 'object' } },
        oneOf: [{ $ref: '#/definitions/OrderPaid' }, { $ref: '#/definitions/Rembours%C3%A9' }],
      },
    },
    {
      name: 'any of them where it does not',
      given: { events: [paid, refunded], discriminator: { sources: [{ kind: 'header', header: 'X-Event' }] } },
      want: {
        definitions: { OrderPaid: { type: 'object' }, Remboursé: { type: 'object' } },
        anyOf: [{ $ref: '#/definitions/OrderPaid' }, { $ref: '#/definitions/Rembours%C3%A9' }],
      },
    },
    { name: 'a provider without events has no payload', given: { events: [] }, want: { definitions: {}, not: {} } },
    {
      name: 'what is said of a schema stays; $id, keywords of others and values that are none of their keyword go',
      given: {
        events: [
          {
            ...paid,
            payload: JSON.parse(
              '{"$id":"https://x","title":"T","description":"D","examples":[1],"x-y":1,"discriminator":"a","externalDocs":{},"minLength":-1,"enum":[],"pattern":"(","properties":{"__proto__":{"nullable":true,"type":"string"}},"required":["a","a"]}',
            ),
          },
        ],
      },
      want: {
        definitions: {
          OrderPaid: JSON.parse(
            '{"title":"T","description":"D","examples":[1],"properties":{"__proto__":{"type":"string"}},"required":["a"]}',
          ),
        },
        oneOf: [{ $ref: '#/definitions/OrderPaid' }],
      },
    },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    const schema = buildProviderSchema(sampleProvider(given));
    expect(schema).toEqual({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Acme: the payload of any of its events',
      ...want,
    });
    expect(() => compile(schema)).not.toThrow();
  });

  it('one file a provider, with nothing in it that a reader cannot see', async () => {
    const payload = { type: 'object', description: 'a\u202eb' };
    const [file, ...others] = await schemasGenerator.generate(
      sampleCatalogue({ providers: [sampleProvider({ events: [sampleEvent({ payload })] })] }),
    );
    expect(others).toEqual([]);
    expect(file?.path).toBe('schemas/acme.json');
    expect(file?.contents).toContain('a\\u202eb');
  });
});
