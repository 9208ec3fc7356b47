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
