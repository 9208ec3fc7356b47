import type { Definition, Schema } from '../../../catalogue/model/model.js';

export const define = (definitions: Readonly<Record<string, Schema>>): Definition[] =>
  Object.entries(definitions).map(([typeName, schema]) => ({ typeName, schema, pointer: `/components/schemas/${typeName}` }));
export const ref = (name: string) => ({ $ref: `#/definitions/${name}` });

/** A payload, and the lines that its fields come to. */
interface Case {
  readonly name: string;
  readonly given: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly want: readonly string[];
}

export const cases: readonly Case[] = [
  {
    name: 'members of objects in objects, parents first',
    given: {
      type: 'object',
      required: ['data'],
      properties: { id: { type: 'string' }, data: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } } },
    },
    want: ['id: string', 'data!: object', 'data.a!: integer'],
  },
  {
    name: 'arrays, maps and tuples',
    given: {
      properties: {
        tags: { type: 'array', items: { type: 'string' } },
        items: { type: 'array', items: { properties: { sku: { type: 'string' } } } },
        changes: { additionalProperties: { type: 'object', properties: { old: true } } },
        matrix: { type: 'array', items: { type: 'array', items: { type: ['number', 'null'] } } },
        pair: { type: 'array', items: [{ type: 'string' }, { type: 'integer' }] },
        codes: { type: 'array', items: { enum: ['a', 'b'] } },
        x: { patternProperties: { '^x-': { type: 'string' } } },
      },
    },
    want: [
      'tags: array of string',
      'items: array of object',
      'items[].sku: string',
      'changes: object',
      'changes.*: object',
      'changes.*.old: any',
      'matrix: array of array of (number | null)',
      'pair: array',
      'pair[0]: string',
      'pair[1]: integer',
      'codes: array of string',
      'codes[]: string = "a", "b"',
      'x: object',
      'x[/^x-/]: string',
    ],
  },
  {
    name: 'an envelope by allOf, of which the event says more',
    given: {
      allOf: [
        ref('Envelope'),
        { required: ['data'], properties: { type: { const: 'order.created' }, data: { properties: { id: { type: 'string' } } } } },
      ],
    },
    definitions: {
      Envelope: {
        type: 'object',
        required: ['type'],
        properties: { type: { type: 'string', description: 'The type' }, data: { type: 'object' } },
      },
    },
    want: ['type!: string = "order.created"', 'data!: object', 'data.id: string'],
  },
  {
    name: 'types by what a schema says',
    given: {
      properties: {
        a: { const: 1 },
        b: { enum: ['x', null] },
        c: { pattern: '^a$', maxLength: 3, minLength: 1 },
        d: { minimum: 0, default: 1.5, multipleOf: 0.5 },
        e: { allOf: [{ type: ['number', 'string'] }, { type: 'integer' }] },
        f: {},
        g: { oneOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
        h: { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] },
        i: { type: 'array', uniqueItems: true, maxItems: 2 },
        j: { oneOf: [{ const: 'x' }, { const: 'y' }] },
      },
    },
    want: [
      'a: integer = 1',
      'b: string | null = "x", null',
      'c: string pattern="^a$" minLength=1 maxLength=3',
      'd: number minimum=0 multipleOf=0.5 default=1.5',
      'e: integer',
      'f: any',
      'g: string | null format="date-time"',
      'h: string | integer | null',
      'i: array maxItems=2 uniqueItems=true',
      'j: string = "x", "y"',
    ],
  },
  {
    name: 'alternatives, told by what tells them apart',
    given: {
      properties: {
        method: {
          oneOf: [
            {
              type: 'object',
              required: ['kind', 'last4'],
              properties: { kind: { const: 'card' }, last4: { type: 'string' }, note: { type: 'string' } },
            },
            {
              type: 'object',
              required: ['kind'],
              properties: { kind: { const: 'bank' }, iban: { type: 'string' }, note: { type: 'string' } },
            },
          ],
        },
      },
    },
    want: [
      'method: object',
      'method.kind!: string = "card", "bank"',
      'method.last4?: string (kind: card)',
      'method.note: string',
      'method.iban: string (kind: bank)',
    ],
  },
  {
    name: 'what tells alternatives apart is a row for each where it says more, or some have it not',
    given: {
      properties: {
        a: {
          oneOf: [
            { required: ['kind'], properties: { kind: { const: 'x', description: 'An x' } } },
            { required: ['kind'], properties: { kind: { const: 'y', description: 'A y' } } },
          ],
        },
        b: {
          oneOf: [{ required: ['kind'], properties: { kind: { const: 1 } } }, { properties: { kind: { const: 2 } } }, { type: 'null' }],
        },
        c: { oneOf: [{ properties: { kind: { const: 'x' } } }, { title: 'other', properties: { n: { type: 'string' } } }] },
      },
    },
    want: [
      'a: object',
      'a.kind!: string = "x" (kind: x)',
      'a.kind!: string = "y" (kind: y)',
      'b: object | null',
      'b.kind?: integer = 1, 2',
      'c: object',
      'c.kind: string = "x" (kind: x)',
      'c.n: string (other)',
    ],
  },
  {
    name: 'a second member of one value keeps its alternatives',
    given: {
      oneOf: [
        { required: ['kind', 'size'], properties: { kind: { const: 'x' }, size: { const: 1 } } },
        { required: ['kind', 'size'], properties: { kind: { const: 'y' }, size: { const: 2 } } },
      ],
    },
    want: ['kind!: string = "x", "y"', 'size!: integer = 1 (kind: x)', 'size!: integer = 2 (kind: y)'],
  },
  {
    name: 'null among the values of what is no null',
    given: { properties: { a: { type: 'string', enum: ['x', 'y', null] } } },
    want: ['a: string = "x", "y"'],
  },
  {
    name: 'one alternative and null',
    given: { properties: { owner: { oneOf: [ref('User'), { type: 'null' }] } } },
    definitions: { User: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
    want: ['owner: object | null', 'owner.id!: string'],
  },
  {
    name: 'fields of which one of several is required',
    given: {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    want: ['a?: string', 'b?: string'],
  },
  {
    name: 'what holds under a condition',
    given: {
      properties: { a: { type: 'string' } },
      if: { required: ['a'] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ['b'], properties: { b: { type: 'string' } } },
    },
    want: ['a: string', 'b?: string'],
  },
  {
    name: 'a circular schema ends with its name',
    given: ref('Category'),
    definitions: {
      Category: { type: 'object', properties: { parent: ref('Category'), children: { type: 'array', items: ref('Category') } } },
    },
    want: ['parent: Category', 'children: array of Category'],
  },
  {
    name: 'a definition that includes itself',
    given: ref('A'),
    definitions: { A: { allOf: [ref('A')], properties: { a: { type: 'string' } } } },
    want: ['a: string'],
  },
  { name: 'anything', given: true, want: ['(payload)!: any'] },
  { name: 'types that contradict each other', given: { allOf: [{ type: 'string' }, { type: 'integer' }] }, want: ['(payload)!: nothing'] },
  { name: 'alternatives of which none is possible', given: { type: 'string', oneOf: [false] }, want: ['(payload)!: nothing'] },
  { name: 'nothing', given: false, want: ['(payload)!: nothing'] },
  {
    name: 'a payload that is no object',
    given: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
    want: ['(payload)!: array of object', '[].id: string'],
  },
  { name: 'an object of which nothing is said', given: { type: 'object' }, want: [] },
  { name: 'a member that must not be there', given: { properties: { a: false, b: true } }, want: ['b: any'] },
  {
    name: 'names that are no words, or are known to every object',
    given: JSON.parse(
      '{"properties":{"a.b":{"type":"string"},"":{"type":"string"},"__proto__":{"type":"string"},"constructor":{"type":"string"}},"required":["constructor"]}',
    ),
    want: ['["a.b"]: string', '[""]: string', '__proto__: string', 'constructor!: string'],
  },
  { name: 'a reference to nothing', given: { properties: { a: ref('constructor') } }, want: ['a: any'] },
];
