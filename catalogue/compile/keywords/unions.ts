import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, type Name } from 'ajv';
import type { Prepared } from '../schema.js';
import { callee, checkName, judge, passes, refuse, type Unit } from './judge.js';

/** Keywords that judge the same value by other schemas. */
export function unionKeywords(unit: Unit): CodeKeywordDefinition[] {
  const results = ({ schema, data }: KeywordCxt, join: (all: Code, one: Code) => Code): Code =>
    schema.map((one: Prepared) => passes(unit, one, data)).reduce(join);
  return [
    { keyword: 'ref', code: (context) => refuse(context, _`!${callee(checkName(context.schema))}(${context.data})`) },
    {
      keyword: 'once',
      code: (context) => refuse(context, _`!${unit.use('once')}(${callee(checkName(context.schema))}, ${context.data})`),
    },
    {
      keyword: 'allOf',
      code(context) {
        for (const part of context.schema) judge(context, part, context.data as Name);
      },
    },
    { keyword: 'anyOf', code: (context) => refuse(context, _`!(${results(context, (all, one) => _`${all} || ${one}`)})`) },
    { keyword: 'oneOf', code: (context) => refuse(context, _`0 + ${results(context, (all, one) => _`${all} + ${one}`)} !== 1`) },
    { keyword: 'not', code: (context) => refuse(context, passes(unit, context.schema, context.data)) },
    {
      keyword: 'if',
      code(context) {
        const { gen, data, schema } = context;
        const [when, then, otherwise] = schema as readonly [Prepared, Prepared, Prepared];
        const branch = (one: Prepared) => () => judge(context, one, data as Name);
        gen.if(passes(unit, when, data), branch(then), branch(otherwise));
      },
    },
  ];
}
