import { propertyKey } from '../render/source-text.js';
import { printLiterals } from './literal.js';
import type { Docs, Member, ObjectShape, Shape, TupleShape } from './shape.js';
import type { Tokens } from './tokens.js';

/**
 * The JSON Schema from which json-schema-to-typescript prints a shape. It uses few keywords, one meaning each, so that the
 * compiler has nothing to guess: no `$id`, no `type` lists, `title` on declared types only, a `tsType` only of our own.
 */
export interface TypeSchema {
  title?: string;
  description?: string;
  tsType?: string;
  type?: string;
  $ref?: string;
  properties?: Record<string, TypeSchema>;
  required?: string[];
  additionalProperties?: boolean | TypeSchema;
  items?: TypeSchema | TypeSchema[];
  additionalItems?: boolean | TypeSchema;
  anyOf?: TypeSchema[];
  allOf?: TypeSchema[];
}

export interface TypePrinting {
  readonly tokens: Tokens;
  /** The token of a declared type's name. */
  readonly nameToken: (name: string) => string;
  /** Stands for the comment of a member, which is printed once the indent is known; null for no comment. */
  readonly docsToken: (docs: Docs) => string | null;
}

export function buildTypeSchema(shape: Shape, printing: TypePrinting): TypeSchema {
  const build = (inner: Shape) => buildTypeSchema(inner, printing);
  switch (shape.kind) {
    case 'unknown':
    case 'never':
      return { tsType: shape.kind };
    case 'primitive':
      return { type: shape.type };
    case 'literals':
      return { tsType: `(${printLiterals(shape).join(' | ')})` };
    case 'ref':
      return { $ref: `#/definitions/${printing.nameToken(shape.name)}` };
    case 'array':
      return { type: 'array', items: build(shape.items) };
    case 'tuple':
      return buildTuple(shape, build);
    case 'union':
      return { anyOf: shape.of.flatMap((part) => buildAlternatives(part, build)) };
    case 'intersection':
      return { allOf: shape.of.map(build) };
    case 'object':
      return buildObject(shape, printing);
  }
}

/** Literals are alternatives of their own: in parentheses they would stay in them. */
function buildAlternatives(shape: Shape, build: (shape: Shape) => TypeSchema): TypeSchema[] {
  return shape.kind === 'literals' ? printLiterals(shape).map((tsType) => ({ tsType })) : [build(shape)];
}

/** A type of its own: a `$ref` or a `title` beside a `$ref` would make a second one (`Foo1`). */
export function nameTypeSchema(schema: TypeSchema, title: string, description: string | null): TypeSchema {
  const named = schema.$ref === undefined ? schema : { anyOf: [schema] };
  return { ...named, title, ...(description === null ? {} : { description }) };
}

function buildObject({ members, rest }: ObjectShape, printing: TypePrinting): TypeSchema {
  if (members.size === 0 && (rest === null || rest.kind === 'unknown')) return { tsType: '{ [k: string]: unknown }' };
  if (members.size === 0 && rest?.kind === 'never') return { tsType: '{ [k: string]: never }' };
  const properties = [...members].map(([name, member]) => [memberKey(name, printing.tokens), buildMember(member, printing)] as const);
  const required = [...members.values()].flatMap((member, index) => (member.required ? [properties[index]?.[0] ?? ''] : []));
  const isClosed = rest === null || rest.kind === 'never';
  const others = isClosed ? false : rest.kind === 'unknown' ? true : buildTypeSchema(rest, printing);
  return { properties: Object.fromEntries(properties), required, additionalProperties: others };
}

/** A plain name stands as it is; one that code or the compiler would stumble over goes as a token. */
function memberKey(name: string, tokens: Tokens): string {
  const isPlain = /^[a-z_][A-Za-z0-9_]*$/.test(name) && !(name in Object.prototype);
  return isPlain ? name : tokens.issue(propertyKey(name));
}

function buildMember({ shape, docs }: Member, printing: TypePrinting): TypeSchema {
  const schema = buildTypeSchema(shape, printing);
  const description = printing.docsToken(docs);
  if (description === null) return schema;
  return schema.$ref === undefined ? { ...schema, description } : { anyOf: [schema], description };
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
