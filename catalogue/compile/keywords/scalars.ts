import { _, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import { canonical } from '../../model/canonical.js';
import type { Json } from '../../model/model.js';
import { formatFunction, formatType } from '../formats.js';
import { isTyped, refuse, type Unit } from './judge.js';

/** Conditions that hold for values that aren't of a type. */
const wrongTypes: Readonly<Record<string, (data: Code) => Code>> = {
  string: (data) => _`typeof ${data} !== "string"`,
  number: (data) => _`!Number.isFinite(${data})`,
  integer: (data) => _`!Number.isInteger(${data})`,
  boolean: (data) => _`typeof ${data} !== "boolean"`,
  null: (data) => _`${data} !== null`,
  array: (data) => _`!Array.isArray(${data})`,
};

const every = (conditions: readonly Code[]) => conditions.reduce((all, one) => _`${all} && ${one}`);
const isPlain = (value: Json) => typeof value !== 'object' || value === null;

/** Keywords that judge a value as a whole, or as a string or number. */
export function scalarKeywords({ use, pattern }: Unit): CodeKeywordDefinition[] {
  const differs = (data: Code, value: Json) =>
    isPlain(value) ? _`${data} !== ${value as string | number | boolean | null}` : _`${use('canonical')}(${data}) !== ${canonical(value)}`;
  const onNumbers = (context: KeywordCxt, condition: Code) =>
    refuse(context, isTyped(context, 'number', 'integer') ? condition : _`Number.isFinite(${context.data}) && ${condition}`);
  const onStrings = (context: KeywordCxt, condition: Code) =>
    refuse(context, isTyped(context, 'string') ? condition : _`typeof ${context.data} === "string" && ${condition}`);
  const number = (keyword: string, condition: (data: Code, bound: number) => Code): CodeKeywordDefinition => ({
    keyword,
    code: (context) => onNumbers(context, condition(context.data, context.schema)),
  });
  return [
    {
      keyword: 'types',
      code(context) {
        const { gen, data } = context;
        const types: readonly string[] = [context.schema].flat();
        if (types.length === 1 && types[0] === 'object') {
          gen.assign(data, _`${use('members')}(${data})`);
          refuse(context, _`${data} === null`);
        } else refuse(context, every(types.map((type) => wrongTypes[type]?.(data) ?? _`!${use('object')}(${data})`)));
      },
    },
    { keyword: 'const', code: (context) => refuse(context, differs(context.data, context.schema)) },
    { keyword: 'enum', code: (context) => refuse(context, every(context.schema.map((value: Json) => differs(context.data, value)))) },
    number('maximum', (data, bound) => _`${data} > ${bound}`),
    number('minimum', (data, bound) => _`${data} < ${bound}`),
    number('exclusiveMaximum', (data, bound) => _`${data} >= ${bound}`),
    number('exclusiveMinimum', (data, bound) => _`${data} <= ${bound}`),
    number('multipleOf', (data, divisor) => _`!${use('multiple')}(${data}, ${divisor})`),
    // A string has at most as many code points as code units: most strings need no count.
    {
      keyword: 'maxLength',
      code: (context) => {
        const { data, schema } = context;
        onStrings(context, _`${data}.length > ${schema} && ${use('codePoints')}(${data}) > ${schema}`);
      },
    },
    {
      keyword: 'minLength',
      code: (context) => {
        const { data, schema } = context;
        onStrings(context, schema < 2 ? _`${data}.length < ${schema}` : _`${use('codePoints')}(${data}) < ${schema}`);
      },
    },
    { keyword: 'pattern', code: (context) => onStrings(context, _`!${pattern(context.schema)}.test(${context.data})`) },
    {
      keyword: 'format',
      code(context) {
        const condition = _`!${use(formatFunction(context.schema))}(${context.data})`;
        if (formatType(context.schema) === 'number') onNumbers(context, condition);
        else onStrings(context, condition);
      },
    },
  ];
}
