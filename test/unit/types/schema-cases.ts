import type { Json, JsonObject, Schema } from '../../../catalogue/model/model.js';

export interface SchemaCase {
  readonly name: string;
  readonly given: Json;
  readonly schemas?: Readonly<Record<string, Schema>>;
  /** The declaration of `Sample` from its name on, blanks and line feeds as one blank. */
  readonly want: string;
}

const object = (properties: Record<string, Json>, required: string[] = []): Schema => ({ type: 'object', properties, required });

const plain: SchemaCase[] = [
  { name: 'an object', given: object({ id: { type: 'string' }, n: { type: 'number' } }, ['id']), want: '{ id: string; n?: number; }' },
  { name: 'nothing said', given: true, want: 'unknown;' },
  { name: 'nothing possible', given: false, want: 'never;' },
  { name: 'any object', given: { type: 'object' }, want: '{ [k: string]: unknown };' },
  { name: 'no member at all', given: { type: 'object', additionalProperties: false }, want: '{ [k: string]: never };' },
  { name: 'members that are not described, but required', given: { type: 'object', required: ['id'] }, want: '{ id: unknown; }' },
  { name: 'an object by its keywords alone', given: { properties: { a: { type: 'null' } } }, want: '{ a?: null; }' },
  { name: 'a forbidden member', given: object({ a: false, b: true }), want: '{ a?: never; b?: unknown; }' },
  {
    name: 'other members, of a type',
    given: { type: 'object', additionalProperties: { type: 'number' } },
    want: '{ [k: string]: number; }',
  },
  {
    name: 'other members, explicitly',
    given: { ...(object({ a: { type: 'string' } }) as object), additionalProperties: true },
    want: '{ a?: string; [k: string]: unknown; }',
  },
  {
    name: 'other members beside an optional one of another type',
    given: { ...(object({ a: { type: 'string' } }) as object), additionalProperties: { type: 'number' } },
    want: '{ a?: string; [k: string]: number | string | undefined; }',
  },
  {
    name: 'members by pattern, and no others',
    given: { type: 'object', patternProperties: { '^x-': { type: 'number' }, y: { type: 'string' } }, additionalProperties: false },
    want: '{ [k: string]: number | string; }',
  },
  {
    name: 'members by pattern among others',
    given: { type: 'object', patternProperties: { '^x-': { type: 'number' } } },
    want: '{ [k: string]: unknown };',
  },
  { name: 'a list', given: { type: 'array', items: { enum: ['a', 'b'] } }, want: "('a' | 'b')[];" },
  { name: 'a list of anything', given: { type: 'array' }, want: 'unknown[];' },
  { name: 'a bounded list', given: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3 }, want: 'string[];' },
  {
    name: 'a tuple',
    given: { type: 'array', items: [{ type: 'string' }, { type: 'number' }], minItems: 2, additionalItems: false },
    want: '[string, number];',
  },
  {
    name: 'a tuple that may be shorter or go on',
    given: { type: 'array', items: [{ type: 'string' }, { type: 'number' }], minItems: 1 },
    want: '[string] | [string, number, ...unknown[]];',
  },
  { name: 'a tuple by prefixItems', given: { type: 'array', prefixItems: [{ const: 1 }], items: false, minItems: 1 }, want: '[1];' },
  {
    name: 'a long tuple that may end anywhere',
    given: { items: Array(9).fill({ type: 'string' }), additionalItems: { type: 'null' } },
    want: '(string | null)[];',
  },
];

const values: SchemaCase[] = [
  { name: 'an enum', given: { type: 'string', enum: ['b', 'a', 'b'] }, want: "'b' | 'a';" },
  {
    name: 'an enum of all sorts',
    given: { enum: ['1', 1, -1.5, true, null, [1], {}] },
    want: "'1' | 1 | -1.5 | true | null | [1] | { [k: string]: never };",
  },
  { name: 'an enum within a type', given: { type: ['integer', 'null'], enum: ['a', 1, null] }, want: '1 | null;' },
  { name: 'an empty enum', given: { enum: [] }, want: 'never;' },
  { name: 'a const', given: { const: 'order.created' }, want: "'order.created';" },
  { name: 'a const object', given: { const: { 'a b': [1, { c: null }] } }, want: "{ 'a b': [1, { c: null }] };" },
  { name: 'a const of null', given: { type: ['string', 'null'], const: null }, want: 'null;' },
  { name: 'null by type', given: { type: ['null', 'string'] }, want: 'string | null;' },
  { name: "OpenAPI's nullable, which has no effect", given: { type: 'string', nullable: true }, want: 'string;' },
  {
    name: 'nullable on members, items, enums and beside a reference',
    given: object({
      a: { type: 'string', nullable: true },
      b: { type: 'array', items: { type: 'integer', nullable: true } },
      c: { type: 'string', enum: ['x'], nullable: true },
      d: { $ref: '#/definitions/D', nullable: true },
      e: { type: ['string', 'null'], nullable: false },
    }),
    schemas: { D: object({ nullable: { type: 'boolean' } }) },
    want: "{ a?: string; b?: number[]; c?: 'x'; d?: D; e?: string | null; }",
  },
  { name: 'an object or null', given: { type: ['object', 'null'], properties: { a: { type: 'string' } } }, want: '{ a?: string } | null;' },
  { name: 'an open enum', given: { type: ['string', 'null'], 'x-open-enum': ['a', 'b', null] }, want: "'a' | 'b' | (string & {}) | null;" },
  { name: 'an open enum of numbers', given: { type: 'integer', 'x-open-enum': [1, 2] }, want: '1 | 2 | (number & {});' },
  {
    name: 'an open enum of all sorts',
    given: { type: ['string', 'boolean'], 'x-open-enum': ['a', true] },
    want: "'a' | (string & {}) | boolean;",
  },
];

const A = object({ a: { type: 'string' } }, ['a']);
const B = object({ b: { type: 'number' } }, ['b']);
const ref = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });

const combined: SchemaCase[] = [
  {
    name: 'an envelope and an object',
    given: { allOf: [ref('Envelope'), object({ type: { const: 'x' }, data: object({ id: { type: 'string' } }) }, ['data'])] },
    schemas: { Envelope: object({ type: { type: 'string' }, data: { type: 'object' } }, ['type']) },
    want: "{ type: 'x'; data: { id?: string }; }",
  },
  { name: 'two definitions', given: { allOf: [ref('A'), ref('B')] }, schemas: { A, B }, want: '{ a: string; b: number; }' },
  { name: 'a definition and nothing more', given: { type: 'object', allOf: [ref('A')] }, schemas: { A }, want: 'A;' },
  { name: 'a definition by $ref', given: ref('A'), schemas: { A }, want: 'A;' },
  { name: 'more members required', given: { allOf: [ref('A'), { required: ['c'] }] }, schemas: { A }, want: '{ a: string; c: unknown; }' },
  {
    name: 'a narrower value',
    given: object({ a: { allOf: [ref('S'), { const: 'y' }] } }),
    schemas: { S: { enum: ['x', 'y'] } },
    want: "{ a?: 'y'; }",
  },
  { name: 'what contradicts itself', given: { allOf: [{ type: 'string' }, { type: 'number' }] }, want: 'never;' },
  { name: 'either of two definitions', given: { oneOf: [ref('A'), ref('B')] }, schemas: { A, B }, want: 'A | B;' },
  { name: 'a definition or null', given: { anyOf: [{ type: 'null' }, ref('A')] }, schemas: { A }, want: 'A | null;' },
  {
    name: 'an object with variants of its own',
    given: { ...(object({ id: { type: 'string' } }) as object), oneOf: [object({ k: { const: 1 } }), object({ k: { const: 2 } })] },
    want: '{ id?: string; k?: 1 } | { id?: string; k?: 2 };',
  },
  {
    name: 'an object with variants that are definitions',
    given: { ...(object({ id: { type: 'string' } }) as object), oneOf: [ref('A'), ref('B')] },
    schemas: { A, B },
    want: '{ id?: string } & (A | B);',
  },
  {
    name: 'members of which one must be there',
    given: { ...(object({ a: { type: 'string' }, b: { type: 'string' } }) as object), anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    want: '{ a?: string; b?: string; }',
  },
  { name: 'anything, or a string', given: { anyOf: [true, { type: 'string' }] }, want: 'unknown;' },
  { name: 'not and if', given: JSON.parse('{"type":"string","not":{"const":"a"},"if":{"const":"b"},"then":false}'), want: 'string;' },
  {
    name: 'a reference with a description',
    given: object({ a: { ...ref('A'), description: 'An A.' } }),
    schemas: { A },
    want: '{ /** * An A. */ a?: A; }',
  },
];

const recursive: SchemaCase[] = [
  {
    name: 'a tree',
    given: ref('Node'),
    schemas: { Node: object({ next: ref('Node'), all: { type: 'array', items: ref('Node') } }) },
    want: 'Node;',
  },
  { name: 'itself', given: ref('A'), schemas: { A: ref('A') }, want: 'A;' },
  {
    name: 'itself or a string',
    given: ref('A'),
    schemas: { A: { anyOf: [ref('B'), { type: 'string' }] }, B: { anyOf: [ref('A')] } },
    want: 'A;',
  },
  { name: 'itself and more', given: ref('A'), schemas: { A: { allOf: [ref('A'), B] } }, want: 'A;' },
  {
    name: 'two that merge without end',
    given: { allOf: [ref('A'), ref('B')] },
    schemas: { A: object({ next: ref('A') }), B: object({ next: ref('B') }) },
    want: '{ next?: { next?: A & B }; }',
  },
];

const hostile: SchemaCase[] = [
  {
    name: 'names of members',
    given: JSON.parse('{"properties":{"__proto__":{"type":"string"},"constructor":{},"a\'b\\n*/":{},"2fa":{},"$ref":{},"\u2028":{}}}'),
    want: "{ __proto__?: string; constructor?: unknown; \"a'b\\n*/\"?: unknown; '2fa'?: unknown; $ref?: unknown; '\\u2028'?: unknown; }",
  },
  {
    name: 'a member that the compiler has no room for',
    given: object({ hasOwnProperty: { const: 1 }, a: { type: 'string' } }, ['hasOwnProperty']),
    want: '{ a?: string } & { hasOwnProperty: 1 };',
  },
  {
    name: 'such a member, of a type that the compiler would have to print',
    given: { ...(object({ hasOwnProperty: { type: 'array' } }) as object), additionalProperties: false },
    want: '{ [k: string]: unknown } & { hasOwnProperty?: unknown };',
  },
  {
    name: 'values',
    given: { enum: ["'; x", '*/', 'a\nb', '\u202e', '"', '`$'] },
    want: "\"'; x\" | '*/' | 'a\\nb' | '\\u202e' | '\"' | '`$';",
  },
  {
    name: 'descriptions',
    given: object({ a: { type: 'string', description: '*/ x\n@deprecated {@link y}' } }),
    want: '{ /** * *\\/ x \\@deprecated {\\@link y} */ a?: string; }',
  },
  {
    name: 'keywords of the compiler',
    given: { type: 'string', tsType: 'any', tsEnumNames: ['A'], title: 'Foo', $id: 'Bar', extends: {} },
    want: 'string;',
  },
  { name: 'words that we use ourselves', given: { const: 'TTTTTT export type TTTTTT = 1' }, want: "'TTTTTT export type TTTTTT = 1';" },
];

/** Schemas and the types they become, by what they are about. */
export const schemaCases: readonly (readonly [string, readonly SchemaCase[]])[] = [
  ['types', plain],
  ['values', values],
  ['combinations', combined],
  ['recursion', recursive],
  ['hostile text', hostile],
];
