import { describe, expect, test } from 'vitest';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { importValidators } from './generated-module.js';

describe('what could go wrong at run time', () => {
  const tree = () =>
    sampleProvider({
      definitions: [
        {
          typeName: 'Node',
          pointer: '',
          schema: {
            type: 'object',
            properties: { next: { $ref: '#/definitions/Node' }, items: { type: 'array', items: { type: 'string' } } },
          },
        },
      ],
      events: [sampleEvent({ payload: { allOf: [{ $ref: '#/definitions/Node' }, { properties: { type: { const: 'order.created' } } }] } })],
    });

  test('a value too deep is an error, not a crash', async () => {
    const { tolerant } = await importValidators(tree());
    const value: Record<string, unknown> = { type: 'order.created' };
    let at = value;
    for (let depth = 0; depth < 200_000; depth++) at = at['next'] = {} as Record<string, unknown>;
    expect(tolerant.validate(value)).toMatchObject({
      valid: false,
      event: 'order.created',
      errors: [{ pointer: '', keyword: 'depth', found: 'too deep' }],
    });
  });

  test('a value that throws when it is read is an error', async () => {
    const { tolerant } = await importValidators(tree());
    const value = {
      get type(): string {
        throw new Error('no');
      },
    };
    expect(tolerant.validate(value)).toMatchObject({ valid: false, errors: [{ keyword: 'readable' }] });
    expect(tolerant.findEvent(value)).toBe(null);
  });

  const throwing = (): never => {
    throw new Error('no');
  };
  test.each([
    ['a getter', Object.defineProperty({}, 'items', { get: throwing, enumerable: true })],
    ['a hidden getter', Object.defineProperty({}, 'items', { get: throwing })],
    ['a proxy', new Proxy({ items: [] }, { get: throwing })],
    ['a getter further in', { next: { items: [{}, Object.defineProperty({}, 'next', { get: throwing, enumerable: true })] } }],
  ])('%s that throws makes a value invalid', async (_, value) => {
    const { strict } = await importValidators(tree());
    expect(strict.validators['order.created']?.is(value)).toBe(false);
    expect(strict.validators['order.created']?.validate(value)).toMatchObject({ valid: false });
  });

  test("an error that is not the value's is not taken for one", async () => {
    const { tolerant } = await importValidators(tree());
    const value = { next: {}, type: 'order.created' };
    const { isArray } = Array;
    Array.isArray = ((one: unknown) => {
      if (one === value.next) throw new TypeError('a bug of ours');
      return isArray(one);
    }) as typeof isArray;
    try {
      expect(() => tolerant.validators['order.created']?.is(value)).toThrow('a bug of ours');
    } finally {
      Array.isArray = isArray;
    }
  });

  test.each(['minimum', 'id', 'note', '$ref'])('what is added to Object.prototype changes no verdict: %s', async (name) => {
    const payload = { required: ['id'], properties: { id: { type: 'number' }, note: { type: 'string' } } };
    const { strict } = await importValidators(sampleProvider({ events: [sampleEvent({ payload })] }));
    const { is, validate } = strict.validators['order.created'] ?? {};
    Object.defineProperty(Object.prototype, name, { value: 5, enumerable: true, configurable: true, writable: true });
    try {
      expect([is?.({ id: 1 }), is?.({ id: 'x' }), is?.({})]).toEqual([true, false, false]);
      expect(validate?.({ id: 1 })).toMatchObject({ valid: true });
      expect(validate?.({ id: 'x', note: 1 })).toMatchObject({ errors: [{ pointer: '/id' }, { pointer: '/note' }] });
      expect(validate?.({})).toMatchObject({ errors: [{ pointer: '/id', keyword: 'required' }] });
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
  });

  test('errors are bounded, and so is what each says', async () => {
    const { tolerant } = await importValidators(tree());
    const result = tolerant.validate({ type: 'order.created', items: Array.from({ length: 300_000 }, () => 1) });
    expect(result.valid || result.errors.length).toBe(100);
    const long = tolerant.validate({ type: 'x'.repeat(1_000_000) });
    expect(long.valid || (long.errors[0]?.message.length ?? 0) < 300).toBe(true);
  });

  test.each([undefined, null, 5n, Symbol('s'), () => 1, Number.NaN, new Date(0), []])('%s is refused quietly', async (value) => {
    const { tolerant } = await importValidators(tree());
    expect(tolerant.validate(value).valid).toBe(false);
    expect(tolerant.validators['order.created']?.validate({ next: value }).valid).toBe(value === undefined || value instanceof Date);
  });
});
