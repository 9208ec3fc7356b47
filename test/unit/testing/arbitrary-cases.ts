import type { JsonObject, Schema } from '../../../catalogue/model/model.js';

interface Case {
  readonly name: string;
  readonly schema: Schema;
  /** Values, or their canonical texts' patterns, that must turn up among a few hundred. */
  readonly seen?: readonly unknown[];
  /** Not every value that is made is valid: the last filter sorts some out. */
  readonly filtered?: true;
}

export const definitions: Readonly<Record<string, JsonObject>> = {
  Tree: {
    type: 'object',
    required: ['value'],
    properties: { value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#/definitions/Tree' } } },
  },
  Chain: { type: 'object', required: ['next'], properties: { next: { anyOf: [{ $ref: '#/definitions/Chain' }, { type: 'null' }] } } },
  Odd: { type: 'object', required: ['even'], properties: { even: { $ref: '#/definitions/Even' } } },
  Even: { oneOf: [{ $ref: '#/definitions/Odd' }, { const: 'end' }] },
  Base: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, kind: { type: 'string' } } },
  Self: { allOf: [{ $ref: '#/definitions/Self' }, { type: 'boolean' }] },
  Über: { type: 'integer', minimum: 1, maximum: 1 },
  Doubled0: { type: 'object', required: ['end'], properties: { end: { type: 'boolean' } } },
  Huge0: { type: 'boolean' },
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => {
      const next = { $ref: `#/definitions/Huge${at}` };
      return [`Huge${at + 1}`, { type: 'object', properties: { left: next, right: next }, required: ['left', 'right'] }];
    }),
  ),
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => {
      const next = { $ref: `#/definitions/Doubled${at}` };
      return [`Doubled${at + 1}`, { type: 'object', properties: { left: next, right: next }, required: at === 0 ? ['left'] : [] }];
    }),
  ),
};

export const cases: readonly Case[] = [
  ...['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'].map((type) => ({ name: type, schema: { type } })),
  { name: 'anything', schema: true },
  { name: 'a nullable string', schema: { type: ['string', 'null'] }, seen: [null] },
  { name: 'const', schema: { const: { a: [1, null] } }, seen: [{ a: [1, null] }] },
  { name: 'enum', schema: { enum: ['a', 'b', 1, null] }, seen: ['a', 'b', 1, null] },
  { name: 'enum within a type', schema: { type: 'string', enum: ['a', 1] }, seen: ['a'] },
  { name: 'enums that share a value', schema: { allOf: [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }] }, seen: ['b'] },
  { name: 'bounds', schema: { type: 'integer', minimum: 3, exclusiveMaximum: 6 }, seen: [3, 4, 5] },
  { name: 'bounds of a number', schema: { type: 'number', exclusiveMinimum: 0, maximum: 1 } },
  { name: 'bounds between integers', schema: { type: 'number', minimum: 0.1, maximum: 0.2 } },
  { name: 'multipleOf', schema: { type: 'integer', multipleOf: 5, minimum: 0, maximum: 10 }, seen: [0, 5, 10] },
  { name: 'multipleOf with decimals', schema: { type: 'number', multipleOf: 0.01, minimum: 19, maximum: 20 } },
  {
    name: 'multiples of both',
    schema: { type: 'number', minimum: 1, maximum: 12, allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] },
    seen: [12],
  },
  { name: 'int32', schema: { type: 'integer', format: 'int32' } },
  { name: 'lengths, in characters', schema: { type: 'string', minLength: 2, maxLength: 3 } },
  { name: 'pattern', schema: { type: 'string', pattern: '^[A-Z]{2}-\\d+$' } },
  { name: 'pattern and lengths', schema: { type: 'string', pattern: '^[a-z]+$', minLength: 3, maxLength: 5 } },
  { name: 'a pattern that looks around', schema: { type: 'string', pattern: '^(?!a|[)b]\\))(?=.*\\d$)[a-z]{2}\\d$' } },
  { name: 'patterns', schema: { allOf: [{ type: 'string', pattern: '^[a-z]+$' }, { pattern: '^.{2}$' }] } },
  { name: 'a pattern of a format', schema: { type: 'string', format: 'uri', pattern: '^https://' } },
  ...[
    'date-time',
    'date',
    'time',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uuid',
    'uri',
    'uri-reference',
    'json-pointer',
    'regex',
    'duration',
    'byte',
  ].map((format) => ({
    name: format,
    schema: { type: 'string', format },
  })),
  { name: 'a format of the document', schema: { type: 'string', format: 'order-number' } },
  {
    name: 'members',
    schema: { type: 'object', required: ['a'], properties: { a: { const: 1 }, b: { const: 2 } } },
    seen: [{ a: 1 }, { a: 1, b: 2 }],
  },
  {
    name: 'a closed object',
    schema: { type: 'object', additionalProperties: false, properties: { a: { const: 1 } } },
    seen: [{}, { a: 1 }],
  },
  {
    name: 'closed beside open',
    schema: { allOf: [{ properties: { a: { const: 1 } }, additionalProperties: false }, { properties: { a: {}, b: {} } }], type: 'object' },
    seen: [{}, { a: 1 }],
  },
  { name: 'a member that must not be', schema: { type: 'object', properties: { a: { const: 1 }, b: false } }, seen: [{}, { a: 1 }] },
  { name: 'a map', schema: { type: 'object', additionalProperties: { type: 'integer' } } },
  {
    name: 'a map with members',
    schema: { type: 'object', required: ['a'], properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } },
  },
  { name: 'patternProperties', schema: { type: 'object', patternProperties: { '^x-': { type: 'boolean' } }, additionalProperties: false } },
  { name: 'counts of members', schema: { type: 'object', minProperties: 2, maxProperties: 3, properties: { a: {}, b: {}, c: {}, d: {} } } },
  { name: 'more members than are named', schema: { type: 'object', minProperties: 2 }, filtered: true },
  {
    name: 'names of members',
    schema: { type: 'object', propertyNames: { pattern: '^[a-c]{3}$' }, additionalProperties: { const: 1 }, minProperties: 1 },
  },
  {
    name: 'hostile names',
    schema: {
      type: 'object',
      required: ['__proto__', 'constructor'],
      properties: JSON.parse('{"__proto__":{"type":"string"},"constructor":{"const":1},"toString":{"const":2}}'),
    },
  },
  { name: 'items', schema: { type: 'array', items: { enum: [1, 2] }, minItems: 1, maxItems: 2 }, seen: [[1], [2], [1, 2]] },
  {
    name: 'a tuple',
    schema: { type: 'array', items: [{ const: 'a' }, { const: 'b' }], additionalItems: false, minItems: 1 },
    seen: [['a'], ['a', 'b']],
  },
  {
    name: 'a tuple with more',
    schema: { type: 'array', items: [{ const: 'a' }], additionalItems: { const: 0 }, minItems: 2, maxItems: 3 },
    seen: [
      ['a', 0],
      ['a', 0, 0],
    ],
  },
  { name: 'unique items', schema: { type: 'array', items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 2 }, filtered: true },
  { name: 'contains', schema: { type: 'array', items: { type: ['string', 'integer'] }, contains: { const: 7 } } },
  {
    name: 'anyOf',
    schema: { anyOf: [{ const: 1 }, { type: 'object', required: ['a'], properties: { a: { const: 2 } } }] },
    seen: [1, { a: 2 }],
  },
  {
    name: 'oneOf beside members',
    schema: {
      type: 'object',
      required: ['id'],
      properties: { id: { const: 1 } },
      oneOf: [
        { properties: { kind: { const: 'card' }, last4: { type: 'string', pattern: '^\\d{4}$' } }, required: ['kind', 'last4'] },
        { properties: { kind: { const: 'cash' } }, required: ['kind'] },
      ],
    },
    seen: [{ id: 1, kind: 'cash' }],
  },
  { name: 'oneOf that overlap', schema: { oneOf: [{ type: 'integer' }, { minimum: 0, type: 'number' }] }, filtered: true },
  { name: 'not', schema: { type: 'integer', minimum: 0, maximum: 3, not: { const: 2 } }, seen: [0, 1, 3], filtered: true },
  {
    name: 'if, then, else',
    schema: {
      type: 'object',
      required: ['a'],
      properties: { a: { enum: [1, 2] } },
      if: { properties: { a: { const: 1 } } },
      // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's
      then: { required: ['b'], properties: { b: { const: 3 } } },
      else: { properties: { b: false } },
    },
    seen: [{ a: 1, b: 3 }, { a: 2 }],
    filtered: true,
  },
  {
    name: 'dependencies',
    schema: {
      type: 'object',
      properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 } },
      dependencies: { a: ['b'], c: { properties: { b: false } } },
    },
    seen: [{}, { b: 2 }, { a: 1, b: 2 }, { c: 3 }],
    filtered: true,
  },
  {
    name: 'allOf with a definition',
    schema: { allOf: [{ $ref: '#/definitions/Base' }, { properties: { kind: { enum: ['x', 'y'] } }, required: ['kind'] }] },
  },
  { name: 'a tree', schema: { $ref: '#/definitions/Tree' } },
  { name: 'a chain that must go on', schema: { $ref: '#/definitions/Chain' }, seen: [{ next: null }, { next: { next: null } }] },
  { name: 'two that need each other', schema: { $ref: '#/definitions/Odd' }, seen: [{ even: 'end' }, { even: { even: 'end' } }] },
  { name: 'thirty that each refer twice to the next', schema: { $ref: '#/definitions/Doubled30' } },
  { name: 'a name that a URI escapes', schema: { $ref: '#/definitions/%C3%9Cber' }, seen: [1] },
];

/** Schemas for which there is no value at all, or none that a computer holds. */
export const hopeless: readonly Case[] = [
  { name: 'false', schema: false },
  { name: 'enums that share nothing', schema: { allOf: [{ enum: [1] }, { enum: [2] }] } },
  { name: 'types that share nothing', schema: { allOf: [{ type: 'string' }, { type: 'object' }] } },
  { name: 'bounds that cross', schema: { type: 'integer', minimum: 2, maximum: 1 } },
  { name: 'no multiple in the bounds', schema: { type: 'integer', multipleOf: 10, minimum: 1, maximum: 9 } },
  { name: 'a required member that must not be', schema: { type: 'object', required: ['a'], properties: { a: false } } },
  { name: 'more items than fit', schema: { type: 'array', minItems: 1e9 } },
  { name: 'a longer string than fits', schema: { type: 'string', minLength: 1e12 } },
  { name: 'more members than fit', schema: { type: 'object', minProperties: 1e9 } },
  { name: 'two to the thirtieth members', schema: { $ref: '#/definitions/Huge30' } },
  { name: 'more items than the tuple has', schema: { type: 'array', items: [{}], additionalItems: false, minItems: 2 } },
];
