import { _, type Code, type KeywordCxt, type Name, nil } from 'ajv';
import { _Code } from 'ajv/dist/compile/codegen/code.js';
import type { Json } from '../../model/model.js';
import { isObject } from '../../model/properties.js';
import type { Prepared } from '../schema.js';

/** What keywords need of the function that they write into. */
export interface Unit {
  /** A declaration of templates/validators, which the module then carries. */
  use(name: string): Name;
  /** The regular expression of a pattern. */
  pattern(source: string): Code;
  /** The name of a function for a schema that is tried rather than required. */
  split(schema: Prepared): Code;
}

/** The function that checks an event or a definition. No declaration of templates/validators starts like this. */
export const checkName = (typeName: string) => `matches${typeName}`;

/** A function's name as code. ajv's own `Name` takes ASCII letters only, and events may be named in any script. */
export const callee = (name: string): Code => new _Code(name);

/** Ends the check where a condition is met. */
export const refuse = ({ gen }: KeywordCxt, condition: Code) => gen.code(_`if(${condition}) return false`);

/** Writes the code that ends the check unless a value, which is in a variable, is valid by a schema. */
export function judge(context: KeywordCxt, schema: Prepared, data: Name): void {
  if (schema === false) context.gen.return(false);
  else if (schema !== true && Object.keys(schema).length > 0)
    context.subschema({ schema, schemaPath: nil, topSchemaRef: nil, errSchemaPath: '', data }, context.gen.name('valid'));
}

/** An expression that says whether a value is valid by a schema. */
export function passes(unit: Unit, schema: Prepared, data: Code): Code {
  if (typeof schema === 'boolean') return _`${schema}`;
  const [first, ...others] = Object.entries(schema);
  if (first === undefined) return _`true`;
  if (others.length === 0 && first[0] === 'ref') return _`${callee(checkName(String(first[1])))}(${data})`;
  return _`${unit.split(schema)}(${data})`;
}

/** Whether values that aren't of a type are refused by the schema around a keyword. */
export function isTyped({ parentSchema }: KeywordCxt, ...types: readonly string[]): boolean {
  const declared: readonly Json[] = [parentSchema['types'] ?? []].flat();
  return declared.length > 0 && declared.every((type) => types.some((one) => one === type));
}

/** Whether a schema surely refuses undefined: then a required property needs no check of its own. */
export const refusesAbsence = (schema: Json | undefined): boolean =>
  schema === false ||
  (isObject(schema) && (schema['types'] !== undefined || schema['const'] !== undefined || schema['enum'] !== undefined));
