import { _, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import type { Prepared } from '../schema.js';
import { isTyped, judge, passes, refuse, type Unit } from './judge.js';

/** Keywords that judge arrays and their items. */
export function arrayKeywords(unit: Unit): CodeKeywordDefinition[] {
  const onArrays = (keyword: string, write: (context: KeywordCxt) => void): CodeKeywordDefinition => ({
    keyword,
    code(context) {
      if (isTyped(context, 'array')) write(context);
      else context.gen.if(_`Array.isArray(${context.data})`, () => write(context));
    },
  });
  const judgeFrom = (context: KeywordCxt, from: number, schema: Prepared) => {
    const { gen, data } = context;
    if (schema === false) refuse(context, _`${data}.length > ${from}`);
    else gen.forRange('i', from, _`${data}.length`, (index) => judge(context, schema, gen.let('data', _`${data}[${index}]`)));
  };
  return [
    onArrays('maxItems', (context) => refuse(context, _`${context.data}.length > ${context.schema}`)),
    onArrays('minItems', (context) => refuse(context, _`${context.data}.length < ${context.schema}`)),
    onArrays('items', (context) => {
      const { gen, data, schema } = context;
      if (!Array.isArray(schema)) judgeFrom(context, 0, schema);
      else
        for (const [index, item] of schema.entries())
          gen.if(_`${data}.length > ${index}`, () => judge(context, item, gen.let('data', _`${data}[${index}]`)));
    }),
    onArrays('additionalItems', (context) => judgeFrom(context, context.parentSchema['items'].length, context.schema)),
    onArrays('contains', (context) => {
      const { gen, data, schema } = context;
      const found = gen.let('found', false);
      gen.forRange('i', 0, _`${data}.length`, (index) =>
        gen.if(passes(unit, schema, _`${data}[${index}]`), () => gen.assign(found, true).break()),
      );
      refuse(context, _`!${found}`);
    }),
    onArrays('uniqueItems', (context) => refuse(context, _`${unit.use('repeated')}(${context.data})`)),
  ];
}
