import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import type { Json, Schema } from '../../../catalogue/model/model.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { arbitraryDefinition, arbitrarySchema, arbitraryValue } from './arbitrary-schema.js';

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

test('printed checks find what ajv finds, wherever ajv finds it', () => {
  fc.assert(
    fc.property(
      arbitrarySchema,
      arbitraryDefinition,
      arbitraryDefinition,
      fc.array(arbitraryValue, { minLength: 12, maxLength: 12 }),
      (payload, one, two, values) => {
        fc.pre(!isStale(payload));
        const event = sampleEvent({ payload });
        const definitions = [
          { typeName: 'One', schema: one, pointer: '' },
          { typeName: 'Two', schema: two, pointer: '' },
        ];
        const validate = compileEvent(sampleProvider({ events: [event], definitions }), event, 'strict');
        const judge = judgeByAjv(payload, { One: one, Two: two });
        for (const value of values) {
          const found = [...new Set(validate(value).map(({ pointer, keyword }) => `${pointer} ${keyword}`))];
          expect(found.sort()).toEqual(judge(value).sort());
        }
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 200) },
  );
});
