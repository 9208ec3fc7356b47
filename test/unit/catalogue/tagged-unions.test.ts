import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileEvent } from '../../../catalogue/compile/compile.js';
import type { Json, JsonObject, Provider, Schema, Source } from '../../../catalogue/model/model.js';
import { tolerantProvider } from '../../../catalogue/schema/policy.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { arbitraryValue } from '../validators/arbitrary-schema.js';

const object = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };
const ref = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });

interface Case {
  readonly name: string;
  readonly payload: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly discriminator?: string;
  readonly accepted: readonly Json[];
  readonly refused: readonly Json[];
}

function providerOf({ payload, definitions = {}, discriminator }: Pick<Case, 'payload' | 'definitions' | 'discriminator'>) {
  const sources: Source[] = discriminator === undefined ? [] : [{ kind: 'pointer', pointer: discriminator }];
  return sampleProvider({
    events: [sampleEvent({ payload })],
    definitions: Object.entries(definitions).map(([typeName, schema]) => ({ typeName, schema, pointer: '' })),
    discriminator: { sources },
  });
}

function judge(provider: Provider, policy: 'strict' | 'tolerant'): (value: Json) => boolean {
  const [event] = provider.events;
  if (!event) throw new Error('no event');
  const validate = compileEvent(provider, event, policy);
  return (value) => validate(value).length === 0;
}

const labeled = object({ action: { type: 'string', enum: ['labeled'] }, label: text });
const opened = object({ action: { type: 'string', enum: ['opened'] }, issue: text });

const cases: Case[] = [
  ...['oneOf', 'anyOf'].map((keyword) => ({
    name: `one value each, ${keyword}`,
    payload: { [keyword]: [labeled, opened] },
    accepted: [{ action: 'labeled', label: 'bug' }, { action: 'opened', issue: '1' }, { action: 'pinned' }, { action: 'pinned', more: 1 }],
    refused: [{ action: 'labeled' }, { action: 'labeled', issue: '1' }, { action: 'opened', label: 'bug' }, { action: 1 }, {}, 'labeled'],
  })),
  {
    name: 'several values each',
    payload: {
      oneOf: [
        object({ action: { enum: ['labeled', 'unlabeled'] }, label: text }),
        object({ action: { enum: ['opened', 'closed'] }, issue: text }),
      ],
    },
    accepted: [{ action: 'unlabeled', label: 'bug' }, { action: 'closed', issue: '1' }, { action: 'pinned' }],
    refused: [{ action: 'unlabeled' }, { action: 'closed' }],
  },
  {
    name: 'a constant is a promise: nothing but the constants passes',
    payload: { oneOf: [object({ action: { const: 'labeled' }, label: text }), object({ action: { const: 'opened' } })] },
    accepted: [{ action: 'labeled', label: 'bug' }, { action: 'opened' }],
    refused: [{ action: 'labeled' }, { action: 'pinned' }],
  },
  {
    name: 'a constant and an enum',
    payload: { oneOf: [object({ action: { const: 'labeled' }, label: text }), object({ action: { enum: ['opened'] } })] },
    accepted: [{ action: 'labeled', label: 'bug' }, { action: 'opened' }, { action: 'pinned' }],
    refused: [{ action: 'labeled' }],
  },
  {
    name: 'numbers',
    payload: {
      oneOf: [object({ kind: { type: 'integer', enum: [1] }, a: text }), object({ kind: { type: 'integer', enum: [2] }, b: text })],
    },
    accepted: [{ kind: 1, a: '' }, { kind: 2, b: '' }, { kind: 3 }],
    refused: [{ kind: 1, b: '' }, { kind: 2, a: '' }, { kind: '3' }],
  },
  {
    name: 'booleans: no value is unknown',
    payload: { oneOf: [object({ live: { enum: [true] }, a: text }), object({ live: { enum: [false] }, b: text })] },
    accepted: [
      { live: true, a: '' },
      { live: false, b: '' },
    ],
    refused: [{ live: true, b: '' }, { live: false }, { live: 'maybe' }],
  },
  {
    name: 'null and text',
    payload: { oneOf: [object({ parent: { enum: [null] } }), object({ parent: { enum: ['issue'] }, issue: text })] },
    accepted: [{ parent: null }, { parent: 'issue', issue: '1' }, { parent: 'pull' }],
    refused: [{ parent: 'issue' }, { parent: 1 }],
  },
  {
    name: 'an optional tag',
    payload: {
      oneOf: [
        object({ action: { enum: ['labeled'] }, label: text }, ['label']),
        object({ action: { enum: ['opened'] }, issue: text }, ['issue']),
      ],
    },
    accepted: [{ label: 'bug' }, { action: 'labeled', label: 'bug' }, { action: 'pinned' }],
    refused: [{}, { action: 'labeled' }, { action: 'labeled', issue: '1' }],
  },
  {
    name: 'by definitions',
    payload: { data: 1, properties: { data: { oneOf: [ref('Labeled'), ref('Opened')] } } },
    definitions: { Labeled: labeled, Opened: opened },
    accepted: [{ data: { action: 'labeled', label: 'bug' } }, { data: { action: 'pinned' } }],
    refused: [{ data: { action: 'labeled' } }, { data: { action: 'opened', label: 'bug' } }],
  },
  {
    name: 'by definitions that refer on, in allOf',
    payload: {
      oneOf: [
        { allOf: [ref('Base'), ref('IsLabeled'), object({ label: text })] },
        { allOf: [ref('Base'), object({ action: { enum: ['opened'] } })] },
      ],
    },
    definitions: {
      Base: object({ action: { enum: ['labeled', 'opened', 'closed'] }, issue: text }),
      IsLabeled: object({ action: ref('Action') }),
      Action: { enum: ['labeled'] },
    },
    accepted: [
      { action: 'labeled', label: 'bug', issue: '1' },
      { action: 'pinned', issue: '1' },
    ],
    refused: [{ action: 'labeled', issue: '1' }, { action: 'opened' }, { action: 'pinned' }],
  },
  {
    name: 'in a nested property',
    payload: {
      oneOf: [object({ meta: object({ kind: { enum: ['a'] } }), a: text }), object({ meta: object({ kind: { enum: ['b'] } }), b: text })],
    },
    accepted: [{ meta: { kind: 'a' }, a: '' }, { meta: { kind: 'c' } }],
    refused: [{ meta: { kind: 'a' } }, { meta: { kind: 'a' }, b: '' }, { meta: {} }],
  },
  {
    name: 'a union in a union',
    payload: { oneOf: [{ oneOf: [labeled, opened] }, object({ action: { enum: ['closed'] }, reason: text })] },
    accepted: [{ action: 'labeled', label: 'bug' }, { action: 'closed', reason: '' }, { action: 'pinned' }],
    refused: [{ action: 'labeled' }, { action: 'closed' }, { action: 'closed', label: 'bug' }],
  },
  {
    name: 'a union in a union, by a definition',
    payload: { oneOf: [ref('Issue'), object({ action: { enum: ['closed'] }, reason: text })] },
    definitions: { Issue: { oneOf: [ref('Labeled'), ref('Opened')] }, Labeled: labeled, Opened: opened },
    accepted: [{ action: 'labeled', label: 'bug' }, { action: 'closed', reason: '' }, { action: 'pinned' }],
    refused: [{ action: 'labeled' }, { action: 'closed' }],
  },
  {
    name: 'a union under another tag',
    payload: {
      oneOf: [
        object({ type: { enum: ['issue'] }, data: { oneOf: [labeled, opened] } }),
        object({ type: { enum: ['pull'] }, data: object({ merged: { type: 'boolean' } }) }),
      ],
    },
    accepted: [
      { type: 'issue', data: { action: 'pinned' } },
      { type: 'release', data: { action: 'labeled', label: '' } },
    ],
    refused: [
      { type: 'issue', data: { action: 'labeled' } },
      { type: 'pull', data: { action: 'pinned' } },
    ],
  },
  {
    name: "AsyncAPI's discriminator, before another member that would do",
    payload: {
      discriminator: 'kind',
      oneOf: [
        object({ size: { enum: ['s'] }, kind: { enum: ['cat'] }, claws: text }),
        object({ size: { enum: ['l'] }, kind: { enum: ['dog'] } }),
      ],
    },
    accepted: [
      { size: 'xl', kind: 'dog' },
      { size: 's', kind: 'bird' },
    ],
    refused: [{ size: 's', kind: 'cat' }, { kind: 'dog' }],
  },
  {
    name: 'beside what is no object',
    payload: { oneOf: [{ type: 'null' }, text, labeled, opened] },
    accepted: [null, 'a', { action: 'pinned' }],
    refused: [{ action: 'labeled' }, 1],
  },
  {
    name: 'what all alternatives need, an unknown one needs too',
    payload: {
      oneOf: [
        { ...labeled, required: ['action', 'label', 'id'], properties: { ...Object(labeled['properties']), id: text } },
        object({ action: { enum: ['opened'] }, id: text }),
      ],
    },
    accepted: [{ action: 'pinned', id: '1' }],
    refused: [{ action: 'pinned' }, { action: 'pinned', id: 1 }],
  },
  {
    name: 'a list that alternatives share tells nothing, and stays open',
    payload: { oneOf: [object({ state: { enum: ['on', 'off'] }, a: text }), object({ state: { enum: ['on', 'off'] }, b: text })] },
    accepted: [
      { state: 'on', a: '' },
      { state: 'broken', b: '' },
    ],
    refused: [{ state: 'on' }, { state: 'broken' }],
  },
  {
    name: 'what tells events apart stays closed',
    payload: { oneOf: [object({ type: { enum: ['paid'] }, sum: text }), object({ type: { enum: ['refunded'] } })] },
    discriminator: '/type',
    accepted: [{ type: 'paid', sum: '' }, { type: 'refunded' }],
    refused: [{ type: 'paid' }, { type: 'pinned' }],
  },
  {
    name: 'a definition that is an alternative and stands elsewhere too',
    payload: object({ data: { oneOf: [object({ action: ref('Action'), label: text }), opened] }, last: ref('Action') }),
    definitions: { Action: { enum: ['labeled', 'unlabeled'] } },
    accepted: [{ data: { action: 'pinned' }, last: 'pinned' }],
    refused: [{ data: { action: 'unlabeled' }, last: 'labeled' }],
  },
];

describe('a tolerant receiver holds a known value to its alternative, and lets an unknown one pass', () => {
  test.each(cases)('$name', (given) => {
    const tolerant = judge(providerOf(given), 'tolerant');
    expect(given.accepted.filter((value) => !tolerant(value))).toEqual([]);
    expect(given.refused.filter(tolerant)).toEqual([]);
  });
});

describe('for any union with tags', () => {
  /** Alternatives by member, by definition and by both, whose tags (`a`, `b`) may be lists, constants, shared or missing. */
  const leaf = fc.oneof(
    fc
      .uniqueArray(fc.constantFrom<Json>('a', 'b', 'aa', 1, 2, true, false, null), { minLength: 1, maxLength: 2 })
      .map((values) => ({ enum: values })),
    fc.constantFrom<Json>('a', 'b').map((value) => ({ const: value })),
    fc.constantFrom<Schema>({ type: 'string' }, true, ref('One'), ref('Two')),
  );
  const { schema } = fc.letrec<{ schema: Schema; object: Schema; union: Schema }>((tie) => ({
    schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, leaf, tie('object'), tie('union'), tie('union')),
    object: fc
      .tuple(
        fc.dictionary(fc.constantFrom('a', 'b', 'length'), tie('schema'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
        fc.subarray(['a', 'b']),
      )
      .map(([properties, required]) => ({ type: 'object', properties, required })),
    union: fc
      .tuple(
        fc.constantFrom('anyOf', 'oneOf'),
        fc.array(fc.oneof(tie('object'), tie('object'), tie('schema')), { minLength: 2, maxLength: 3 }),
      )
      .map(([keyword, alternatives]) => ({ [keyword]: alternatives })),
  }));
  const definition = fc.oneof(
    fc.uniqueArray(fc.constantFrom<Json>('a', 'b', 1), { minLength: 1, maxLength: 2 }).map((values): Schema => ({ enum: values })),
    fc.constantFrom<Json>('a', 'b', 1).map((value): Schema => object({ a: { enum: [value] }, b: { type: 'string' } }, ['a'])),
    fc.constant<Schema>({ type: ['object', 'null'], properties: { a: ref('Two'), b: { enum: ['b'] } } }),
  );
  const shaped = fc.dictionary(fc.constantFrom('a', 'b', 'length'), arbitraryValue, { maxKeys: 3, noNullPrototype: true });

  test('whatever is valid strictly is valid tolerantly, and doing it twice changes nothing more', () => {
    let valid = 0;
    fc.assert(
      fc.property(
        schema,
        definition,
        definition,
        fc.array(fc.oneof(shaped, arbitraryValue), { minLength: 20, maxLength: 20 }),
        (payload, One, Two, values) => {
          const provider = providerOf({ payload, definitions: { One, Two } });
          const once = tolerantProvider(provider);
          expect(tolerantProvider(once)).toEqual(once);
          const [strict, tolerant] = [judge(provider, 'strict'), judge(provider, 'tolerant')];
          const passed = values.filter(strict);
          valid += passed.length;
          expect(passed.filter((value) => !tolerant(value))).toEqual([]);
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 120) },
    );
    expect(valid).toBeGreaterThan(300);
  });
});
