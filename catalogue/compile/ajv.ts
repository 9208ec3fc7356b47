import { _, Ajv, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Json } from '../model/model.js';
import { checkedFormats } from './formats.js';
import type { Prepared } from './schema.js';

/**
 * Keywords that ajv does in a way that won't do here: `enum` and `const` compare by a function that calls what a value says is
 * its `valueOf`, `uniqueItems` takes quadratic time, `multipleOf: 0.01` refuses 19.99. Ours call functions of
 * templates/validators/checks.js, which ajv's code finds in the module that it is printed into.
 */
const keywords: readonly CodeKeywordDefinition[] = [
  {
    keyword: 'enum',
    schemaType: 'array',
    error: { params: ({ schemaCode }) => _`{values: ${schemaCode}}`, message: '' },
    code(context: KeywordCxt) {
      const { data, schemaCode } = context;
      const isPlain = (context.schema as Json[]).every((value) => typeof value !== 'object' || value === null);
      context.fail(isPlain ? _`!${schemaCode}.includes(${data})` : _`!${schemaCode}.map(canonical).includes(canonical(${data}))`);
    },
  },
  {
    keyword: 'const',
    error: { params: ({ schemaCode }) => _`{value: ${schemaCode}}`, message: '' },
    code(context: KeywordCxt) {
      const { data, schema, schemaCode } = context;
      const isPlain = typeof schema !== 'object' || schema === null;
      context.fail(isPlain ? _`${data} !== ${schemaCode}` : _`canonical(${data}) !== canonical(${schemaCode})`);
    },
  },
  {
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    error: { params: ({ schemaCode }) => _`{divisor: ${schemaCode}}`, message: '' },
    code: (context: KeywordCxt) => context.fail(_`!multiple(${context.data}, ${context.schemaCode})`),
  },
  {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { params: ({ params }) => _`{pair: ${params['pair']}}`, message: '' },
    code(context: KeywordCxt) {
      const pair = context.gen.const('pair', _`repeated(${context.data})`);
      context.setParams({ pair });
      context.fail(pair);
    },
  },
];

/** ajv as validators want it: every error, no messages, own members only, nothing strict that would refuse a valid document. */
export function createAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    ownProperties: true,
    strict: false,
    strictNumbers: true,
    unicodeRegExp: true,
    validateFormats: true,
    validateSchema: false,
    addUsedSchema: false,
    meta: false,
    inlineRefs: false,
    loopRequired: 2,
    logger: false,
    code: { source: true, esm: true, lines: true, optimize: 1, formats: _`formats`, regExp: createExpression },
  });
  for (const definition of keywords) ajv.removeKeyword(String(definition.keyword)).addKeyword(definition);
  // The functions that count are in the printed code: see print.ts.
  for (const { name, type } of checkedFormats) {
    if (type === 'number') ajv.addFormat(name, { type, validate: () => true });
    else ajv.addFormat(name, () => true);
  }
  return ajv;
}

/** Compiles schemas by their ids: the code of a module that exports a function for each, in ajv's dialect. */
export function compileSchemas(ajv: Ajv, ids: readonly string[]): string {
  return standalone.default(ajv, Object.fromEntries(ids.map((id) => [id, id])));
}

/** Registers a schema under an id. ajv's code for a mere `false` is unlike any other: inside of `allOf` it is an error as others are. */
export function addSchema(ajv: Ajv, id: string, schema: Prepared): void {
  ajv.addSchema(schema === false ? { allOf: [false] } : schema === true ? {} : schema, id);
}

/** A pattern that isn't one with the `u` flag is printed without it; ajv itself only needs something to hold. */
function createExpression(pattern: string, flags: string): { test: (text: string) => boolean } & { toString(): string } {
  return { test: () => true, toString: () => `${flags}/${pattern}` };
}
createExpression.code = 'new RegExp';
