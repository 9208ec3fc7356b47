import { expect, it } from 'vitest';
import type { Catalogue, JsonObject, Schema } from '../../catalogue/model/model.js';
import { compareCatalogues } from '../../diff/index.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../unit/sample-catalogue.js';
import { pairs } from './cases.js';

const receiver = { side: 'receiver', today: '2026-11-21' } as const;
const versionOf = (events: Readonly<Record<string, Schema>>): Catalogue => {
  const all = Object.entries(events).map(([name, data]) =>
    sampleEvent({
      name,
      typeName: name.toUpperCase(),
      pointer: `/channels/acme/messages/${name}`,
      payload: { type: 'object', required: ['type'], properties: { type: { const: name }, data } },
      discriminator: [{ source: { kind: 'pointer', pointer: '/type' }, values: [name] }],
    }),
  );
  return sampleCatalogue({ providers: [sampleProvider({ events: all })] });
};
const tagged = (by: string): JsonObject => ({
  type: 'object',
  required: ['by'],
  properties: { by: { const: by }, sum: { type: 'integer' } },
});
const told = (older: Catalogue, newer: Catalogue) =>
  compareCatalogues(older, newer, receiver).map(({ event, message }) => `${event}: ${message}`);

it.each([
  {
    name: 'a type',
    was: { type: 'string' },
    is: { type: ['integer', 'null'] },
    want: ['/data: integer or null, was string', '/data: may now be null', '/data: number | null, was string'],
  },
  {
    name: 'values',
    was: { enum: ['a', 'b'] },
    is: { enum: ['a', 'c', 'd'] },
    want: ['/data: may also be "c", "d"', '/data: is no longer "b"'],
  },
  {
    name: 'limits',
    was: { type: 'number', minimum: 0, maximum: 9 },
    is: { type: 'number', exclusiveMinimum: 0 },
    want: ['/data: more than 0, was at least 0, at most 9'],
  },
  { name: 'a pattern', was: { type: 'string', pattern: '^a' }, is: { type: 'string' }, want: ['/data: no pattern, was pattern "^a"'] },
  {
    name: 'many values',
    was: { enum: ['a'] },
    is: { enum: ['a', ...'bcdefg'] },
    want: ['/data: may also be "b", "c", "d", "e" and 2 more'],
  },
  {
    name: 'a limit that is gone',
    was: { type: 'array', minItems: 1 },
    is: { type: 'array' },
    want: ['/data: any number of items, was at least 1'],
  },
  {
    name: 'limits of lengths',
    was: { type: 'string' },
    is: { type: 'string', minLength: 1, maxLength: 9 },
    want: ['/data: at least 1, at most 9 characters, was without limits'],
  },
  {
    name: 'an alternative',
    was: { oneOf: [tagged('card'), tagged('iban')] },
    is: { oneOf: [tagged('card'), tagged('iban'), tagged('cash')] },
    want: [
      '/data: new alternative: object with "by": "cash", "sum"',
      '/data: object with "by": "card", "sum" | object with "by": "iban", "sum" | object with "by": "cash", "sum", was object with "by": "card", "sum" | object with "by": "iban", "sum"',
    ],
  },
  { name: 'a condition', was: { type: 'string' }, is: { type: 'string', not: { const: 'x' } }, want: ['/data: `not` is new'] },
])('a message says what is and what was: $name', ({ was, is, want }) => {
  const all = compareCatalogues(versionOf({ a: was }), versionOf({ a: is as Schema }), receiver).map(({ message }) => message);
  expect([...new Set(all)]).toEqual(want);
});

it('changes come in the newer order, what is gone where it stood', () => {
  const older = versionOf({ a: true, gone: true, b: { type: 'string' }, last: true });
  const newer = versionOf({ first: true, b: { type: 'integer' }, a: true });
  expect([...new Set(told(older, newer).map((line) => line.split(':')[0]))]).toEqual(['acme.first', 'acme.b', 'acme.last', 'acme.gone']);
});

it('a pointer of what is gone is one of the older document, of what is new one of the newer', () => {
  const changes = compareCatalogues(versionOf({ a: true, b: true }), versionOf({ a: true, c: true }), receiver);
  expect(changes.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'event-removed /channels/acme/messages/b',
    'event-type-removed /channels/acme/messages/b',
    'event-added /channels/acme/messages/c',
    'event-type-added /channels/acme/messages/c',
  ]);
});

it('the same versions are told the same, every time', () => {
  for (const { older, newer, today } of pairs)
    expect(compareCatalogues(older, newer, { side: 'provider', today })).toEqual(
      compareCatalogues(older, newer, { side: 'provider', today }),
    );
});
