import { describe, expect, test } from 'vitest';
import { importValidators, type StandardFace } from './generated-module.js';
import { good, order, shop } from './shop.js';

describe('a value that is wrong', () => {
  const cases: { name: string; given: unknown; want: [string, string, string, string][] }[] = [
    { name: 'no object', given: 5, want: [['/type', 'discriminator', 'one of "order.created", "order.paid"', 'missing']] },
    {
      name: 'of no known event',
      given: { type: 'order.lost' },
      want: [['/type', 'discriminator', 'one of "order.created", "order.paid"', 'string "order.lost"']],
    },
    {
      name: 'without a member',
      given: { type: 'order.created', data: { total: { amount: 1 } } },
      want: [['/id', 'required', 'present', 'missing']],
    },
    { name: 'with a wrong type', given: order({ total: { amount: '1' } }), want: [['/data/total/amount', 'type', 'number', 'string "1"']] },
    {
      name: 'with a missing and an unexpected member, deep',
      given: order({ total: { 'x/y~z': true } }),
      want: [
        ['/data/total/amount', 'required', 'present', 'missing'],
        ['/data/total/x~1y~0z', 'additionalProperties', 'absent', 'boolean true'],
      ],
    },
    {
      name: 'with an escaped place',
      given: order({ total: { amount: 1 }, 'a/b~c': 1.5 }),
      want: [['/data/a~1b~0c', 'type', 'integer', 'number 1.5']],
    },
    {
      name: 'in an array',
      given: order({ total: { amount: 1 }, tags: ['a', {}, 'a'] }),
      want: [
        ['/data/tags/1', 'type', 'string', 'object'],
        ['/data/tags', 'uniqueItems', 'an array without repeated items (0 and 2 are equal)', 'array of 3'],
      ],
    },
    {
      name: 'of another enum',
      given: order({ total: { amount: 1, currency: 'GBP' } }),
      want: [['/data/total/currency', 'enum', 'one of "EUR", "USD"', 'string "GBP"']],
    },
    {
      name: 'at no day',
      given: order({ total: { amount: 1 } }, { at: '2023-02-29T12:00:00Z' }),
      want: [['/at', 'format', 'a valid date-time', 'string "2023-02-29T12:00:00Z"']],
    },
    {
      name: 'too long, in characters',
      given: order({ total: { amount: 1 }, note: '\u{1F600}'.repeat(6) }),
      want: [['/data/note', 'maxLength', 'a string of at most 5', `string ${JSON.stringify('\u{1F600}'.repeat(6))}`]],
    },
    {
      name: 'no multiple',
      given: order({ total: { amount: 0.001 } }),
      want: [['/data/total/amount', 'multipleOf', 'a multiple of 0.01', 'number 0.001']],
    },
    {
      name: 'by inherited members',
      given: Object.create(good),
      want: [['/type', 'discriminator', 'one of "order.created", "order.paid"', 'missing']],
    },
  ];
  test.each(cases)('$name', async ({ given, want }) => {
    const { strict } = await importValidators(shop());
    const result = strict.validate(given);
    expect(result.valid || result.errors.map((error) => [error.pointer, error.keyword, error.expected, error.found])).toEqual(want);
    for (const error of result.valid ? [] : result.errors) expect(error.message).toBe(`must be ${error.expected}, but is ${error.found}`);
  });

  test('in no alternative is told of all of them', async () => {
    const { strict } = await importValidators(shop());
    const result = strict.validate({ id: '1', type: 'order.paid', data: { card: '12' } });
    expect(result.valid || result.errors.map((error) => `${error.pointer} ${error.keyword}`)).toEqual([
      '/data/card pattern',
      '/data/iban required',
      '/data oneOf',
    ]);
  });
});

describe('a value that is right', () => {
  test('comes back as it is, with its event', async () => {
    for (const module of Object.values(await importValidators(shop()))) {
      expect(module.validate(good)).toEqual({ valid: true, event: 'order.created', value: good });
      expect(module.findEvent(good)).toBe('order.created');
      expect((module['isOrderCreated'] as (value: unknown) => boolean)(good)).toBe(true);
      expect((module['isOrderPaid'] as (value: unknown) => boolean)(good)).toBe(false);
      expect(module['acmeEventNames']).toEqual(['order.created', 'order.paid']);
      expect(Object.getPrototypeOf(module.validators)).toBe(null);
      expect(module.findEvent({ type: 'constructor' })).toBe(null);
    }
  });

  test.each([19.99, 0.07, 1.1, 4.35, 12345678.91, 99999999.99, 1e15])('%d is a multiple of a cent', async (amount) => {
    const { strict } = await importValidators(shop());
    expect(strict.validate(order({ total: { amount } })).valid).toBe(true);
  });

  test('tolerant: unknown members, values of enums and more than one alternative pass, unknown events do not', async () => {
    const { tolerant, strict } = await importValidators(shop());
    const added = order({ total: { amount: 1, currency: 'GBP', tax: 1 } });
    const both = { id: '1', type: 'order.paid', data: { card: '1234', iban: 'x' } };
    expect([tolerant.validate(added).valid, strict.validate(added).valid]).toEqual([true, false]);
    expect(tolerant.validate(both).valid).toBe(true);
    expect(tolerant.validate({ ...good, type: 'order.lost' }).valid).toBe(false);
    expect(tolerant.validate(order({ total: { amount: 1, currency: 5 } }))).toMatchObject({
      valid: false,
      errors: [{ pointer: '/data/total/currency', keyword: 'type' }],
    });
  });
});

describe('Standard Schema', () => {
  test('every validator and the union have it', async () => {
    const { strict } = await importValidators(shop());
    const faces = [strict.validators['order.created'], strict['acmeEvent'] as { '~standard': StandardFace }];
    for (const face of faces) {
      expect(face?.['~standard']).toMatchObject({ version: 1, vendor: 'hookbook' });
      expect(face?.['~standard'].validate(good)).toEqual({ value: good });
      const bad = face?.['~standard'].validate(order({ total: { amount: 1 }, tags: ['a', 5] }));
      expect(bad).toEqual({ issues: [{ message: 'must be string, but is number 5', path: ['data', 'tags', 1] }] });
    }
  });
});
