import { describe, expect, it } from 'vitest';
import type { Catalogue, Definition, JsonObject, Schema } from '../../catalogue/model/model.js';
import { type Change, compareCatalogues } from '../../diff/index.js';
import { generatedCatalogue } from '../unit/generated-catalogue.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../unit/sample-catalogue.js';

const sides = ['receiver', 'provider'] as const;
const today = '2026-11-21';
const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
const copy = (catalogue: Catalogue): Catalogue => JSON.parse(JSON.stringify(catalogue));

function versionOf(definitions: Readonly<Record<string, Schema>>, payload: Schema): Catalogue {
  const all = Object.entries(definitions).map(
    ([typeName, schema]): Definition => ({ typeName, schema, pointer: `/components/schemas/${typeName}` }),
  );
  return sampleCatalogue({ providers: [sampleProvider({ events: [sampleEvent({ payload })], definitions: all })] });
}

const codes = (changes: readonly Change[]) => [...new Set(changes.map(({ code }) => code))].sort();

describe.each(sides)('for a %s', (side) => {
  it('our own catalogue has not changed since itself', () => {
    const own = generatedCatalogue;
    expect(own.providers.flatMap(({ events }) => events).length).toBeGreaterThanOrEqual(117);
    expect(compareCatalogues(own, copy(own), { side, today })).toEqual([]);
  });

  it('five thousand events: nothing changed, or what all of them share', () => {
    const envelope = (amount: Schema): Definition => ({
      typeName: 'Envelope',
      pointer: '/e',
      schema: { type: 'object', properties: { amount } },
    });
    const events = Array.from({ length: 5000 }, (_, index) => {
      const own = { type: 'object', required: ['type'], properties: { type: { const: `e${index}` }, [`m${index}`]: { type: 'string' } } };
      const payload: JsonObject = { allOf: [ref('Envelope'), own] };
      return sampleEvent({
        name: `e${index}`,
        typeName: `E${index}`,
        payload,
        discriminator: [{ source: { kind: 'pointer', pointer: '/type' }, values: [`e${index}`] }],
      });
    });
    const version = (amount: Schema) => sampleCatalogue({ providers: [sampleProvider({ events, definitions: [envelope(amount)] })] });
    const older = version({ type: 'string' });
    expect(compareCatalogues(older, copy(older), { side, today })).toEqual([]);
    const changes = compareCatalogues(older, copy(version({ type: 'integer' })), { side, today });
    expect(codes(changes)).toEqual(['member-type-changed', 'type-changed']);
    expect(changes.length).toBe(10_000);
    expect(changes.at(-1)).toMatchObject({ event: 'acme.e4999', pointer: '/amount', verdict: 'breaking' });
  });

  it('schemas that each hold the next one twice: a billion places, and an end', () => {
    const level = (index: number) => ({ type: 'object', properties: { a: ref(`L${index + 1}`), b: ref(`L${index + 1}`) } });
    const version = (leaf: Schema) =>
      versionOf({ ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`L${index}`, level(index)])), L30: leaf }, ref('L0'));
    const changes = compareCatalogues(version({ type: 'string' }), version({ type: 'integer' }), { side, today });
    expect(codes(changes)).toEqual(['member-type-changed', 'type-changed']);
    expect(changes.length).toBeLessThan(1000);
  });

  it.each(['allOf', 'anyOf', 'oneOf'])('schemas that are made of the next one twice, by %s', (keyword) => {
    const level = (index: number) => ({ [keyword]: [ref(`L${index + 1}`), { allOf: [ref(`L${index + 1}`)] }] });
    const version = (leaf: Schema) =>
      versionOf({ ...Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`L${index}`, level(index)])), L24: leaf }, ref('L0'));
    const changes = compareCatalogues(version({ type: 'string' }), version({ type: 'integer' }), { side, today });
    expect(changes.some(({ category, verdict }) => category === 'PAYLOAD' && verdict !== 'safe')).toBe(true);
  });

  it('five thousand events under other names, and as many schemas', () => {
    const definition = (name: string, index: number): Definition => ({
      typeName: `${name}${index}`,
      pointer: `/${name}${index}`,
      schema: { type: 'object', properties: { [`m${index}`]: { type: 'string' } } },
    });
    const version = (name: string) => {
      const definitions = Array.from({ length: 5000 }, (_, index) => definition(name, index));
      const events = definitions.map(({ typeName }, index) =>
        sampleEvent({
          name: `${name}.${index}`,
          event: `e${index}`,
          typeName: `${typeName}Event`,
          payload: ref(typeName),
          discriminator: [],
        }),
      );
      return sampleCatalogue({ providers: [sampleProvider({ events, definitions, discriminator: null })] });
    };
    const changes = compareCatalogues(version('A'), version('B'), { side, today });
    expect(codes(changes)).toEqual(['event-renamed', 'type-renamed']);
    expect(changes.length).toBe(10_000);
  });

  it('schemas in circles: what differs is told wherever an event has it', () => {
    const definitions = (leaf: Schema) => ({
      A: { type: 'object', properties: { b: ref('B'), leaf } },
      B: { type: 'object', properties: { a: ref('A'), c: { type: 'array', items: ref('B') } } },
    });
    const version = (leaf: Schema) => {
      const one = versionOf(definitions(leaf), ref('A'));
      const provider = one.providers[0] ?? sampleProvider();
      const events = [sampleEvent({ payload: ref('A') }), sampleEvent({ name: 'second', payload: ref('B') })];
      return { ...one, providers: [{ ...provider, events }] };
    };
    const changes = compareCatalogues(version({ type: 'string' }), version({ type: 'integer' }), { side, today });
    expect(changes.filter(({ code }) => code === 'type-changed').map(({ event, pointer }) => `${event} ${pointer}`)).toEqual([
      'acme.order.created /leaf',
      'acme.second /a/leaf',
    ]);
  });

  it('a schema that is nothing but itself', () => {
    const version = (schema: Schema) => versionOf({ A: schema }, ref('A'));
    expect(compareCatalogues(version(ref('A')), version({ allOf: [ref('A')] }), { side, today })).toEqual([]);
  });

  it('more alternatives than are multiplied out are not passed over', () => {
    const wide = (last: Schema): JsonObject => ({
      allOf: [0, 1, 2].map((group) => ({
        anyOf: Array.from({ length: 8 }, (_, index) => ({ maxLength: group * 8 + index + (index === 7 ? 1 : 0), ...(last as JsonObject) })),
      })),
    });
    const changes = compareCatalogues(versionOf({}, wide({})), versionOf({}, wide({ pattern: 'a' })), { side, today });
    expect(changes.some(({ verdict }) => verdict !== 'safe')).toBe(true);
  });
});
