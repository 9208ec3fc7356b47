import { describe, expect, it } from 'vitest';
import type { Definition, Schema } from '../../../catalogue/model/model.js';
import { findDiscriminator } from '../../../catalogue/schema/discriminators.js';

const shape = (name: string, payload: Schema, headers: Schema | null = null) => ({ name, payload, headers });
const object = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });
// Object literals with `then` look like promises to the linter.
const conditional = (then: Schema, otherwise: Schema): Schema =>
  Object.fromEntries([
    ['if', {}],
    ['then', then],
    ['else', otherwise],
  ]);
const is = (value: string | number) => ({ const: value });
const find = (payloads: readonly Schema[], definitions: readonly Definition[] = []) => {
  const { discriminator, values, alike } = findDiscriminator(
    payloads.map((payload, index) => shape(`e${index}`, payload)),
    definitions,
  );
  return {
    sources: discriminator?.sources.map((source) => (source.kind === 'pointer' ? source.pointer : `header:${source.header}`)) ?? null,
    values: values.map((each) => each.map((value) => value.values)),
    alike,
  };
};

describe('what tells events apart', () => {
  it.each([
    { name: 'one const', given: [object({ type: is('a') }), object({ type: is('b') })], want: ['/type'] },
    {
      name: 'the shallowest',
      given: [object({ data: object({ kind: is('x') }), type: is('a') }), object({ data: object({ kind: is('y') }), type: is('b') })],
      want: ['/type'],
    },
    {
      name: 'a nested one where there is no other',
      given: [object({ data: object({ kind: is('x') }) }), object({ data: object({ kind: is('y') }) })],
      want: ['/data/kind'],
    },
    {
      name: 'two together',
      given: [object({ event: is('c'), of: is('p') }), object({ event: is('d'), of: is('p') }), object({ event: is('c'), of: is('q') })],
      want: ['/event', '/of'],
    },
    { name: 'disjoint enums', given: [object({ type: { enum: ['a', 'A'] } }), object({ type: { enum: ['b', 'B'] } })], want: ['/type'] },
    {
      name: 'the values of then and else together',
      given: [conditional(object({ type: is('a') }), object({ type: is('A') })), object({ type: is('b') })],
      want: ['/type'],
    },
    { name: 'numbers', given: [object({ type: is(1) }), object({ type: is(2) })], want: ['/type'] },
    { name: 'not enums that overlap', given: [object({ type: { enum: ['a', 'b'] } }), object({ type: { enum: ['b', 'c'] } })], want: null },
    { name: 'not a property that one of them lacks', given: [object({ type: is('a') }), object({})], want: null },
    {
      name: 'the consts of a lone event',
      given: [object({ type: is('a'), version: is(1), status: { enum: ['x', 'y'] } })],
      want: ['/type', '/version'],
    },
    { name: 'nothing for a lone event without one', given: [object({ id: { type: 'string' } })], want: [] },
    { name: 'no events', given: [], want: null },
  ])('$name', ({ given, want }) => expect(find(given).sources).toEqual(want));

  it('reads through references, allOf and branches', () => {
    const definitions = [
      { typeName: 'Envelope', schema: object({ type: { enum: ['a', 'b', 'c'] } }), pointer: '' },
      { typeName: 'Loop', schema: { allOf: [{ $ref: '#/definitions/Loop' }], properties: { type: is('b') } }, pointer: '' },
    ];
    const payloads: Schema[] = [
      { allOf: [{ $ref: '#/definitions/Envelope' }, object({ type: is('a') })] },
      { $ref: '#/definitions/Loop' },
      { oneOf: [object({ type: is('c') }), object({ type: is('d') })] },
    ];
    expect(find(payloads, definitions)).toMatchObject({ sources: ['/type'], values: [[['a']], [['b']], [['c', 'd']]] });
  });

  it('takes headers where bodies say nothing', () => {
    const events = ['push', 'ping'].map((name) => shape(name, object({}), object({ 'X-Event': is(name) })));
    expect(findDiscriminator(events, [])).toMatchObject({ discriminator: { sources: [{ kind: 'header', header: 'x-event' }] } });
  });

  it('names those that are alike', () => {
    expect(find([object({ type: is('a') }), object({ type: is('a') }), object({ type: is('b') })]).alike).toEqual([
      { names: ['e0', 'e1'], lack: null },
    ]);
  });

  it('names the few that lack what tells the others', () => {
    const payloads = [object({ type: is('a') }), object({ type: is('b') }), object({ id: { type: 'string' } })];
    expect(find(payloads).alike).toEqual([{ names: ['e2'], lack: '/type' }]);
  });

  it('reads a schema that doubles at every level once', () => {
    const definitions = Array.from({ length: 40 }, (_, n) => ({
      typeName: `D${n}`,
      pointer: '',
      schema: { allOf: [{ $ref: `#/definitions/D${n + 1}` }, { $ref: `#/definitions/D${n + 1}` }] },
    }));
    expect(find([{ $ref: '#/definitions/D0' }, { $ref: '#/definitions/D0' }], definitions).sources).toBeNull();
  });
});
