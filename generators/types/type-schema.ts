import { commentLines, type DocLine } from '../render/comments.js';
import { printLiterals } from './literal.js';
import type { Docs, Member, ObjectShape, Shape, TupleShape } from './shape.js';

/**
 * The JSON Schema from which json-schema-to-typescript prints a shape. It has few keywords, with one meaning each, so
 * that the compiler has nothing to guess, name or resolve: no `$ref`, `$id` or `title`, and no `type` except `array`.
 */
export interface TypeSchema {
  /** Code that is printed verbatim. */
  tsType?: string;
  description?: string;
  properties?: Record<string, TypeSchema>;
  required?: string[];
  additionalProperties?: boolean | TypeSchema;
  type?: 'array';
  items?: TypeSchema | TypeSchema[];
  additionalItems?: boolean | TypeSchema;
  anyOf?: TypeSchema[];
  allOf?: TypeSchema[];
}

/** The comment of a member. */
export type DescribeMember = (docs: Docs) => readonly DocLine[];

export function buildTypeSchema(shape: Shape, describe: DescribeMember): TypeSchema {
  const build = (inner: Shape) => buildTypeSchema(inner, describe);
  switch (shape.kind) {
    case 'unknown':
    case 'never':
      return { tsType: shape.kind };
    case 'primitive':
      return { tsType: shape.type };
    case 'literals':
      return { tsType: `(${printLiterals(shape).join(' | ')})` };
    case 'ref':
      return { tsType: shape.name };
    case 'array':
      return { type: 'array', items: build(shape.items) };
    case 'tuple':
      return buildTuple(shape, build);
    case 'union':
      return { anyOf: shape.of.flatMap((part) => buildAlternatives(part, build)) };
    case 'intersection':
      return { allOf: shape.of.map(build) };
    case 'object':
      return buildObject(shape, describe);
  }
}

/** Each literal is an alternative: the compiler would leave several in parentheses. */
function buildAlternatives(shape: Shape, build: (shape: Shape) => TypeSchema): TypeSchema[] {
  return shape.kind === 'literals' ? printLiterals(shape).map((tsType) => ({ tsType })) : [build(shape)];
}

function buildObject({ members, rest }: ObjectShape, describe: DescribeMember): TypeSchema {
  const split = members.get(unprintable);
  if (split) return { allOf: [buildObject(withoutUnprintable(members), describe), printAlone(split, describe)] };
  if (members.size === 0 && (rest === null || rest.kind === 'unknown')) return { tsType: '{ [k: string]: unknown }' };
  if (members.size === 0 && rest?.kind === 'never') return { tsType: '{ [k: string]: never }' };
  const isClosed = rest === null || rest.kind === 'never';
  return {
    properties: Object.fromEntries([...members].map(([name, member]) => [name, buildMember(member, describe)])),
    required: [...members].flatMap(([name, { required }]) => (required ? [name] : [])),
    additionalProperties: isClosed ? false : rest.kind === 'unknown' ? true : buildTypeSchema(rest, describe),
  };
}

function buildMember({ shape, docs }: Member, describe: DescribeMember): TypeSchema {
  const description = commentLines(describe(docs)).join('\n');
  return { ...buildTypeSchema(shape, describe), ...(description === '' ? {} : { description }) };
}

/** The compiler calls the method of that name on `properties`, where no member can have it. */
const unprintable = 'hasOwnProperty';

function withoutUnprintable(members: ObjectShape['members']): ObjectShape {
  return { kind: 'object', members: new Map([...members].filter(([name]) => name !== unprintable)), rest: null };
}

/** An object with only this member. Its type is `unknown` where the compiler would have to print it. */
function printAlone({ shape, required }: Member, describe: DescribeMember): TypeSchema {
  const { tsType = 'unknown' } = buildTypeSchema(shape, describe);
  return { tsType: `{ ${unprintable}${required ? '' : '?'}: ${tsType} }` };
}

/** A union of the lengths that it may have: `[] | [A] | [A, B, ...C[]]`. */
function buildTuple({ items, rest, required }: TupleShape, build: (shape: Shape) => TypeSchema): TypeSchema {
  const built = items.map(build);
  const whole: TypeSchema = { type: 'array', items: built, additionalItems: rest === null ? false : build(rest) };
  const shorter = built
    .slice(required)
    .map((_, index): TypeSchema => ({ type: 'array', items: built.slice(0, required + index), additionalItems: false }));
  return shorter.length === 0 ? whole : { anyOf: [...shorter, whole] };
}
