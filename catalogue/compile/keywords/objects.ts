import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, type Name } from 'ajv';
import { getProperty } from 'ajv/dist/compile/codegen/index.js';
import type { Json, JsonObject } from '../../model/model.js';
import { getOwn } from '../../model/properties.js';
import type { Prepared } from '../schema.js';
import { isTyped, judge, passes, refuse, refusesAbsence, type Unit } from './judge.js';

/** Names that every object seems to have. */
const isInherited = (name: string) => name in {};

/** Keywords for objects and their properties. They see an object through `members`: all its properties are its own. */
export function objectKeywords(unit: Unit): CodeKeywordDefinition[] {
  const { use, pattern } = unit;
  const onObjects = (keyword: string, write: (context: KeywordCxt, object: Name) => void): CodeKeywordDefinition => ({
    keyword,
    code(context) {
      const { gen, data } = context;
      if (isTyped(context, 'object')) return write(context, data as Name);
      const object = gen.const('object', _`${use('members')}(${data})`);
      gen.if(_`${object} !== null`, () => write(context, object));
    },
  });
  const readProperty = (object: Name, name: string): Code =>
    isInherited(name) ? _`(${use('own')}(${object}, ${name}) ? ${object}[${name}] : undefined)` : _`${object}${getProperty(name)}`;
  const eachKey = ({ gen }: KeywordCxt, object: Name, write: (key: Name) => void) => gen.forIn('key', object, write);
  const isOther = ({ properties, patternProperties }: JsonObject, key: Name): Code[] => [
    ...Object.keys(properties ?? {}).map((name) => _`${key} !== ${name}`),
    ...Object.keys(patternProperties ?? {}).map((source) => _`!${pattern(source)}.test(${key})`),
  ];
  return [
    onObjects('maxProperties', (context, object) => refuse(context, _`Object.keys(${object}).length > ${context.schema}`)),
    onObjects('minProperties', (context, object) => refuse(context, _`Object.keys(${object}).length < ${context.schema}`)),
    onObjects('required', (context, object) => {
      const properties: Json | undefined = context.parentSchema['properties'];
      for (const name of context.schema)
        if (!refusesAbsence(getOwn(properties, name))) refuse(context, _`${readProperty(object, name)} === undefined`);
    }),
    onObjects('properties', (context, object) => {
      const { gen } = context;
      const required: readonly string[] = context.parentSchema['required'] ?? [];
      for (const [name, schema] of Object.entries<Prepared>(context.schema)) {
        if (schema === true || (Object.keys(schema).length === 0 && schema !== false)) continue;
        const value = gen.let('data', readProperty(object, name), true);
        if (required.includes(name) && refusesAbsence(schema)) judge(context, schema, value);
        else gen.if(_`${value} !== undefined`, () => judge(context, schema, value));
      }
    }),
    onObjects('patternProperties', (context, object) => {
      const { gen } = context;
      for (const [source, schema] of Object.entries<Prepared>(context.schema))
        eachKey(context, object, (key) =>
          gen.if(_`${pattern(source)}.test(${key})`, () => judge(context, schema, gen.let('data', _`${object}[${key}]`))),
        );
    }),
    onObjects('additionalProperties', (context, object) => {
      const { gen, schema } = context;
      if (schema === true) return;
      eachKey(context, object, (key) => {
        const conditions = isOther(context.parentSchema, key);
        const write = () => judge(context, schema, gen.let('data', _`${object}[${key}]`));
        if (conditions.length === 0) write();
        else
          gen.if(
            conditions.reduce((all, one) => _`${all} && ${one}`),
            write,
          );
      });
    }),
    onObjects('propertyNames', (context, object) =>
      eachKey(context, object, (key) => refuse(context, _`!${passes(unit, context.schema, key)}`)),
    ),
    onObjects('dependencies', (context, object) => {
      const { gen, data } = context;
      for (const [name, needed] of Object.entries<Prepared | readonly string[]>(context.schema))
        gen.if(_`${readProperty(object, name)} !== undefined`, () => {
          if (!Array.isArray(needed)) judge(context, needed as Prepared, data as Name);
          else for (const other of needed) refuse(context, _`${readProperty(object, other)} === undefined`);
        });
    }),
  ];
}
