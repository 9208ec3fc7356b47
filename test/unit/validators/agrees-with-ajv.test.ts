import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import type { Json, Provider, Schema, WebhookEvent } from '../../../catalogue/model/model.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { arbitraryDefinition, arbitraryForeignValue, arbitrarySchema, arbitraryValue } from './arbitrary-schema.js';
import { importValidators } from './generated-module.js';

/** What ajv says of a value, as `pointer keyword`, each once and in order; ajv's own code, formats and options. */
function judgeByAjv(payload: Schema, definitions: Record<string, Schema>): (value: Json) => string[] {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    messages: false,
    ownProperties: true,
    strictNumbers: true,
    unicodeRegExp: true,
    validateSchema: false,
    logger: false,
  });
  formats.default(ajv);
  const root = typeof payload === 'boolean' ? { allOf: [payload], definitions } : { ...payload, definitions };
  const validate = ajv.compile('$ref' in root ? { allOf: [payload], definitions } : root);
  return (value) => {
    validate(value);
    return [...new Set((validate.errors ?? []).map((error) => `${placeOf(error)} ${error.keyword}`))];
  };
}

function placeOf({ instancePath, keyword, params, propertyName }: ErrorObject): string {
  const member =
    {
      required: params['missingProperty'],
      dependencies: params['missingProperty'],
      additionalProperties: params['additionalProperty'],
      propertyNames: params['propertyName'],
    }[keyword] ?? propertyName;
  return member === undefined ? instancePath : `${instancePath}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** ajv leaves the outcome of `contains` over when an array inside of an array is empty. */
const isStale = (schema: Schema) => JSON.stringify(schema).includes('"contains"');

const runs = Number(process.env['RUNS'] ?? 200);
const cases = fc.tuple(arbitrarySchema, arbitraryDefinition, arbitraryDefinition).map(([payload, one, two]) => {
  const definitions = [
    { typeName: 'One', schema: one, pointer: '' },
    { typeName: 'Two', schema: two, pointer: '' },
  ];
  const event = sampleEvent({ payload });
  return {
    payload,
    event,
    provider: sampleProvider({ events: [event], definitions }),
    judge: () => judgeByAjv(payload, { One: one, Two: two }),
  };
});
const twelve = (values: fc.Arbitrary<unknown>) => fc.array(values, { minLength: 12, maxLength: 12 });

/** The event's guard and its errors, by the generated module and by what lint uses. */
async function open({ provider, event }: { provider: Provider; event: WebhookEvent }) {
  const validator = (await importValidators(provider)).strict.validators[event.name];
  if (validator === undefined) throw new Error('no validator');
  const explain = compileEvent(provider, event, 'strict');
  return { is: validator.is, validate: validator.validate, explain };
}

test('the check, the explanation and ajv agree on any JSON, and errors are where ajv finds them', async () => {
  await fc.assert(
    fc.asyncProperty(cases, twelve(arbitraryValue), async (given, values) => {
      const { is, explain } = await open(given);
      const judge = isStale(given.payload) ? null : given.judge();
      for (const value of values) {
        const errors = explain(value);
        expect(is(value)).toBe(errors.length === 0);
        const found = [...new Set(errors.map(({ pointer, keyword }) => `${pointer} ${keyword}`))];
        if (judge !== null) expect(found.sort()).toEqual(judge(value as Json).sort());
      }
    }),
    { numRuns: runs },
  );
}, 240_000);

test('the check and the explanation agree on values that are not JSON, and neither throws', async () => {
  await fc.assert(
    fc.asyncProperty(cases, twelve(arbitraryForeignValue), async (given, values) => {
      const { is, validate, explain } = await open(given);
      for (const value of values) {
        const errors = explain(value);
        // The check may end before it reads what throws; a validator then has errors of that.
        if (errors[0]?.keyword !== 'readable') expect(is(value)).toBe(errors.length === 0);
        expect(validate(value).valid).toBe(is(value));
      }
    }),
    { numRuns: runs },
  );
}, 240_000);
